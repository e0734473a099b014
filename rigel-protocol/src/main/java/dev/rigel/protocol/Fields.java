package dev.rigel.protocol;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads the fields of one JSON object and notes what is wrong with them, with the location and the
 * names of faults that pydantic gives. A field that is absent or null is empty; one that must be
 * there is wrong when it is null.
 */
final class Fields {
  private static final int MOST_FAULTS = 32;
  private static final String OBJECT_NEEDED =
      "Input should be a valid dictionary or object to extract fields from";

  private final JsonNode node;
  private final List<Object> location;
  private final List<ErrorDetail> faults;

  private Fields(JsonNode node, List<Object> location, List<ErrorDetail> faults) {
    this.node = node;
    this.location = location;
    this.faults = faults;
  }

  /** The fields of a whole body, which must be an object. */
  static Fields ofBody(JsonNode body) {
    if (!body.isObject()) {
      throw new ValidationException(
          new ErrorDetail(List.of("body"), OBJECT_NEEDED, "model_attributes_type"));
    }
    return new Fields(body, List.of("body"), new ArrayList<>());
  }

  void throwFaults() {
    if (!faults.isEmpty()) {
      throw new ValidationException(faults);
    }
  }

  boolean has(String name) {
    return value(name) != null;
  }

  Optional<JsonNode> any(String name) {
    return Optional.ofNullable(value(name));
  }

  /** An object with names of its own. */
  Optional<JsonNode> object(String name) {
    return any(name)
        .filter(
            v -> v.isObject() || fault(name, "Input should be a valid dictionary", "dict_type"));
  }

  /** The entries of an object with names of its own. */
  Optional<Fields> entries(String name) {
    return object(name).map(v -> new Fields(v, at(name), faults));
  }

  /** An object whose fields are known. */
  Optional<Fields> fields(String name) {
    return any(name)
        .filter(v -> v.isObject() || fault(name, OBJECT_NEEDED, "model_attributes_type"))
        .map(v -> new Fields(v, at(name), faults));
  }

  Optional<Fields> requiredFields(String name) {
    requireField(name, OBJECT_NEEDED, "model_attributes_type");
    return fields(name);
  }

  Optional<String> string(String name) {
    return any(name).flatMap(v -> read(LaxScalars.string(v), at(name)));
  }

  Optional<String> string(String name, int longest) {
    return string(name).filter(v -> isShort(v, longest, at(name)));
  }

  /** A string that must be there. */
  Optional<String> required(String name) {
    requireField(name, "Input should be a valid string", "string_type");
    return string(name);
  }

  /** A string that must be there. */
  Optional<String> required(String name, int longest) {
    return required(name).filter(v -> isShort(v, longest, at(name)));
  }

  private boolean isShort(String text, int longest, List<Object> where) {
    return text.length() <= longest
        || fault(where, "String should have at most " + longest + " characters", "string_too_long");
  }

  /** One of some words; of those alone. */
  Optional<String> word(String name, List<String> words) {
    return any(name)
        .filter(v ->
            words.contains(v.stringValueOpt().orElse(""))
                || fault(name, "Input should be " + Choices.inWords(words), "literal_error"))
        .map(JsonNode::stringValue);
  }

  /** Notes that a field is missing, or of the wrong type where it is null. */
  boolean requireField(String name, String ifNull, String typeIfNull) {
    JsonNode value = node.get(name);
    if (value == null) {
      return fault(name, "Field required", "missing");
    }
    return !value.isNull() || fault(name, ifNull, typeIfNull);
  }

  Optional<Boolean> bool(String name) {
    return any(name).flatMap(v -> read(LaxScalars.bool(v), at(name)));
  }

  Optional<Long> integer(String name, long least, long most) {
    return any(name)
        .flatMap(v -> read(LaxScalars.integer(v), at(name)))
        .filter(v -> within(at(name), v, BigInteger.valueOf(least), BigInteger.valueOf(most)))
        .map(BigInteger::longValueExact);
  }

  Optional<Double> number(String name, double least, double most) {
    return any(name)
        .flatMap(v -> read(LaxScalars.number(v), at(name)))
        .filter(v -> within(at(name), v, least, most));
  }

  private <T extends Comparable<T>> boolean within(List<Object> where, T value, T least, T most) {
    if (value.compareTo(least) < 0) {
      return fault(
          where, "Input should be greater than or equal to " + least, "greater_than_equal");
    }
    return value.compareTo(most) <= 0
        || fault(where, "Input should be less than or equal to " + most, "less_than_equal");
  }

