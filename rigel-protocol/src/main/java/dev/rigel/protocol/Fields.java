package dev.rigel.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads the fields of one JSON object and notes what is wrong with them, with the location and the
 * names of faults that pydantic gives. A field that is absent or null is empty.
 */
final class Fields {
  private static final int MOST_FAULTS = 32;

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
          new ErrorDetail(
              List.of("body"), "Input should be a JSON object", "model_attributes_type"));
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

  Optional<JsonNode> object(String name) {
    return any(name)
        .filter(v -> v.isObject() || fault(name, "Input should be an object", "dict_type"));
  }

  Optional<Fields> fields(String name) {
    return object(name).map(v -> new Fields(v, at(name), faults));
  }

  Optional<String> string(String name) {
    return any(name)
        .filter(v -> v.isString() || fault(name, "Input should be a valid string", "string_type"))
        .map(JsonNode::stringValue);
  }

  Optional<String> string(String name, int longest) {
    return string(name)
        .filter(v ->
            v.length() <= longest
                || fault(
                    name,
                    "String should have at most " + longest + " characters",
                    "string_too_long"));
  }

  /** A string that must be there. */
  Optional<String> required(String name) {
    requireField(name);
    return string(name);
  }

  boolean requireField(String name) {
    return has(name) || fault(name, "Field required", "missing");
  }

  Optional<Boolean> bool(String name) {
    return any(name)
        .filter(v -> v.isBoolean() || fault(name, "Input should be a valid boolean", "bool_type"))
        .map(JsonNode::booleanValue);
  }

  Optional<Long> integer(String name, long least, long most) {
    JsonNode value = value(name);
    if (value == null) {
      return Optional.empty();
    }
    if (!value.isNumber()) {
      fault(name, "Input should be a valid integer", "int_type");
      return Optional.empty();
    }
    double asDouble = value.asDouble();
    if (asDouble != Math.rint(asDouble)) {
      fault(
          name,
          "Input should be a valid integer, got a number with a fractional part",
          "int_from_float");
      return Optional.empty();
    }
    return within(name, asDouble, least, most, Long.toString(least), Long.toString(most))
        ? Optional.of(value.isIntegralNumber() ? value.longValue() : (long) asDouble)
        : Optional.empty();
  }

  Optional<Double> number(String name, double least, double most) {
    JsonNode value = value(name);
    if (value == null) {
      return Optional.empty();
    }
    if (!value.isNumber()) {
      fault(name, "Input should be a valid number", "float_type");
      return Optional.empty();
    }
    double number = value.asDouble();
    return within(name, number, least, most, Double.toString(least), Double.toString(most))
        ? Optional.of(number)
        : Optional.empty();
  }

  private boolean within(
      String name, double value, double least, double most, String leastText, String mostText) {
    if (value < least) {
      return fault(
          name, "Input should be greater than or equal to " + leastText, "greater_than_equal");
    }
    return value <= most
        || fault(name, "Input should be less than or equal to " + mostText, "less_than_equal");
  }

  /** The elements of a list of objects; those that are none are faults. */
  List<Fields> objects(String name, int most) {
    List<Fields> elements = new ArrayList<>();
    List<JsonNode> values = list(name, most);
    for (int i = 0; i < values.size(); i++) {
      if (values.get(i).isObject()) {
        elements.add(new Fields(values.get(i), at(name, i), faults));
      } else {
        fault(at(name, i), "Input should be an object", "dict_type");
      }
    }
    return elements;
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
    List<Integer> elements = new ArrayList<>();
    List<JsonNode> values = list(name, most);
    for (int i = 0; i < values.size(); i++) {
      if (!values.get(i).isIntegralNumber()) {
        fault(at(name, i), "Input should be a valid integer", "int_type");
      } else if (values.get(i).asLong(Long.MAX_VALUE) < least) {
        fault(
            at(name, i), "Input should be greater than or equal to " + least, "greater_than_equal");
      } else if (values.get(i).asLong(Long.MAX_VALUE) > largest) {
        fault(at(name, i), "Input should be less than or equal to " + largest, "less_than_equal");
      } else {
        elements.add(values.get(i).intValue());
      }
    }
    return elements;
  }

  List<String> strings(String name, int most, int longest) {
    List<String> elements = new ArrayList<>();
    List<JsonNode> values = list(name, most);
    for (int i = 0; i < values.size(); i++) {
      if (!values.get(i).isString()) {
        fault(at(name, i), "Input should be a valid string", "string_type");
      } else if (values.get(i).stringValue().length() > longest) {
        fault(
            at(name, i),
            "String should have at most " + longest + " characters",
            "string_too_long");
      } else {
        elements.add(values.get(i).stringValue());
      }
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
