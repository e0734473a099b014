package dev.rigel.language.constraint;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads regular expressions as grammars: characters, classes, groups, alternatives and repetitions,
 * with anchors at the ends. Look-around, word boundaries, anchors elsewhere and Unicode properties
 * are read as if nothing were asked there, which allows more than the pattern does; back references
 * and flags are not read.
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

  /**
   * The texts that contain a match.
   *
   * @param exact whether they are exactly these, or some more
   */
  record Texts(Grammar grammar, boolean exact) {}

  private final String text;
  private int at;
  private boolean exact = true;

  private PatternParser(String text) {
    this.text = text;
  }

  /** The texts that contain a match of the pattern; empty when it uses what is not read. */
  static Optional<Texts> parse(String pattern) {
    if (pattern.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      PatternParser parser = new PatternParser(pattern);
      Node node = parser.whole();
      return Optional.of(new Texts(Grammar.of(node, Map.of()), parser.exact));
    } catch (Unsupported | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private Node whole() {
    List<Node> options = new ArrayList<>();
    do {
      int group = loneGroup();
      if (group > 0) {
        // A pattern that is one group: anchors within it are anchors of the whole.
        PatternParser inner = new PatternParser(text.substring(groupContent(), group));
        options.add(inner.whole());
        exact &= inner.exact;
        at = group + 1;
        continue;
      }
      boolean fromStart = more('^') || more("\\A");
      Node middle = sequence(0);
      boolean toEnd = false;
      while (more('$') || more("\\Z") || more("\\z")) {
        toEnd = true;
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

  /** Where the group ends that is all of the alternative that begins here; 0 when there is none. */
  private int loneGroup() {
    if (at >= text.length() || text.charAt(at) != '(' || isLookAround()) {
      return 0;
    }
    int end = groupEnd();
    boolean alone = end + 1 == text.length() || (end > 0 && text.charAt(end + 1) == '|');
    return alone ? end : 0;
  }

  private int groupContent() {
    return text.startsWith("(?:", at) ? at + 3 : at + 1;
  }

  private boolean isLookAround() {
    return text.startsWith("(?", at) && !text.startsWith("(?:", at);
  }

  /** Where the group that begins here ends. */
  private int groupEnd() {
    int depth = 0;
    boolean inClass = false;
    for (int i = at; i < text.length(); i++) {
      switch (text.charAt(i)) {
        case '\\' -> i++;
        case '[' -> inClass = true;
        case ']' -> inClass = false;
        case '(' -> depth += inClass ? 0 : 1;
        case ')' -> {
          depth -= inClass ? 0 : 1;
          if (depth == 0) {
            return i;
          }
        }
        default -> {}
      }
    }
    throw new Unsupported();
  }

  private boolean more(String expected) {
    if (text.startsWith(expected, at)) {
      at += expected.length();
      return true;
    }
    return false;
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
    while (at < text.length() && "|)".indexOf(text.charAt(at)) < 0 && !isEnd(depth)) {
      Node part = part(depth);
      if (at < text.length()) {
        part = repeated(part);
      }
      parts.add(part);
    }
    return new Node.Sequence(parts);
  }

  /** Whether an anchor at the whole pattern's end stands here. */
  private boolean isEnd(int depth) {
    if (depth > 0) {
      return false;
    }
    String rest = text.substring(at);
    return rest.matches("(\\$|\\\\[Zz])+(\\|.*)?");
  }

  private Node part(int depth) {
    if (text.charAt(at) == '(' && isLookAround()) {
      return lookAround(depth);
    }
    if (more("\\b") || more("\\B") || more("\\A") || more("\\Z") || more("\\z")) {
      exact = false;
      return Node.NOTHING;
    }
    int c = text.codePointAt(at);
    at += Character.charCount(c);
    return switch (c) {
      case '(' -> {
        more("?:");
        Node group = alternatives(depth + 1);
        if (!more(')')) {
          throw new Unsupported();
        }
        yield group;
      }
      case '[' -> Node.one(characterClass());
      case '.' -> Node.one(CharacterSet.of("\n\n\r\r").inverted());
      case '\\' -> Node.one(escape());
      case '^', '$' -> {
        exact = false;
        yield Node.NOTHING;
      }
      case '*', '+', '?' -> throw new Unsupported();
      default -> Node.text(Character.toString(c));
    };
  }

  private Node lookAround(int depth) {
    int end = groupEnd();
    String kind = text.substring(at, Math.min(text.length(), at + 4));
    if (kind.startsWith("(?=") || kind.startsWith("(?!") || kind.matches("\\(\\?<[=!].*")) {
      exact = false;
      at = end + 1;
      return Node.NOTHING;
    }
    if (kind.startsWith("(?<") || kind.startsWith("(?P")) {
      at = text.indexOf('>', at) + 1;
      Node group = alternatives(depth + 1);
      if (!more(')')) {
        throw new Unsupported();
      }
      return group;
    }
    throw new Unsupported();
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
        if (!text.substring(at).matches("(?s)\\{\\d+(,\\d*)?}.*")) {
          return part;
        }
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
          && from.ranges().getFirst().first() == from.ranges().getFirst().last()
          && at + 1 < text.length()
          && text.charAt(at) == '-'
          && text.charAt(at + 1) != ']') {
        at++;
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
          throw new Unsupported();
        }
        ranges.add(new CharacterSet.Range(low, high));
      } else {
        ranges.addAll(from.complementIfNegated().ranges());
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
      case 'f' -> single('\f');
      case 'v' -> single('\u000b');
      case 'x' -> single(hexadecimal(2));
      case 'u' -> single(hexadecimal(4));
      case 'p', 'P' -> property();
      default -> {
        if (Character.isLetterOrDigit(c)) {
          throw new Unsupported();
        }
        yield single(c);
      }
    };
  }

  private int hexadecimal(int digits) {
    if (at + digits > text.length()) {
      throw new Unsupported();
    }
    try {
      int value = Integer.parseInt(text.substring(at, at + digits), 16);
      at += digits;
      return value;
    } catch (NumberFormatException e) {
      throw new Unsupported();
    }
  }

  private CharacterSet property() {
    int end = at < text.length() && text.charAt(at) == '{' ? text.indexOf('}', at) : -1;
    if (end < 0) {
      throw new Unsupported();
    }
    at = end + 1;
    exact = false;
    return CharacterSet.ALL;
  }

  private static CharacterSet single(int c) {
    return new CharacterSet(List.of(new CharacterSet.Range(c, c)), false);
  }
}
