package dev.rigel.tools.seeing;

import java.util.Arrays;
import java.util.Optional;

/** In which numbers a model tells places in a picture. */
public enum Scale {
  /** Parts of the picture. */
  UNIT("0-1"),
  /** Thousandths of the picture. */
  THOUSAND("0-1000"),
  /** Pixels of the picture as it was sent. */
  PIXELS("pixels");

  private final String word;

  Scale(String word) {
    this.word = word;
  }

  /** As a configuration writes it. */
  public String word() {
    return word;
  }

  public static Optional<Scale> of(String word) {
    return Arrays.stream(values()).filter(scale -> scale.word.equals(word)).findFirst();
  }
}
