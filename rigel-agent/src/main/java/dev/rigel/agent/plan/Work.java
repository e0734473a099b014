package dev.rigel.agent.plan;

import java.util.regex.Pattern;

/**
 * A kind of work that requests ask for, and how a program shows that it does it.
 *
 * @param asked how a request asks for it
 * @param done what a program that does it contains
 * @param what the work in words
 * @param opening the beginning of a line that does it, or nothing
 * @param first whether that line begins the program
 */
record Work(Pattern asked, Pattern done, String what, String opening, boolean first) {
  /** Such a line is written before the answer when the work was left out. */
  Work opening(String line) {
    return new Work(asked, done, what, line, false);
  }

  /** A program begins with such a line when the work was left out. */
  Work beginning(String line) {
    return new Work(asked, done, what, line, true);
  }

  Doubt leftOut() {
    String text = "the request asks to " + what + ", the program does not";
    if (opening.isEmpty()) {
      return Doubt.told(text);
    }
    return first ? Doubt.begins(text, opening) : Doubt.ends(text, opening);
  }

  boolean isDoneBy(String program) {
    return done.matcher(program).find();
  }
}