  private <T> Optional<T> read(LaxScalars.Reading<T> reading, List<Object> where) {
    if (reading instanceof LaxScalars.Reading.Wrong<T>(String message, String type)) {
      fault(where, message, type);
    }
    return reading.found();
  }

  /** The elements of a list of objects; those that are none are faults. */
  List<Fields> objects(String name, int most) {
    return elements(
        name,
        most,
        (element, where) -> {
          if (element.isObject()) {
            return Optional.of(new Fields(element, where, faults));
          }
          fault(where, OBJECT_NEEDED, "model_attributes_type");
          return Optional.empty();
        });
  }

  /** The names of all fields, in order. */
  List<String> names() {
    return List.copyOf(node.propertyNames());
  }

  /** The fields of one element of a list, which must be an object. */
  Fields element(String name, int index) {
    return new Fields(node.path(name).path(index), at(name, index), faults);
  }

  /** Whole numbers within a range. */
  List<Integer> integers(String name, int most, int least, int largest) {
    BigInteger from = BigInteger.valueOf(least);
    BigInteger to = BigInteger.valueOf(largest);
    return elements(
        name,
        most,
        (element, where) ->
            read(LaxScalars.integer(element), where)
                .filter(v -> within(where, v, from, to))
                .map(BigInteger::intValueExact));
  }

  List<String> strings(String name, int most, int longest) {
    return elements(
        name,
        most,
        (element, where) ->
            read(LaxScalars.string(element), where).filter(v -> isShort(v, longest, where)));
  }

  /** Of some words, any. */
  List<String> words(String name, int most, List<String> words) {
    return elements(
        name,
        most,
        (element, where) ->
            element
                .stringValueOpt()
                .filter(words::contains)
                .or(() -> {
                  fault(where, "Input should be " + Choices.inWords(words), "literal_error");
                  return Optional.empty();
                }));
  }

  /** A list of names of one form. */
  List<String> names(String name, int most, Pattern form) {
    return elements(
        name,
        most,
        (element, where) ->
            element
                .stringValueOpt()
                .filter(text -> form.matcher(text).matches())
                .or(() -> {
                  fault(where, "Input should be a name of small letters", "literal_error");
                  return Optional.empty();
                }));
  }

  private interface ElementReader<T> {
    Optional<T> read(JsonNode element, List<Object> where);
  }

  private <T> List<T> elements(String name, int most, ElementReader<T> reader) {
    List<T> elements = new ArrayList<>();
    List<JsonNode> values = list(name, most);
    for (int i = 0; i < values.size(); i++) {
      reader.read(values.get(i), at(name, i)).ifPresent(elements::add);
    }
    return elements;
  }

  private List<JsonNode> list(String name, int most) {
    JsonNode value = value(name);
    if (value == null) {
      return List.of();
    }
    if (!value.isArray()) {
      fault(name, "Input should be a valid list", "list_type");
      return List.of();
    }
    if (value.size() > most) {
      fault(name, "List should have at most " + most + " items", "too_long");
      return List.of();
    }
    return List.copyOf(value.values());
  }

  /** Reads a word by a table of known ones; others are faults. */
  <T> Optional<T> choice(String name, List<String> words, Function<String, Optional<T>> known) {
    return any(name)
        .flatMap(v -> {
          Optional<T> value = v.stringValueOpt().flatMap(known);
          if (value.isEmpty()) {
            fault(name, "Input should be " + Choices.inWords(words), "enum");
          }
          return value;
        });
  }

  /** Notes a fault of a field. Always false, so that it can end a condition. */
  boolean fault(String name, String message, String type) {
    return fault(at(name), message, type);
  }

  /** Notes a fault of the object itself. */
  boolean fault(String message, String type) {
    return fault(location, message, type);
  }

  private boolean fault(List<Object> where, String message, String type) {
    ErrorDetail fault = new ErrorDetail(where, message, type);
    // A field may be read more than once.
    if (faults.size() < MOST_FAULTS && !faults.contains(fault)) {
      faults.add(fault);
    }
    return false;
  }

  private @Nullable JsonNode value(String name) {
    JsonNode value = node.get(name);
    return value == null || value.isNull() ? null : value;
  }

  private List<Object> at(Object... steps) {
    List<Object> where = new ArrayList<>(location);
    where.addAll(List.of(steps));
    return where;
  }
}
