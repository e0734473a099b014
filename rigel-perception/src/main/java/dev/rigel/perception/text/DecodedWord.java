package dev.rigel.perception.text;

import java.util.DoubleSummaryStatistics;
import java.util.List;

/**
 * A word among a recogniser's steps.
 *
 * @param confidence mean probability of its characters, 0 to 1
 * @param weakest the probability of its least probable character
 * @param firstStep the step that says its first character
 * @param lastStep the last step that says its last character
 * @param spaceBefore the probability of the space that parts it from the word before; 1 for a first
 * @param lattice what else it may be; empty where it is sure
 */
record DecodedWord(
    String text,
    double confidence,
    double weakest,
    int firstStep,
    int lastStep,
    double spaceBefore,
    Lattice lattice) {
  /** Of at least one character. */
  static DecodedWord of(
      List<DecodedCharacter> characters, int lastStep, double spaceBefore, Lattice lattice) {
    DoubleSummaryStatistics probabilities =
        characters.stream().mapToDouble(DecodedCharacter::probability).summaryStatistics();
    return new DecodedWord(
        String.join("", characters.stream().map(DecodedCharacter::text).toList()),
        probabilities.getAverage(),
        probabilities.getMin(),
        characters.getFirst().step(),
        lastStep,
        spaceBefore,
        lattice);
  }
}
