package dev.rigel.protocol;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Reads single values as pydantic does in its lax mode, in which FastAPI reads bodies: a number may
 * come as a text, a truth value as a number or a word. What cannot be read gets pydantic's name.
 */
final class LaxScalars {
  private static final Pattern WHOLE = Pattern.compile("[+-]?\\d+(?:_\\d+)*(?:\\.0+)?");
  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d{1,4})?");
  private static final int MOST_DIGITS = 300;
  private static final double INT_64 = 0x1p63;

  /** A value, or what is wrong with it. */
  sealed interface Reading<T> {
    record Value<T>(T value) implements Reading<T> {}

    /**
     * @param type pydantic's name of the kind of fault
     */
    record Wrong<T>(String message, String type) implements Reading<T> {}

    /** The value; empty when it could not be read. */
    default Optional<T> found() {
      return this instanceof Value<T>(T value) ? Optional.of(value) : Optional.empty();
    }
  }

  private LaxScalars() {}

  static Reading<String> string(JsonNode node) {
    return node.isString()
        ? new Reading.Value<>(node.stringValue())
        : new Reading.Wrong<>("Input should be a valid string", "string_type");
  }

  static Reading<Boolean> bool(JsonNode node) {
    if (node.isBoolean()) {
      return new Reading.Value<>(node.booleanValue());
    }
    if (node.isString()) {
      return truth(node.stringValue());
    }
    if (node.isNumber()) {
      double number = real(node);
      if (number == 0 || number == 1) {
        return new Reading.Value<>(number == 1);
      }
      if (number == Math.rint(number) && Math.abs(number) < INT_64) {
        return notTruth();
      }
    }
    return new Reading.Wrong<>("Input should be a valid boolean", "bool_type");
  }

  /** A truth value in words, as in a query. */
  static Reading<Boolean> truth(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "1", "yes", "on", "t", "y" -> new Reading.Value<>(true);
      case "false", "0", "no", "off", "f", "n" -> new Reading.Value<>(false);
      default -> notTruth();
    };
  }

  private static Reading<Boolean> notTruth() {
    return new Reading.Wrong<>(
        "Input should be a valid boolean, unable to interpret input", "bool_parsing");
  }

  static Reading<BigInteger> integer(JsonNode node) {
    if (node.isBoolean()) {
      return new Reading.Value<>(node.booleanValue() ? BigInteger.ONE : BigInteger.ZERO);
    }
    if (node.isString()) {
      return whole(node.stringValue());
    }
    if (!node.isNumber()) {
      return new Reading.Wrong<>("Input should be a valid integer", "int_type");
    }
    if (node.isIntegralNumber()) {
      return new Reading.Value<>(node.bigIntegerValue());
    }
    double number = real(node);
    if (number != Math.rint(number)) {
      return new Reading.Wrong<>(
          "Input should be a valid integer, got a number with a fractional part", "int_from_float");
    }
    return Math.abs(number) < INT_64
        ? new Reading.Value<>(BigDecimal.valueOf(number).toBigInteger())
        : tooLong();
  }

  /** A whole number as text, as in a query. */
  static Reading<BigInteger> whole(String text) {
    String digits = text.strip();
    if (!WHOLE.matcher(digits).matches()) {
      return new Reading.Wrong<>(
          "Input should be a valid integer, unable to parse string as an integer", "int_parsing");
    }
    return digits.length() > MOST_DIGITS
        ? tooLong()
        : new Reading.Value<>(new BigInteger(digits.replaceAll("\\..*|[+_]", "")));
  }

  private static Reading<BigInteger> tooLong() {
    return new Reading.Wrong<>(
        "Unable to parse input string as an integer, exceeded maximum size", "int_parsing_size");
  }

  static Reading<Double> number(JsonNode node) {
    if (node.isBoolean()) {
      return new Reading.Value<>(node.booleanValue() ? 1.0 : 0.0);
    }
    if (node.isNumber()) {
      return new Reading.Value<>(real(node));
    }
    if (!node.isString()) {
      return new Reading.Wrong<>("Input should be a valid number", "float_type");
    }
    String text = node.stringValue().strip();
    return text.length() <= MOST_DIGITS && DECIMAL.matcher(text).matches()
        ? new Reading.Value<>(Double.parseDouble(text))
        : new Reading.Wrong<>(
            "Input should be a valid number, unable to parse string as a number", "float_parsing");
  }

  /** Whole numbers beyond all doubles are infinite. */
  private static double real(JsonNode number) {
    return number.isIntegralNumber()
        ? number.bigIntegerValue().doubleValue()
        : number.doubleValue();
  }
}
