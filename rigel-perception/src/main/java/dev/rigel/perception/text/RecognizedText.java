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
   * @param weakest the probability of its least probable character
   */
  record Word(
      String text,
      double confidence,
      double weakest,
      double left,
      double top,
      double right,
      double bottom) {
    /** The same word of a part of a line, in parts of the whole line's width. */
    Word inLine(double partLeft, double partWidth) {
      return new Word(
          text,
          confidence,
          weakest,
          partLeft + left * partWidth,
          top,
          partLeft + right * partWidth,
          bottom);
    }

    /** This place with what another reading of it says. */
    Word saying(Word other) {
      return new Word(other.text, other.confidence, other.weakest, left, top, right, bottom);
    }

    private int characters() {
      return text.codePointCount(0, text.length());
    }
  }

  RecognizedText {
    words = List.copyOf(words);
  }

  static RecognizedText of(List<Word> words) {
    if (words.isEmpty()) {
      return NOTHING;
    }
    double sum = words.stream().mapToDouble(word -> word.confidence() * word.characters()).sum();
    int characters = words.stream().mapToInt(Word::characters).sum();
    return new RecognizedText(
        String.join(" ", words.stream().map(Word::text).toList()), sum / characters, words);
  }
}
