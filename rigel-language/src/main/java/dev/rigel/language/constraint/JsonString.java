package dev.rigel.language.constraint;

import java.util.Optional;
import java.util.Set;

/**
 * A JSON string with its quotes: length in code points, a pattern of its decoded content, contents
 * that it must not have.
 */
record JsonString(Rules rules, Phase phase, int length, Content content) implements Terminal {
  private static final String ESCAPABLE = "\"\\/\b\f\n\r\t";

  /**
   * What a string must be like.
   *
   * @param excluded contents that are not allowed
   */
  record Rules(int minLength, int maxLength, Optional<Grammar> pattern, Set<String> excluded) {
    Rules {
      excluded = Set.copyOf(excluded);
    }
  }

  /** Where in the string the reading stands. */
  sealed interface Phase {
    record Before() implements Phase {}

    record Inside() implements Phase {}

    record Escaped() implements Phase {}

    /**
     * Within an escape by number.
     *
     * @param digits hexadecimal digits read
     */
    record Unicode(int digits, int value) implements Phase {}

    /**
     * After the first half of a pair of surrogates, of whose second half so many characters are
     * read.
     */
    record Pair(int high, int read, int value) implements Phase {}

    record After() implements Phase {}
  }

  /** What has been read, as far as anything depends on it. */
  record Content(Optional<Matcher> matcher, Optional<String> text) {}

  JsonString(Rules rules) {
    this(
        rules,
        new Phase.Before(),
        0,
        new Content(
            rules.pattern().map(Matcher::of),
            rules.excluded().isEmpty() ? Optional.empty() : Optional.of("")));
  }

  @Override
  public Optional<Terminal> read(int c) {
    return switch (phase) {
      case Phase.Before _ -> c == '"' ? to(new Phase.Inside()) : Optional.empty();
      case Phase.Inside _ -> inside(c);
      case Phase.Escaped _ -> escaped(c);
      case Phase.Unicode(int digits, int value) -> unicode(c, digits, value);
      case Phase.Pair(int high, int read, int value) -> pair(c, high, read, value);
      case Phase.After _ -> Optional.empty();
    };
  }

  private Optional<Terminal> inside(int c) {
    if (c == '"') {
      boolean whole =
          length >= rules.minLength()
              && content.matcher().map(Matcher::isWhole).orElse(true)
              && !content.text().map(rules.excluded()::contains).orElse(false);
      return whole ? to(new Phase.After()) : Optional.empty();
    }
    if (c == '\\') {
      return length < rules.maxLength() && anEscapeFits()
          ? to(new Phase.Escaped())
          : Optional.empty();
    }
    return c < 0x20 ? Optional.empty() : character(c);
  }

  /** Under a pattern, whether it allows one of the characters that an escape can stand for. */
  private boolean anEscapeFits() {
    return content.matcher().isEmpty()
        || ESCAPABLE.chars().anyMatch(c -> !content.matcher().get().read(c).isDead());
  }

  private Optional<Terminal> escaped(int c) {
    return switch (c) {
      case '"', '\\', '/' -> character(c);
      case 'b' -> character('\b');
      case 'f' -> character('\f');
      case 'n' -> character('\n');
      case 'r' -> character('\r');
      case 't' -> character('\t');
      // Whether some character begins with these digits and fits a pattern would have to be known.
      case 'u' -> content.matcher().isEmpty() ? to(new Phase.Unicode(0, 0)) : Optional.empty();
      default -> Optional.empty();
    };
  }

  private Optional<Terminal> unicode(int c, int digits, int value) {
    int digit = hexadecimal(c);
    if (digit < 0) {
      return Optional.empty();
    }
    int next = value * 16 + digit;
    if (digits == 1 && next >= 0xDC && next <= 0xDF) {
      // The second half of a pair alone is no character.
      return Optional.empty();
    }
    if (digits < 3) {
      return to(new Phase.Unicode(digits + 1, next));
    }
    return Character.isHighSurrogate((char) next)
        ? to(new Phase.Pair(next, 0, 0))
        : character(next);
  }

  private Optional<Terminal> pair(int c, int high, int read, int value) {
    if (read < 2) {
      return c == "\\u".charAt(read) ? to(new Phase.Pair(high, read + 1, 0)) : Optional.empty();
    }
    int digit = hexadecimal(c);
    if (digit < 0) {
      return Optional.empty();
    }
    int next = value * 16 + digit;
    // The second half lies between DC00 and DFFF.
    if ((read == 2 && next != 0xD) || (read == 3 && next < 0xDC)) {
      return Optional.empty();
    }
    return read < 5
        ? to(new Phase.Pair(high, read + 1, next))
        : character(Character.toCodePoint((char) high, (char) next));
  }

  private Optional<Terminal> character(int c) {
    if (length >= rules.maxLength()) {
      return Optional.empty();
    }
    Optional<Matcher> matcher = content.matcher().map(before -> before.read(c));
    if (matcher.map(Matcher::isDead).orElse(false)) {
      return Optional.empty();
    }
    Optional<String> text = content.text().map(before -> before + Character.toString(c));
    return Optional.of(
        new JsonString(rules, new Phase.Inside(), length + 1, new Content(matcher, text)));
  }

  private Optional<Terminal> to(Phase next) {
    return Optional.of(new JsonString(rules, next, length, content));
  }

  private static int hexadecimal(int c) {
    return c < 0x80 ? Character.digit(c, 16) : -1;
  }

  @Override
  public boolean done() {
    return phase instanceof Phase.After;
  }

  @Override
  public boolean open() {
    return !done();
  }
}
