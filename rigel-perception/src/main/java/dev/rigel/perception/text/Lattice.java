package dev.rigel.perception.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a recogniser holds possible at the steps of one word: enough to ask later, when the whole
 * page is known, how probable another spelling is. Empty for words that were read surely.
 */
final class Lattice {
  static final Lattice NONE = new Lattice(List.of());

  /** What is less probable at a step is left out. */
  static final float LEAST = 0.003f;

  private static final String BLANK = "";
  private static final String SPACE = " ";

  /** Less than this at every step is no reason to try a letter. */
  private static final double WORTH_TRYING = 0.01;

  private final List<Map<String, Float>> steps;

  private Lattice(List<Map<String, Float>> steps) {
    this.steps = steps;
  }

  /**
   * @param probabilities [steps, classes], row by row
   * @param characters by class; class 0 is the blank
   */
  static Lattice of(float[] probabilities, String[] characters, int firstStep, int endStep) {
    List<Map<String, Float>> steps = new ArrayList<>();
    for (int step = firstStep; step < endStep; step++) {
      Map<String, Float> possible = new HashMap<>();
      int offset = step * characters.length;
      for (int i = 0; i < characters.length; i++) {
        if (probabilities[offset + i] >= LEAST) {
          possible.merge(characters[i], probabilities[offset + i], Float::sum);
        }
      }
      steps.add(possible);
    }
    return new Lattice(steps);
  }

  boolean isEmpty() {
    return steps.isEmpty();
  }

  /** The letters that may be in the word, in a fixed order. */
  Set<String> letters() {
    Set<String> letters = new TreeSet<>();
    for (Map<String, Float> step : steps) {
      step.forEach((character, probability) -> {
        if (probability >= WORTH_TRYING && character.codePoints().allMatch(Character::isLetter)) {
          letters.add(character);
        }
      });
    }
    letters.remove(BLANK);
    return letters;
  }

  /**
   * The probability of all ways to say a text (the forward variable of connectionist temporal
   * classification), 0 to 1. A space is said or passed over.
   */
  double probability(String text) {
    List<String> labels = text.codePoints().mapToObj(Character::toString).toList();
    // Blank, first label, blank, second label, …, blank.
    double[] reached = new double[2 * labels.size() + 1];
    reached[0] = 1;
    for (Map<String, Float> step : steps) {
      double silence = of(step, BLANK) + of(step, SPACE);
      double[] next = new double[reached.length];
      for (int at = 0; at < next.length; at++) {
        double arrived = reached[at];
        if (at > 0) {
          arrived += reached[at - 1];
        }
        if (at % 2 == 1 && at > 2 && !labels.get(at / 2).equals(labels.get(at / 2 - 1))) {
          arrived += reached[at - 2];
        }
        next[at] = arrived * (at % 2 == 0 ? silence : of(step, labels.get(at / 2)));
      }
      reached = next;
    }
    int last = reached.length - 1;
    return last == 0 ? reached[0] : reached[last] + reached[last - 1];
  }

  private static double of(Map<String, Float> step, String character) {
    return step.getOrDefault(character, 0f);
  }
}
