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
   * @param spaceBefore the probability of the space that parts it from the word before; 1 for a
   *     first
   * @param lattice what else it may be; empty where it is sure
   */
  record Word(
      String text,
      double confidence,
      double weakest,
      double spaceBefore,
      Lattice lattice,
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
          spaceBefore,
          lattice,
          partLeft + left * partWidth,
          top,
          partLeft + right * partWidth,
          bottom);
    }

    /** This place with what another reading of it says. */
    Word saying(Word other) {
      return new Word(
          other.text,
          other.confidence,
          other.weakest,
          other.spaceBefore,
          other.lattice,
          left,
          top,
          right,
          bottom);
    }

    /** The same word spelt otherwise. */
    Word spelt(String spelling) {
      return new Word(
          spelling, confidence, weakest, spaceBefore, lattice, left, top, right, bottom);
    }

    /** A part of the word, from one share of its width to another. */
    Word part(String spelling, double from, double to) {
      double width = right - left;
      return new Word(
          spelling,
          confidence,
          weakest,
          spaceBefore,
          Lattice.NONE,
          left + from * width,
          top,
          left + to * width,
          bottom);
    }

    /** This word and the next one as one. */
    Word joined(Word next) {
      return new Word(
          text + next.text,
          (confidence * characters() + next.confidence * next.characters())
              / (characters() + next.characters()),
          Math.min(weakest, next.weakest),
          spaceBefore,
          Lattice.NONE,
          left,
          Math.min(top, next.top),
          next.right,
          Math.max(bottom, next.bottom));
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
