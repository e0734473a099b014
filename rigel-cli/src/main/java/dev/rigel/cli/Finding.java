package dev.rigel.cli;

import static java.util.Objects.requireNonNull;

/**
 * One line of the doctor: what was looked at, how it is, and what to do about it.
 *
 * @param text how it is; for anything but {@link Level#OK} also what to do
 */
record Finding(Level level, String subject, String text) {
  enum Level {
    OK("ok"),
    /** Works, with something less. */
    NOTE("note"),
    /** Something that Rigel needs lacks. */
    PROBLEM("FIX");

    private final String label;

    Level(String label) {
      this.label = label;
    }

    String label() {
      return label;
    }
  }

  Finding {
    requireNonNull(level, "level");
    requireNonNull(subject, "subject");
    requireNonNull(text, "text");
  }

  static Finding ok(String subject, String text) {
    return new Finding(Level.OK, subject, text);
  }

  static Finding note(String subject, String text) {
    return new Finding(Level.NOTE, subject, text);
  }

  static Finding problem(String subject, String text) {
    return new Finding(Level.PROBLEM, subject, text);
  }
}
