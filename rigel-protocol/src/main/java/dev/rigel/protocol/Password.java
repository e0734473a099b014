package dev.rigel.protocol;

import static java.util.Objects.requireNonNull;

/** The password of a document; its text is not shown where the record is written out. */
public record Password(String text) {
  public Password {
    requireNonNull(text, "text");
  }

  @Override
  public String toString() {
    return "Password[hidden]";
  }
}
