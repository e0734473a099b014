package dev.rigel.tools.pile;

import java.util.List;
import java.util.Optional;

/**
 * Two pages that follow each other, and what is known around them.
 *
 * @param part the pages of the document so far, blank ones left out; the last is the page before
 * @param after the page that belongs to it or begins another
 * @param blankBetween whether a blank page lies between them
 * @param rareness how rare words are in the pile
 * @param kinds tells known kinds of documents
 */
record Joint(
    List<PageView> part,
    PageView after,
    boolean blankBetween,
    Rareness rareness,
    KindReader kinds) {
  Joint {
    part = List.copyOf(part);
  }

  PageView before() {
    return part.getLast();
  }

  Optional<PageMark> markBefore() {
    return before().mark();
  }

  Optional<PageMark> markAfter() {
    return after.mark();
  }
}
