package dev.rigel.language.constraint;

import java.util.Optional;

/**
 * A piece of a grammar that reads characters, at a certain place within it. Immutable: reading a
 * character gives another terminal.
 */
interface Terminal {
  /** Stands at the end of a text for a character of which some bytes are still to come. */
  int UNFINISHED = 0xFFFD;

  /** What remains after this character; empty when it may not stand here. */
  Optional<Terminal> read(int codePoint);

  /** Whether what has been read is whole. */
  boolean done();

  /** Whether more may be read. */
  boolean open();

  /** A fixed text. */
  record Literal(String text, int at) implements Terminal {
    Literal(String text) {
      this(text, 0);
    }

    @Override
    public Optional<Terminal> read(int codePoint) {
      if (at >= text.length()) {
        return Optional.empty();
      }
      int expected = text.codePointAt(at);
      boolean same = expected == codePoint || (codePoint == UNFINISHED && expected >= 0x80);
      return same
          ? Optional.of(new Literal(text, at + Character.charCount(expected)))
          : Optional.empty();
    }

    @Override
    public boolean done() {
      return at == text.length();
    }

    @Override
    public boolean open() {
      return at < text.length();
    }
  }

  /** One character of a set. */
  record One(CharacterSet set, boolean done) implements Terminal {
    One(CharacterSet set) {
      this(set, false);
    }

    @Override
    public Optional<Terminal> read(int codePoint) {
      boolean fits = set.contains(codePoint) || (codePoint == UNFINISHED && set.hasNonAscii());
      return !done && fits ? Optional.of(new One(set, true)) : Optional.empty();
    }

    @Override
    public boolean open() {
      return !done;
    }
  }
}
