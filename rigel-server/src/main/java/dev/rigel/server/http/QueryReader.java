package dev.rigel.server.http;

import dev.rigel.protocol.Choices;
import dev.rigel.protocol.ErrorDetail;
import dev.rigel.protocol.ValidationException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Reads the parameters of a request's query as FastAPI does, and notes all that is wrong with them:
 * truth values in any case, whole numbers within a range, words of a list.
 */
public final class QueryReader {
  private static final Pattern WHOLE = Pattern.compile("[+-]?\\d{1,100}(?:\\.0{1,100})?");

  private final Function<String, Optional<String>> parameters;
  private final String place;
  private final List<ErrorDetail> faults = new ArrayList<>();

  public QueryReader(Exchange exchange) {
    this(exchange::queryText, "query");
  }

  private QueryReader(Function<String, Optional<String>> parameters, String place) {
    this.parameters = parameters;
    this.place = place;
  }

  /** Reads the fields of a form in the same way. */
  public static QueryReader ofForm(Function<String, Optional<String>> fields) {
    return new QueryReader(fields, "body");
  }

  /** The text; one that is there without a value is not there. */
  public Optional<String> text(String name) {
    return parameters.apply(name).filter(text -> !text.isEmpty());
  }

  public int whole(String name, int otherwise, int least, int most) {
    Optional<String> text = parameters.apply(name).map(String::strip);
    if (text.isEmpty()) {
      return otherwise;
    }
    if (!WHOLE.matcher(text.get()).matches()) {
      fault(
          name,
          "Input should be a valid integer, unable to parse string as an integer",
          "int_parsing");
      return otherwise;
    }
    BigInteger value = new BigInteger(text.get().replaceFirst("\\..*", "").replace("+", ""));
    if (value.compareTo(BigInteger.valueOf(least)) < 0) {
      fault(name, "Input should be greater than or equal to " + least, "greater_than_equal");
      return otherwise;
    }
    if (value.compareTo(BigInteger.valueOf(most)) > 0) {
      fault(name, "Input should be less than or equal to " + most, "less_than_equal");
      return otherwise;
    }
    return value.intValue();
  }

  public boolean truth(String name, boolean otherwise) {
    Optional<String> text = parameters.apply(name).map(t -> t.strip().toLowerCase(Locale.ROOT));
    if (text.isEmpty()) {
      return otherwise;
    }
    return switch (text.get()) {
      case "true", "1", "yes", "on", "t", "y" -> true;
      case "false", "0", "no", "off", "f", "n" -> false;
      default -> {
        fault(name, "Input should be a valid boolean, unable to interpret input", "bool_parsing");
        yield otherwise;
      }
    };
  }

  /**
   * One of some words.
   *
   * @param words those that are listed when it is another
   */
  public <T> T oneOf(
      String name, T otherwise, List<String> words, Function<String, Optional<T>> reader) {
    Optional<String> text = parameters.apply(name);
    if (text.isEmpty()) {
      return otherwise;
    }
    Optional<T> value = reader.apply(text.get());
    if (value.isEmpty()) {
      fault(name, "Input should be " + Choices.inWords(words), "enum");
    }
    return value.orElse(otherwise);
  }

  /** One of some words, as it is written. */
  public String word(String name, String otherwise, List<String> words) {
    Optional<String> text = parameters.apply(name);
    if (text.isPresent() && !words.contains(text.get())) {
      fault(name, "Input should be " + Choices.inWords(words), "literal_error");
      return otherwise;
    }
    return text.orElse(otherwise);
  }

  /** Notes a fault of a parameter. */
  public void fault(String name, String message, String type) {
    faults.add(new ErrorDetail(List.of(place, name), message, type));
  }

  /**
   * @throws ValidationException naming every fault that was noted
   */
  public void throwFaults() {
    if (!faults.isEmpty()) {
      throw new ValidationException(faults);
    }
  }
}
