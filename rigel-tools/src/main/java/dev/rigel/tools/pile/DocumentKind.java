package dev.rigel.tools.pile;

import java.util.List;

/**
 * A kind of document and the words that tell it.
 *
 * @param name as people call it, in English
 * @param otherNames folded
 * @param onSlips whether it is most often printed on narrow slips of paper
 */
record DocumentKind(String name, List<String> otherNames, List<Clue> clues, boolean onSlips) {
  /** What the words are worth. */
  enum Strength {
    /** The kind's name: much where it stands as a title, little elsewhere. */
    TITLE,
    /** Hardly found in documents of another kind. */
    STRONG,
    /** Found more often here than elsewhere. */
    WEAK
  }

  /**
   * @param words folded: lower case, without accents
   */
  record Clue(String words, Strength strength) {}

  DocumentKind {
    otherNames = List.copyOf(otherNames);
    clues = List.copyOf(clues);
  }

  /** The same under the word that somebody has for it. */
  DocumentKind calledBy(String label) {
    return new DocumentKind(label, otherNames, clues, onSlips);
  }
}
