package dev.rigel.perception.text;

import java.util.List;

/**
 * What a line says.
 *
 * @param confidence mean probability of its characters, 0 to 1
 * @param words from first to last; joined by single spaces they are {@code text}
 */
record RecognizedText(String text, double confidence, List<Word> words) {
  static final RecognizedText NOTHING = new RecognizedText("", 0, List.of());

  /**
   * A word and its place in the line, in parts of the line's width and height.
   *
   * @param confidence mean probability of its characters, 0 to 1
   */
  record Word(
      String text, double confidence, double left, double top, double right, double bottom) {}

  RecognizedText {
    words = List.copyOf(words);
  }
}
