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

  /**
   * The texts that contain a match.
   *
   * @param exact whether they are exactly these, or some more
   */
  record Texts(Grammar grammar, boolean exact) {}

  private final PatternText text;
  private final CharacterClasses classes;
  private boolean exact = true;

  private PatternParser(String pattern) {
    text = new PatternText(pattern);
    classes = new CharacterClasses(text);
  }

  /** The texts that contain a match of the pattern; empty when it uses what is not read. */
  static Optional<Texts> parse(String pattern) {
    if (pattern.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      PatternParser parser = new PatternParser(pattern);
      Node node = parser.whole();
      return Optional.of(new Texts(Grammar.of(node, Map.of()), parser.isExact()));
    } catch (PatternText.Unsupported | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private Node whole() {
    List<Node> options = new ArrayList<>();
    do {
      Optional<String> group = text.loneGroup();
      if (group.isPresent()) {
        // A pattern that is one group: anchors within it are anchors of the whole.
        PatternParser inner = new PatternParser(group.get());
        options.add(inner.whole());
        exact &= inner.isExact();
        continue;
      }
      boolean fromStart = text.more('^') || text.more("\\A");
      Node middle = sequence(0);
      boolean toEnd = false;
      while (text.more('$') || text.more("\\Z") || text.more("\\z")) {
        toEnd = true;
      }
      Node anything = new Node.Repeat(Node.one(CharacterSet.ALL), 0, Integer.MAX_VALUE);
      options.add(
          Node.sequence(
              fromStart ? Node.NOTHING : anything, middle, toEnd ? Node.NOTHING : anything));
    } while (text.more('|'));
    if (!text.isAtEnd()) {
      throw new PatternText.Unsupported();
    }
    return new Node.Choice(options);
  }

  private boolean isExact() {
    return exact && classes.isExact();
  }

  private Node alternatives(int depth) {
    if (depth > DEEPEST) {
      throw new PatternText.Unsupported();
    }
    List<Node> options = new ArrayList<>();
    do {
      options.add(sequence(depth));
    } while (text.more('|'));
    return new Node.Choice(options);
  }

  private Node sequence(int depth) {
    List<Node> parts = new ArrayList<>();
    while (!text.isAtEnd() && "|)".indexOf(text.peek()) < 0 && !isEnd(depth)) {
      parts.add(repeated(part(depth)));
    }
    return new Node.Sequence(parts);
  }

  /** Whether an anchor at the whole pattern's end stands here. */
  private boolean isEnd(int depth) {
    return depth == 0 && text.rest().matches("(\\$|\\\\[Zz])+(\\|.*)?");
  }

  private Node part(int depth) {
    if (text.isLookAround()) {
      return lookAround(depth);
    }
    if (text.more("\\b")
        || text.more("\\B")
        || text.more("\\A")
        || text.more("\\Z")
        || text.more("\\z")) {
      exact = false;
      return Node.NOTHING;
    }
    int c = text.codePoint();
    return switch (c) {
      case '(' -> {
        text.more("?:");
        yield group(depth);
      }
      case '[' -> Node.one(classes.characterClass());
      case '.' -> Node.one(CharacterSet.of("\n\n\r\r").inverted());
      case '\\' -> Node.one(classes.escape());
      case '^', '$' -> {
        exact = false;
        yield Node.NOTHING;
      }
      case '*', '+', '?' -> throw new PatternText.Unsupported();
      default -> Node.text(Character.toString(c));
    };
  }

  private Node group(int depth) {
    Node group = alternatives(depth + 1);
    if (!text.more(')')) {
      throw new PatternText.Unsupported();
    }
    return group;
  }

  private Node lookAround(int depth) {
    String rest = text.rest();
    if (rest.startsWith("(?=")
        || rest.startsWith("(?!")
        || rest.startsWith("(?<=")
        || rest.startsWith("(?<!")) {
      exact = false;
      text.skipGroup();
      return Node.NOTHING;
    }
    if (rest.startsWith("(?<") || rest.startsWith("(?P")) {
      text.skip(rest.indexOf('>') + 1);
      return group(depth);
    }
    throw new PatternText.Unsupported();
  }

  private Node repeated(Node part) {
    int least = 0;
    int most = Integer.MAX_VALUE;
    switch (text.peek()) {
      case '*' -> text.skip(1);
      case '+' -> {
        least = 1;
        text.skip(1);
      }
      case '?' -> {
        most = 1;
        text.skip(1);
      }
      case '{' -> {
        if (!text.rest().matches("(?s)\\{\\d+(,\\d*)?}.*")) {
          return part;
        }
        text.skip(1);
        least = text.number();
        if (!text.more(',')) {
          most = least;
        } else if (text.peek() != '}') {
          most = text.number();
        }
        if (!text.more('}') || most < least) {
          throw new PatternText.Unsupported();
        }
      }
      default -> {
        return part;
      }
    }
    // Lazy or not makes no difference to which texts match; possessive does.
    if (!text.more('?') && text.peek() == '+') {
      throw new PatternText.Unsupported();
    }
    return new Node.Repeat(part, least, most);
  }
}
