package dev.rigel.server.execution;

import dev.rigel.protocol.ErrorDetail;
import dev.rigel.protocol.ValidationException;
import dev.rigel.server.http.Exchange;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads the parameters behind a question mark; those that are wrong are answered 422. */
final class Query {
  private static final int FURTHEST = 100_000_000;

  private Query() {}

  /** How many to leave out first. */
  static int skip(Exchange exchange, String name) {
    return whole(exchange, name, 0, 0, FURTHEST);
  }

  static int limit(Exchange exchange, int otherwise) {
    return whole(exchange, "limit", otherwise, 1, 1_000);
  }

  private static int whole(Exchange exchange, String name, int otherwise, int least, int most) {
    Optional<String> text = exchange.query(name);
    if (text.isEmpty()) {
      return otherwise;
    }
    try {
      int value = Integer.parseInt(text.get().strip());
      if (value < least) {
        throw wrong(
            name, "Input should be greater than or equal to " + least, "greater_than_equal");
      }
      if (value > most) {
        throw wrong(name, "Input should be less than or equal to " + most, "less_than_equal");
      }
      return value;
    } catch (NumberFormatException e) {
      throw wrong(name, "Input should be a valid integer", "int_parsing");
    }
  }

  /** Some clients write {@code True} and {@code False}. */
  static boolean truth(Exchange exchange, String name, boolean otherwise) {
    Optional<String> text = exchange.query(name);
    if (text.isEmpty()) {
      return otherwise;
    }
    return switch (text.get().strip().toLowerCase(Locale.ROOT)) {
      case "true", "1", "yes", "on" -> true;
      case "false", "0", "no", "off" -> false;
      default -> throw wrong(name, "Input should be a valid boolean", "bool_parsing");
    };
  }

  static ValidationException wrong(String name, String message, String type) {
    return new ValidationException(new ErrorDetail(List.of("query", name), message, type));
  }
}
