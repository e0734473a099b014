package dev.rigel.agent.plan;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What speaks against a well-typed program: in words and, where that can be said, as what the next
 * one does not contain or as a line that it goes on with. Then it is held to that while it is
 * written.
 *
 * @param text for people and planners
 * @param barred what a better program does not contain
 * @param opening the beginning of a line that does what is missing
 */
public record Doubt(String text, Optional<Pattern> barred, Optional<Opening> opening) {
  /**
   * The beginning of a line.
   *
   * @param first whether it is the first line of a program; otherwise it stands before the answer
   */
  record Opening(String text, boolean first) {}

  public Doubt {
    requireNonNull(text, "text");
    requireNonNull(barred, "barred");
    requireNonNull(opening, "opening");
  }

  /** A doubt that only a reader can heed. */
  static Doubt told(String text) {
    return new Doubt(text, Optional.empty(), Optional.empty());
  }

  static Doubt against(String text, Pattern barred) {
    return new Doubt(text, Optional.of(barred), Optional.empty());
  }

  /** The program begins with such a line. */
  static Doubt begins(String text, String opening) {
    return new Doubt(text, Optional.empty(), Optional.of(new Opening(opening, true)));
  }

  /** Such a line stands before the answer. */
  static Doubt ends(String text, String opening) {
    return new Doubt(text, Optional.empty(), Optional.of(new Opening(opening, false)));
  }

  boolean canBeHeld() {
    return barred.isPresent() || opening.isPresent();
  }
}
