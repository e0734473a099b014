package dev.rigel.language.constraint;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads GBNF: {@code name ::= alternatives} with literals, character classes, groups, the
 * repetitions {@code * + ? {m,n}} and comments. The rule {@code root} is the start.
 */
final class GbnfParser {
  private static final int LONGEST = 200_000;
  private static final int DEEPEST = 100;
  private static final int MOST_REPEATS = 100_000;

  private final String text;
  private int at;
  private final Map<String, Node> rules = new HashMap<>();

  private GbnfParser(String text) {
    this.text = text;
  }

  static Grammar parse(String gbnf) {
    if (gbnf.length() > LONGEST) {
      throw new IllegalArgumentException("it is longer than " + LONGEST + " characters");
    }
    GbnfParser parser = new GbnfParser(gbnf);
    parser.rules();
    if (!parser.rules.containsKey("root")) {
      throw new IllegalArgumentException("it has no rule named root");
    }
    return Grammar.of(new Node.Rule("root"), parser.rules);
  }

  private void rules() {
    space(true);
    while (at < text.length()) {
      String name = name();
      space(false);
      if (!text.startsWith("::=", at)) {
        throw wrong("::= is missing after " + name);
      }
      at += 3;
      space(true);
      if (rules.put(name, alternatives(0)) != null) {
        throw wrong("the rule " + name + " stands there twice");
      }
      space(true);
    }
  }

  private Node alternatives(int depth) {
    if (depth > DEEPEST) {
      throw wrong("groups are nested more than " + DEEPEST + " deep");
    }
    List<Node> options = new ArrayList<>();
    options.add(sequence(depth));
    while (at < text.length() && text.charAt(at) == '|') {
      at++;
      space(true);
      options.add(sequence(depth));
    }
    return options.size() == 1 ? options.getFirst() : new Node.Choice(options);
  }

  private Node sequence(int depth) {
    List<Node> parts = new ArrayList<>();
    // Outside of groups a sequence ends where a new rule begins.
    while (at < text.length() && startsPart() && (depth > 0 || continues())) {
      Node part = part(depth);
      space(false);
      while (at < text.length() && "*+?{".indexOf(text.charAt(at)) >= 0) {
        part = repeated(part);
        space(false);
      }
      parts.add(part);
      space(true);
    }
    return parts.size() == 1 ? parts.getFirst() : new Node.Sequence(parts);
  }

  /** Whether what stands here belongs to the rule before and begins no new one. */
  private boolean continues() {
    if (!isNameCharacter(text.charAt(at))) {
      return true;
    }
    int look = at;
    while (look < text.length() && isNameCharacter(text.charAt(look))) {
      look++;
    }
    while (look < text.length() && (text.charAt(look) == ' ' || text.charAt(look) == '\t')) {
      look++;
    }
    return !text.startsWith("::=", look);
  }

  private boolean startsPart() {
    char c = text.charAt(at);
    return c == '"' || c == '[' || c == '(' || c == '.' || isNameCharacter(c);
  }

  private Node part(int depth) {
    char c = text.charAt(at);
    if (c == '"') {
      return literal();
    }
    if (c == '[') {
      return characterClass();
    }
    if (c == '.') {
      at++;
      return Node.one(CharacterSet.ALL);
    }
    if (c == '(') {
      at++;
      space(true);
      Node group = alternatives(depth + 1);
      space(true);
      expect(')');
      return group;
    }
    return new Node.Rule(name());
  }

  private Node repeated(Node part) {
    char c = text.charAt(at++);
    return switch (c) {
      case '*' -> new Node.Repeat(part, 0, Integer.MAX_VALUE);
      case '+' -> new Node.Repeat(part, 1, Integer.MAX_VALUE);
      case '?' -> new Node.Repeat(part, 0, 1);
      default -> {
        space(true);
        int least = number();
        space(true);
        int most = least;
        if (at < text.length() && text.charAt(at) == ',') {
          at++;
          space(true);
          most =
              at < text.length() && Character.isDigit(text.charAt(at))
                  ? number()
                  : Integer.MAX_VALUE;
          space(true);
        }
        expect('}');
        if (most < least) {
          throw wrong("a repetition has its bounds the wrong way round");
        }
        yield new Node.Repeat(part, least, most);
      }
    };
  }

  private int number() {
    int from = at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    if (from == at || at - from > 6 || Integer.parseInt(text.substring(from, at)) > MOST_REPEATS) {
      throw wrong("a repetition needs a number of at most " + MOST_REPEATS);
    }
    return Integer.parseInt(text.substring(from, at));
  }

  private Node literal() {
    expect('"');
    StringBuilder value = new StringBuilder();
    while (at < text.length() && text.charAt(at) != '"') {
      value.appendCodePoint(character());
    }
    expect('"');
    return Node.text(value.toString());
  }

  private Node characterClass() {
    expect('[');
    boolean negated = at < text.length() && text.charAt(at) == '^';
    if (negated) {
      at++;
    }
    List<CharacterSet.Range> ranges = new ArrayList<>();
    while (at < text.length() && text.charAt(at) != ']') {
      int first = character();
      int last = first;
      if (at + 1 < text.length() && text.charAt(at) == '-' && text.charAt(at + 1) != ']') {
        at++;
        last = character();
      }
      if (last < first) {
        throw wrong("a range has its ends the wrong way round");
      }
      ranges.add(new CharacterSet.Range(first, last));
    }
    expect(']');
    if (ranges.isEmpty()) {
      throw wrong("a character class is empty");
    }
    return Node.one(new CharacterSet(ranges, negated));
  }

  private int character() {
    int c = text.codePointAt(at);
    at += Character.charCount(c);
    if (c != '\\') {
      return c;
    }
    if (at >= text.length()) {
      throw wrong("it ends in a backslash");
    }
    char escaped = text.charAt(at++);
    return switch (escaped) {
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'x' -> hex(2);
      case 'u' -> hex(4);
      case 'U' -> hex(8);
      case '\\', '"', '[', ']', '-', '^', '.' -> escaped;
      default -> throw wrong("the escape \\" + escaped + " is unknown");
    };
  }

  private int hex(int digits) {
    if (at + digits > text.length()) {
      throw wrong("an escape is cut short");
    }
    try {
      int value = Integer.parseInt(text.substring(at, at + digits), 16);
      at += digits;
      if (!Character.isValidCodePoint(value)) {
        throw wrong("an escape names no character");
      }
      return value;
    } catch (NumberFormatException e) {
      throw wrong("an escape needs " + digits + " hexadecimal digits");
    }
  }

  private String name() {
    int from = at;
    while (at < text.length() && isNameCharacter(text.charAt(at))) {
      at++;
    }
    if (from == at) {
      throw wrong("a rule's name is missing");
    }
    return text.substring(from, at);
  }

  private void expect(char c) {
    if (at >= text.length() || text.charAt(at) != c) {
      throw wrong("'" + c + "' is missing");
    }
    at++;
  }

  private void space(boolean lines) {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '#') {
        while (at < text.length() && text.charAt(at) != '\n') {
          at++;
        }
      } else if (c == ' ' || c == '\t' || (lines && (c == '\n' || c == '\r'))) {
        at++;
      } else {
        return;
      }
    }
  }

  private static boolean isNameCharacter(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '_';
  }

  private IllegalArgumentException wrong(String what) {
    long line = text.substring(0, Math.min(at, text.length())).lines().count();
    return new IllegalArgumentException(what + " (line " + Math.max(1, line) + ")");
  }
}
