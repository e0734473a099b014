package dev.rigel.agent.answer;

import dev.rigel.media.Region;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Turns single program values into JSON values of a wanted type, where that is exact. */
final class Scalars {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final Pattern NUMBER = Pattern.compile("-?\\d+(?:,\\d{3})*(?:\\.\\d+)?");

  private Scalars() {}

  static Optional<JsonNode> of(JsonNode option, String type, Object value) {
    if (option.has("const")) {
      return String.valueOf(value).equals(option.path("const").asString(""))
          ? Optional.of(option.path("const"))
          : Optional.empty();
    }
    if (option.has("enum")) {
      return choice(option, String.valueOf(value), List.of());
    }
    return switch (type) {
      case "string" ->
          value instanceof String || value instanceof Number || value instanceof Boolean
              ? Optional.of(JSON.stringNode(String.valueOf(value)))
              : Optional.empty();
      case "integer", "number" ->
          value instanceof Number number
              ? number(type, number)
              : number(type, String.valueOf(value));
      case "boolean" ->
          value instanceof Boolean truth ? Optional.of(JSON.booleanNode(truth)) : Optional.empty();
      default -> Optional.empty();
    };
  }

  static Optional<JsonNode> number(String type, Number value) {
    return number(type, value.toString());
  }

  /**
   * A number written in a text; thousands separators are accepted, anything else around it is not.
   */
  static Optional<JsonNode> number(String type, String text) {
    BigDecimal number;
    try {
      number = new BigDecimal(text.strip().replace(",", ""));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
    if (!"integer".equals(type)) {
      return Optional.of(JSON.numberNode(number));
    }
    try {
      BigInteger whole = number.toBigIntegerExact();
      return Optional.of(JSON.numberNode(whole));
    } catch (ArithmeticException e) {
      return Optional.empty();
    }
  }

  static List<String> numbersIn(String text) {
    List<String> found = new ArrayList<>();
    Matcher matcher = NUMBER.matcher(text);
    while (matcher.find()) {
      found.add(matcher.group());
    }
    return found;
  }

  /** The member of an {@code enum} that the text or a region's label names. */
  static Optional<JsonNode> choice(JsonNode option, String text, List<Region> boxes) {
    String lower = text.strip().toLowerCase(Locale.ROOT);
    JsonNode within = null;
    for (JsonNode member : option.path("enum")) {
      String name = member.asString("").toLowerCase(Locale.ROOT);
      if (name.equals(lower) || boxes.stream().anyMatch(b -> b.label().equalsIgnoreCase(name))) {
        return Optional.of(member);
      }
      if (!name.isEmpty() && lower.matches("(?s).*\\b" + Pattern.quote(name) + "\\b.*")) {
        if (within != null) {
          return Optional.empty();
        }
        within = member;
      }
    }
    return Optional.ofNullable(within);
  }
}
