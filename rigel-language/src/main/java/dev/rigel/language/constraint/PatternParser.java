package dev.rigel.language.constraint;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the simple part of regular expressions: characters, classes, groups, alternatives and
 * repetitions, with anchors at the ends only. Anything else (look-around, back references, word
 * boundaries, properties) is left to a check afterwards.
 */
final class PatternParser {
  private static final int LONGEST = 1_000;
  private static final int DEEPEST = 50;
  private static final int MOST_REPEATS = 10_000;

  private static final class Unsupported extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unsupported() {
      super(null, null, false, false);
    }
  }

  private final String text;
  private int at;

  private PatternParser(String text) {
    this.text = text;
  }

  /** The texts that contain a match of the pattern; empty when it uses what is not simple. */
  static Optional<Grammar> parse(String pattern) {
    if (pattern.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      PatternParser parser = new PatternParser(pattern);
      Node node = parser.whole();
      return Optional.of(Grammar.of(node, Map.of()));
    } catch (Unsupported | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private Node whole() {
    List<Node> options = new ArrayList<>();
    do {
      boolean fromStart = at < text.length() && text.charAt(at) == '^';
      if (fromStart) {
        at++;
      }
      Node middle = sequence(0);
      boolean toEnd = at < text.length() && text.charAt(at) == '$';
      if (toEnd) {
        at++;
      }
      Node anything = new Node.Repeat(Node.one(CharacterSet.ALL), 0, Integer.MAX_VALUE);
      options.add(
          Node.sequence(
              fromStart ? Node.NOTHING : anything, middle, toEnd ? Node.NOTHING : anything));
    } while (more('|'));
    if (at < text.length()) {
      throw new Unsupported();
    }
    return new Node.Choice(options);
  }

  private boolean more(char c) {
    if (at < text.length() && text.charAt(at) == c) {
      at++;
      return true;
    }
    return false;
  }

  private Node alternatives(int depth) {
    if (depth > DEEPEST) {
      throw new Unsupported();
    }
    List<Node> options = new ArrayList<>();
    do {
      options.add(sequence(depth));
    } while (more('|'));
    return new Node.Choice(options);
  }

  private Node sequence(int depth) {
    List<Node> parts = new ArrayList<>();
    while (at < text.length() && "|)$".indexOf(text.charAt(at)) < 0) {
      Node part = part(depth);
      if (at < text.length()) {
        part = repeated(part);
      }
      parts.add(part);
    }
    return new Node.Sequence(parts);
  }

  private Node part(int depth) {
    int c = text.codePointAt(at);
    at += Character.charCount(c);
    return switch (c) {
      case '(' -> {
        if (more('?') && !more(':')) {
          throw new Unsupported();
        }
        Node group = alternatives(depth + 1);
        if (!more(')')) {
          throw new Unsupported();
        }
        yield group;
      }
      case '[' -> Node.one(characterClass());
      case '.' -> Node.one(CharacterSet.of("\n\n\r\r").inverted());
      case '\\' -> Node.one(escape());
      case '^', '*', '+', '?', '{', '}', ']' -> throw new Unsupported();
      default -> Node.text(Character.toString(c));
    };
  }

  private Node repeated(Node part) {
    int least;
    int most;
    switch (text.charAt(at)) {
      case '*' -> {
        least = 0;
        most = Integer.MAX_VALUE;
        at++;
      }
      case '+' -> {
        least = 1;
        most = Integer.MAX_VALUE;
        at++;
      }
      case '?' -> {
        least = 0;
        most = 1;
        at++;
      }
      case '{' -> {
        at++;
        least = number();
        most = least;
        if (more(',')) {
          most = at < text.length() && text.charAt(at) != '}' ? number() : Integer.MAX_VALUE;
        }
        if (!more('}') || most < least) {
          throw new Unsupported();
        }
      }
      default -> {
        return part;
      }
    }
    // Lazy or not makes no difference to which texts match; possessive does.
    if (!more('?') && at < text.length() && text.charAt(at) == '+') {
      throw new Unsupported();
    }
    return new Node.Repeat(part, least, most);
  }

  private int number() {
    int from = at;
    while (at < text.length() && Character.isDigit(text.charAt(at))) {
      at++;
    }
    if (from == at || at - from > 5) {
      throw new Unsupported();
    }
    int value = Integer.parseInt(text.substring(from, at));
    if (value > MOST_REPEATS) {
      throw new Unsupported();
    }
    return value;
  }

  private CharacterSet characterClass() {
    boolean negated = more('^');
    List<CharacterSet.Range> ranges = new ArrayList<>();
    boolean first = true;
    while (at < text.length() && (text.charAt(at) != ']' || first)) {
      first = false;
      CharacterSet from = classMember();
      if (from.ranges().size() == 1
          && at + 1 < text.length()
          && text.charAt(at) == '-'
          && text.charAt(at + 1) != ']') {
        at++;
        CharacterSet to = classMember();
        if (to.ranges().size() != 1 || from.negated() || to.negated()) {
          throw new Unsupported();
        }
        int low = from.ranges().getFirst().first();
        int high = to.ranges().getFirst().last();
        if (high < low) {
          throw new Unsupported();
        }
        ranges.add(new CharacterSet.Range(low, high));
      } else {
        if (from.negated()) {
          throw new Unsupported();
        }
        ranges.addAll(from.ranges());
      }
    }
    if (!more(']')) {
      throw new Unsupported();
    }
    return new CharacterSet(ranges, negated);
  }

  private CharacterSet classMember() {
    int c = text.codePointAt(at);
    at += Character.charCount(c);
    return c == '\\' ? escape() : single(c);
  }

  private CharacterSet escape() {
    if (at >= text.length()) {
      throw new Unsupported();
    }
    char c = text.charAt(at++);
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
      default -> {
        if (Character.isLetterOrDigit(c)) {
          throw new Unsupported();
        }
        yield single(c);
      }
    };
  }

  private static CharacterSet single(int c) {
    return new CharacterSet(List.of(new CharacterSet.Range(c, c)), false);
  }
}
