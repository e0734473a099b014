package dev.rigel.agent.prediction;

import dev.rigel.tools.text.AmountText;
import dev.rigel.tools.text.DateText;
import dev.rigel.tools.text.EmailText;
import dev.rigel.tools.text.NumberText;
import dev.rigel.tools.text.TextFinder;
import dev.rigel.tools.text.UrlText;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What kind of value a printed text is, told by its form alone. */
enum ValueType {
  TEXT("string", "", "str"),
  INTEGER("integer", "", "int"),
  NUMBER("number", "", "float"),
  DATE("string", "date", "date"),
  EMAIL("string", "email", "str"),
  URL("string", "uri", "str");

  /** Part of a text that a match must make up to say what the whole is. */
  private static final double MOST = 0.7;

  private static final Pattern LETTERS = Pattern.compile("[^\\p{L}]");
  private static final int LONGEST_UNIT = 3;

  private final String jsonType;
  private final String format;
  private final String markdownName;

  ValueType(String jsonType, String format, String markdownName) {
    this.jsonType = jsonType;
    this.format = format;
    this.markdownName = markdownName;
  }

  static ValueType of(String text) {
    String value = text.strip();
    if (covers(new EmailText(), value)) {
      return EMAIL;
    }
    if (covers(new UrlText(), value)) {
      return URL;
    }
    if (covers(DateText.in(value), value)) {
      return DATE;
    }
    if (covers(new AmountText(), value)) {
      return NUMBER;
    }
    List<NumberText.Found> numbers = NumberText.find(value);
    boolean isNumber =
        numbers.size() == 1
            && LETTERS.matcher(value).replaceAll("").length() <= LONGEST_UNIT
            && numbers.getFirst().end() - numbers.getFirst().start() >= MOST * value.length();
    if (!isNumber) {
      return TEXT;
    }
    boolean whole = value.chars().allMatch(Character::isDigit);
    return whole ? INTEGER : NUMBER;
  }

  /** What all filled cells of a column are; text when they differ. */
  static ValueType ofColumn(List<List<String>> rows, int column) {
    List<ValueType> types =
        rows.stream()
            .map(row -> row.get(column))
            .filter(cell -> !cell.isBlank())
            .map(ValueType::of)
            .distinct()
            .toList();
    if (types.size() == 1) {
      return types.getFirst();
    }
    boolean numbers = !types.isEmpty() && types.stream().allMatch(t -> t == INTEGER || t == NUMBER);
    return numbers ? NUMBER : TEXT;
  }

  private static boolean covers(TextFinder finder, String text) {
    return !text.isEmpty()
        && finder.find(text).stream()
            .anyMatch(match -> match.end() - match.start() >= MOST * text.length());
  }

  String markdownName() {
    return markdownName;
  }

  /** As a JSON schema of such a value. */
  ObjectNode schema() {
    ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", jsonType);
    return format.isEmpty() ? schema : schema.put("format", format);
  }
}
