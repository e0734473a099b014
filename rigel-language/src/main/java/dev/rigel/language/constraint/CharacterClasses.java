package dev.rigel.language.constraint;

import java.util.ArrayList;
import java.util.List;

/** Reads the classes and escapes of a regular expression. */
final class CharacterClasses {
  private final PatternText text;
  private boolean exact = true;

  CharacterClasses(PatternText text) {
    this.text = text;
  }

  /** Whether all that was read means exactly what the pattern says. */
  boolean isExact() {
    return exact;
  }

  /** A class whose bracket has been read. */
  CharacterSet characterClass() {
    boolean negated = text.more('^');
    List<CharacterSet.Range> ranges = new ArrayList<>();
    boolean first = true;
    while (!text.isAtEnd() && (text.peek() != ']' || first)) {
      first = false;
      CharacterSet from = classMember();
      if (from.ranges().size() == 1
          && from.ranges().getFirst().first() == from.ranges().getFirst().last()
          && text.peek() == '-'
          && text.peek(1) != ']'
          && text.peek(1) != 0) {
        text.skip(1);
        CharacterSet to = classMember();
        if (to.ranges().size() != 1 || from.negated() || to.negated()) {
          // Not a range after all: a class, a hyphen and something else.
          ranges.addAll(from.complementIfNegated().ranges());
          ranges.add(new CharacterSet.Range('-', '-'));
          ranges.addAll(to.complementIfNegated().ranges());
          continue;
        }
        int low = from.ranges().getFirst().first();
        int high = to.ranges().getFirst().last();
        if (high < low) {
          throw new PatternText.Unsupported();
        }
        ranges.add(new CharacterSet.Range(low, high));
      } else {
        ranges.addAll(from.complementIfNegated().ranges());
      }
    }
    if (!text.more(']')) {
      throw new PatternText.Unsupported();
    }
    return new CharacterSet(ranges, negated);
  }

  private CharacterSet classMember() {
    int c = text.codePoint();
    return c == '\\' ? escape() : single(c);
  }

  /** What follows a backslash. */
  CharacterSet escape() {
    int c = text.codePoint();
    return switch (c) {
      case 'd' -> CharacterSet.DIGITS;
      case 'D' -> CharacterSet.DIGITS.inverted();
      case 'w' -> CharacterSet.WORD;
      case 'W' -> CharacterSet.WORD.inverted();
      case 's' -> CharacterSet.SPACE;
      case 'S' -> CharacterSet.SPACE.inverted();
      case 'n' -> single('\n');
      case 'r' -> single('\r');
      case 't' -> single('\t');
      case 'f' -> single('\f');
      case 'v' -> single('\u000b');
      case 'x' -> single(text.hexadecimal(2));
      case 'u' -> single(text.hexadecimal(4));
      case 'p', 'P' -> property();
      default -> {
        if (Character.isLetterOrDigit(c)) {
          throw new PatternText.Unsupported();
        }
        yield single(c);
      }
    };
  }

  private CharacterSet property() {
    int end = text.peek() == '{' ? text.rest().indexOf('}') : -1;
    if (end < 0) {
      throw new PatternText.Unsupported();
    }
    text.skip(end + 1);
    exact = false;
    return CharacterSet.ALL;
  }

  private static CharacterSet single(int c) {
    return new CharacterSet(List.of(new CharacterSet.Range(c, c)), false);
  }
}
