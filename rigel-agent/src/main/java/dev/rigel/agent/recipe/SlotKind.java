package dev.rigel.agent.recipe;

import dev.rigel.tools.text.DateText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What may stand in a slot of a recipe, how it is recognised in a request, and the literal it
 * becomes in a program.
 */
public enum SlotKind {
  /** {@code 90}, {@code 2.5}, {@code three}. */
  NUMBER("(-?\\d+(?:\\.\\d+)?|one|two|three|four|five|six|seven|eight|nine|ten|twelve)") {
    @Override
    public Optional<String> literal(String text) {
      return Optional.of(NUMBER_WORDS.getOrDefault(text, text));
    }
  },
  /** {@code 2}, {@code second}, {@code 2nd}. */
  ORDINAL(
      "(\\d{1,4}(?:st|nd|rd|th)?|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)") {
    @Override
    public Optional<String> literal(String text) {
      String word = ORDINAL_WORDS.get(text);
      return Optional.of(word != null ? word : text.replaceAll("\\D", ""));
    }
  },
  /** {@code 2, 3 and 5}. */
  NUMBERS("(\\d{1,4}(?:\\s*(?:,|and|&)+\\s*\\d{1,4})+)") {
    @Override
    public Optional<String> literal(String text) {
      return Optional.of("[" + text.replaceAll("\\s*(?:,|and|&)+\\s*", ", ") + "]");
    }
  },
  /** Words in quotes, kept as written; {@link Wording} has made the quotes straight. */
  QUOTED("\"([^\"\\p{Cntrl}]{1,120})\"") {
    @Override
    public Optional<String> literal(String text) {
      return Optional.of(quoted(text));
    }
  },
  /** One to three plain words: the name of an object. */
  LABEL("([a-z]+(?: [a-z]+){0,2})") {
    @Override
    public Optional<String> literal(String text) {
      return Optional.of(quoted(text));
    }
  },
  /** {@code cats, dogs and cars}. */
  LABELS("([a-z]+(?: [a-z]+)?(?:\\s*(?:,|and|or)+\\s+[a-z]+(?: [a-z]+)?)*)") {
    @Override
    public Optional<String> literal(String text) {
      List<String> names = new ArrayList<>();
      for (String name : text.split("\\s*(?:,|\\band\\b|\\bor\\b)+\\s*", -1)) {
        if (!name.isBlank()) {
          names.add(quoted(name.strip()));
        }
      }
      return names.isEmpty() ? Optional.empty() : Optional.of("[" + String.join(", ", names) + "]");
    }
  },
  /** {@code 12 * (3 + 4)}: numbers, parentheses and at least one operator between two numbers. */
  ARITHMETIC("([-+(\\d][-+*/x×÷()^%\\d.\\s]{0,200}[)\\d])") {
    @Override
    public Optional<String> literal(String text) {
      String expression =
          text.replace('x', '*').replace('×', '*').replace('÷', '/').replace("^", "**");
      return isOperation(expression) ? Optional.of(expression.strip()) : Optional.empty();
    }
  },
  /** {@code 28 February 2024}, {@code 2024-02-28}: one date, in its own words. */
  DATE("([\\p{L}\\d][\\p{L}\\d., /-]{4,30}\\d)") {
    @Override
    public Optional<String> literal(String text) {
      String date = text.replaceAll("\\s*([-/.])\\s*", "$1");
      return new DateText(DateText.Order.UNKNOWN).parse(date).map(_ -> quoted(date));
    }
  },
  /** A web address. */
  URL("(https?://[^\\s\"'<>]{3,500}[^\\s\"'<>.,;:!?)])") {
    @Override
    public Optional<String> literal(String text) {
      return Optional.of(quoted(text));
    }
  };

  private static final Map<String, String> NUMBER_WORDS =
      Map.ofEntries(
          Map.entry("one", "1"),
          Map.entry("two", "2"),
          Map.entry("three", "3"),
          Map.entry("four", "4"),
          Map.entry("five", "5"),
          Map.entry("six", "6"),
          Map.entry("seven", "7"),
          Map.entry("eight", "8"),
          Map.entry("nine", "9"),
          Map.entry("ten", "10"),
          Map.entry("twelve", "12"));
  private static final Map<String, String> ORDINAL_WORDS =
      Map.ofEntries(
          Map.entry("first", "1"),
          Map.entry("second", "2"),
          Map.entry("third", "3"),
          Map.entry("fourth", "4"),
          Map.entry("fifth", "5"),
          Map.entry("sixth", "6"),
          Map.entry("seventh", "7"),
          Map.entry("eighth", "8"),
          Map.entry("ninth", "9"),
          Map.entry("tenth", "10"));

  private static final Pattern OPERATION =
      Pattern.compile("[\\d)]\\s*(?:\\*\\*|[-+*/%])\\s*[-+(]*\\s*\\d");
  private static final Pattern TWO_NUMBERS = Pattern.compile("[\\d.)]\\s+[\\d.(]");

  private final String expression;

  SlotKind(String expression) {
    this.expression = expression;
  }

  /** The literal for a program, or empty when the text does not make one. */
  public abstract Optional<String> literal(String text);

  /** A regular expression with one group. */
  String expression() {
    return expression;
  }

  /** The literal of a text as a user writes it, with the quotes that belong to the slot. */
  Optional<String> literalOf(String asWritten) {
    Matcher matcher = Pattern.compile(expression).matcher(Wording.normalize(asWritten));
    return matcher.matches() ? literal(matcher.group(1).strip()) : Optional.empty();
  }

  static SlotKind named(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }

  private static boolean isOperation(String expression) {
    return OPERATION.matcher(expression).find()
        && !TWO_NUMBERS.matcher(expression).find()
        && expression.chars().filter(c -> c == '(').count()
            == expression.chars().filter(c -> c == ')').count();
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
