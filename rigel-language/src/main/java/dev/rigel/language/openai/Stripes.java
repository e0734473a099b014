package dev.rigel.language.openai;

import java.util.List;

/**
 * A picture of four stripes, 224 by 56 pixels, to find out whether a model sees: their order is one
 * of many, so that one who guesses is told from one who looks.
 */
final class Stripes {
  /** From left to right. */
  static final List<String> COLORS = List.of("yellow", "blue", "black", "red");

  static final String URL =
      "data:image/png;base64,"
          + "iVBORw0KGgoAAAANSUhEUgAAAOAAAAA4AgMAAACZLhwwAAAADFBMVEX/3AAAPNwAAADcAAA8J9/Y"
          + "AAAAKklEQVR42u3LMQEAMAwDoJicyZrs7nwVAD9JeWXKloiiKIqiKIqiKN7iB2WUGjuD2Ya3AAAA"
          + "AElFTkSuQmCC";

  private Stripes() {}
}
