package dev.rigel.tools.pile;

import dev.rigel.media.Region;
import java.util.List;

/**
 * Something that speaks for or against a document's beginning.
 *
 * @param logOdds how much; above 0 it begins here, below 0 the page belongs to the one before
 * @param why for a person, in a few words; empty for what is not worth telling
 */
record Sign(double logOdds, String why, List<Region> proof) {
  Sign {
    proof = List.copyOf(proof);
  }

  static Sign of(double logOdds, String why, Region... proof) {
    return new Sign(logOdds, why, List.of(proof));
  }
}
