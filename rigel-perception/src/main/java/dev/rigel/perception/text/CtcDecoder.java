package dev.rigel.perception.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns a recogniser's steps into words: greedy connectionist temporal classification (Graves et
 * al., 2006), with spaces recovered.
 *
 * <p>The networks give spaces too little probability, so that greedy decoding glues words together.
 * Where two characters follow each other, the steps between them are looked at again: a space that
 * has at least {@link #SPACE_PROBABILITY} in one of them is put in. On scanned receipts this is
 * worth four points of word F1, and the figure is flat from .02 to .1. Each word then passes
 * through {@link Orthography}.
 */
final class CtcDecoder {
  static final float SPACE_PROBABILITY = 0.06f;

  /** Between digits and a sign after them; a line of figures may hold a lone sign too. */
  private static final float SPACE_BEFORE_SIGN = 0.15f;

  /** Between the sign of a figure and its last digits nobody writes a space. */
  private static final float SPACE_AFTER_SIGN = 0.5f;

  /** Between a year and the hyphen of a date. */
  private static final float SPACE_AFTER_YEAR = 0.25f;

  /** A word whose characters all have as much is not spelt otherwise. */
  private static final double SURE = 0.95;

  private static final int BLANK = 0;

  private final String[] characters;
  private final int[] spaces;

  /** The classes of the characters. */
  private final Map<String, Integer> numbers = new HashMap<>();

  /**
   * @param characters the network's characters in the order of its classes, without the blank,
   *     which is class 0, and without the space, which is the last class
   */
  CtcDecoder(List<String> characters) {
    this.characters = new String[characters.size() + 2];
    this.characters[BLANK] = "";
    for (int i = 0; i < characters.size(); i++) {
      this.characters[i + 1] = characters.get(i);
      numbers.put(characters.get(i), i + 1);
    }
    this.characters[characters.size() + 1] = " ";
    List<Integer> found = new ArrayList<>();
    for (int i = 1; i < this.characters.length; i++) {
      if (this.characters[i].isBlank()) {
        this.characters[i] = " ";
        found.add(i);
      }
    }
    this.spaces = found.stream().mapToInt(Integer::intValue).toArray();
  }

  int classes() {
    return characters.length;
  }

  /** The words being put together, and the one that is not finished. */
  private final class Words {
    private final float[] probabilities;
    private final List<DecodedWord> finished = new ArrayList<>();
    private final List<DecodedCharacter> word = new ArrayList<>();
    private int lastStep = -1;
    private int endOfLastWord;

    /** The highest probability of a space since the last character. */
    private float gap;

    private float spaceBefore;

    Words(float[] probabilities) {
      this.probabilities = probabilities;
    }

    boolean inWord() {
      return !word.isEmpty();
    }

    /** How probable a space must be before a character to end the word. */
    float spaceBefore(String next) {
      String last = word.getLast().text();
      if (isDigit(last) && isSign(next)) {
        return SPACE_BEFORE_SIGN;
      }
      boolean inFigure = word.size() > 1 && isDigit(word.get(word.size() - 2).text());
      if (isSign(last) && inFigure && isDigit(next)) {
        return SPACE_AFTER_SIGN;
      }
      boolean year = word.size() == 4 && word.stream().allMatch(digit -> isDigit(digit.text()));
      return year && next.equals("-") ? SPACE_AFTER_YEAR : SPACE_PROBABILITY;
    }

    void add(String character, double probability, int step) {
      if (!inWord()) {
        spaceBefore = finished.isEmpty() ? 1 : gap;
      }
      gap = 0;
      word.add(new DecodedCharacter(character, Math.min(1, probability), step));
      lastStep = step;
    }

    /** Ends the word, if there is one, before the step that says something else. */
    void close(int step) {
      if (inWord()) {
        List<DecodedCharacter> settled =
            Orthography.settled(word, this::probability, endOfLastWord, lastStep + 1, step);
        finished.add(DecodedWord.of(settled, lastStep, spaceBefore, lattice(settled, step)));
        word.clear();
        endOfLastWord = lastStep + 1;
      }
    }

    private Lattice lattice(List<DecodedCharacter> settled, int endStep) {
      boolean sure = settled.stream().allMatch(letter -> letter.probability() >= SURE);
      return sure ? Lattice.NONE : Lattice.of(probabilities, characters, endOfLastWord, endStep);
    }

    private double probability(String character, int firstStep, int endStep) {
      Integer number = numbers.get(character);
      float highest = 0;
      for (int step = firstStep; number != null && step < endStep; step++) {
        highest = Math.max(highest, probabilities[step * classes() + number]);
      }
      return highest;
    }
  }

  /**
   * @param probabilities [steps, classes], row by row, each row adding up to 1
   */
  List<DecodedWord> decode(float[] probabilities, int steps) {
    Words words = new Words(probabilities);
    int previous = BLANK;
    float spaceSince = 0;
    for (int step = 0; step < steps; step++) {
      int offset = step * classes();
      int best = mostProbable(probabilities, offset, previous);
      float space = spaceProbability(probabilities, offset);
      if (best != BLANK && best != previous) {
        if (characters[best].equals(" ")) {
          words.gap = Math.max(words.gap, space);
          words.close(step);
        } else {
          if (words.inWord() && spaceSince >= words.spaceBefore(characters[best])) {
            words.close(step);
          }
          words.add(characters[best], probabilities[offset + best], step);
        }
        spaceSince = 0;
      } else {
        spaceSince = Math.max(spaceSince, space);
        words.gap = Math.max(words.gap, space);
        if (best != BLANK && words.inWord()) {
          words.lastStep = step;
        }
      }
      previous = best;
    }
    words.close(steps);
    return words.finished;
  }

  private static boolean isDigit(String character) {
    return character.length() == 1 && character.charAt(0) >= '0' && character.charAt(0) <= '9';
  }

  private static boolean isSign(String character) {
    return character.equals(".") || character.equals(",");
  }

  /** A class above one half is the most probable without looking at the 18 000 others. */
  private int mostProbable(float[] probabilities, int offset, int previous) {
    if (probabilities[offset + BLANK] > 0.5f) {
      return BLANK;
    }
    if (probabilities[offset + previous] > 0.5f) {
      return previous;
    }
    int best = 0;
    float most = probabilities[offset];
    for (int i = 1; i < classes() && most <= 0.5f; i++) {
      float probability = probabilities[offset + i];
      if (probability > most) {
        most = probability;
        best = i;
      }
    }
    return best;
  }

  private float spaceProbability(float[] probabilities, int offset) {
    float sum = 0;
    for (int space : spaces) {
      sum += probabilities[offset + space];
    }
    return sum;
  }
}
