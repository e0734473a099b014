package dev.rigel.server;

import dev.rigel.protocol.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes wrong bodies of a right one: each field in turn is left out, given every other type, put
 * out of its range; each object gets a field that is not known.
 */
final class WrongBodies {
  /** A body and what is to be said to it. */
  record Case(String what, String body, String field, Optional<Refusal> refusal) {}

  /**
   * Why it is refused.
   *
   * @param types any of these; a choice of kinds has one for each
   */
  record Refusal(List<Object> loc, Set<String> types) {}

  private static final int MOST_ACCEPTED = 1;

  private final PydanticFaults faults = new PydanticFaults();
  private final JsonNode components;
  private final String operation;
  private final JsonNode schema;
  private final Set<String> visited = new TreeSet<>();
  private final Set<String> done;
  private final List<Case> cases = new ArrayList<>();
  private JsonNode root = Json.object();

  /**
   * @param operation for whose body alone its own fields are tried
   * @param schema of the body
   * @param components all named schemas
   * @param done what was tried before: a component that several requests share is tried in one
   */
  WrongBodies(String operation, JsonNode schema, JsonNode components, Set<String> done) {
    this.operation = operation;
    this.schema = schema;
    this.done = done;
    this.components = components;
  }

  List<Case> cases() {
    return cases;
  }

  /** The fields that the examples held, as {@code Component.field}. */
  Set<String> visited() {
    return visited;
  }

  /** Adds the cases that a right body gives; a field of a component is tried once. */
  void add(JsonNode example) {
    root = example;
    cases.add(new Case("as it is", Json.text(example), "", Optional.empty()));
    walk(FieldSchema.of(schema, components), example, List.of("body"), _ -> {});
  }

  private void walk(
      FieldSchema field, JsonNode value, List<Object> loc, Consumer<JsonNode> replace) {
    if (value.isNull()) {
      return;
    }
    FieldSchema.Branch branch =
        field
            .branchOf(value)
            .orElseThrow(() -> new IllegalStateException("no schema describes " + loc));
    if (value instanceof ObjectNode object && branch.kind().equals("model")) {
      if (done.add(branch.name() + " unknown")) {
        object.putObject("surprise").putArray("a").add(1);
        note(loc, "an unknown field", "surprise", Optional.empty());
        object.remove("surprise");
      }
      for (Map.Entry<String, JsonNode> property : branch.schema().path("properties").properties()) {
        if (object.has(property.getKey())) {
          property(branch, object, property.getKey(), property.getValue(), loc);
        }
      }
    } else if (value instanceof ArrayNode array) {
      FieldSchema items = FieldSchema.of(branch.schema().path("items"), components);
      for (int i = 0; i < array.size(); i++) {
        int index = i;
        List<Object> at = plus(loc, i);
        values(
            items,
            array.get(i),
            at,
            (loc.size() == 2 ? operation : "") + branch.name() + loc.getLast() + "[]",
            v -> array.set(index, v));
        walk(items, array.get(i), at, v -> array.set(index, v));
      }
    }
  }

  private void property(
      FieldSchema.Branch owner,
      ObjectNode object,
      String name,
      JsonNode schemaOfIt,
      List<Object> loc) {
    FieldSchema field = FieldSchema.of(schemaOfIt, components);
    JsonNode right = object.get(name);
    List<Object> at = plus(loc, name);
    visited.add(owner.name() + "." + name);
    String path = (loc.size() == 1 ? operation : "") + owner.name() + "." + name;
    boolean tag = isTagOfPart(owner, name);
    if (done.add(path + " " + field.branchOf(right).map(FieldSchema.Branch::kind))) {
      object.remove(name);
      Optional<Refusal> absent = absent(owner, object, name, loc);
      note(at, "left out", name, tag ? refused(loc, "union_tag_not_found") : absent);
      object.set(name, right);
    }
    if (tag) {
      if (done.add(path + owner.name() + " tag")) {
        for (String wrong : new String[] {"zz", ""}) {
          object.put(name, wrong);
          note(at, wrong, name, refused(loc, "union_tag_invalid"));
        }
        object.set(name, right);
      }
      return;
    }
    values(
        field,
        right,
        at,
        path,
        v -> {
          object.set(name, v);
          if (v.isNull() && standsForAbsent(field, name)) {
            // Null stands for absent, which may be wrong together with the other fields.
            object.remove(name);
            Optional<Refusal> absent = absent(owner, object, name, loc);
            object.set(name, v);
            note(at, "null", name, absent.map(WrongBodies::orOfTheWrongType));
          }
        });
    object.set(name, right);
    walk(field, right, at, v -> object.set(name, v));
    object.set(name, right);
  }

  /** Null does where it is taken; and without its word an object is one of another kind. */
  private static boolean standsForAbsent(FieldSchema field, String name) {
    return field.nullable() || name.equals("type") || name.equals("role");
  }

  private static boolean isTagOfPart(FieldSchema.Branch owner, String name) {
    return name.equals("type") && owner.name().endsWith("Part");
  }

  private Optional<Refusal> absent(
      FieldSchema.Branch owner, ObjectNode rest, String name, List<Object> loc) {
    if (Contract.OPEN_API.takes(schema, root)) {
      return Optional.empty();
    }
    if (owner.name().equals("InlineSkill") && name.equals("type")) {
      // Without its type it is a reference.
      return refused(plus(loc, "skill_id"), "missing");
    }
    if (owner.isRequired(name) && !(owner.name().equals("AllowedTools") && name.equals("type"))) {
      return refused(plus(loc, name), "missing");
    }
    return switch (owner.name()) {
      case "AllowedTools" -> refused(plus(loc, "function"), "missing");
      case "SkillReference" -> refused(plus(loc, "skill_id"), "missing");
      case "SkillLookup" -> refused(plus(loc, "name"), "missing");
      case "InlineSkill" -> refused(plus(loc, "source"), "missing");
      case "JsonSchemaFormat" -> refused(plus(loc, "schema"), "missing");
      default -> {
        if (!owner.alternatives().contains(name)) {
          throw new IllegalStateException(
              "no rule for " + owner.name() + "." + name + " being left out of " + rest);
        }
        yield refused(loc, "value_error");
      }
    };
  }

  /** Every other value in the place of a right one. */
  private void values(
      FieldSchema field, JsonNode right, List<Object> at, String path, Consumer<JsonNode> put) {
    String name = at.getLast().toString();
    if (!done.add(path + " values " + field.branchOf(right).map(FieldSchema.Branch::kind))) {
      return;
    }
    int accepted = 0;
    List<JsonNode> tried = new ArrayList<>(faults.values());
    tried.addAll(outOfRange(field, right));
    for (JsonNode value : tried) {
      if (value.isNull() && standsForAbsent(field, name)) {
        put.accept(value);
        continue;
      }
      Optional<Set<String>> types = typesOfFault(field, value);
      if (types.isPresent()) {
        put.accept(value);
        note(at, shortened(value), name, Optional.of(new Refusal(at, types.get())));
      } else if (accepted < MOST_ACCEPTED && !value.equals(right) && !value.isContainer()) {
        accepted++;
        put.accept(value);
        note(at, shortened(value), name, Optional.empty());
      }
    }
    put.accept(right);
  }

  /** What pydantic says; empty when one of the branches takes the value. */
  private Optional<Set<String>> typesOfFault(FieldSchema field, JsonNode value) {
    Set<String> types = new TreeSet<>();
    for (FieldSchema.Branch branch : field.branches()) {
      if (branch.kind().equals("any")) {
        return Optional.empty();
      }
      Optional<String> fault =
          faults.values().contains(value)
              ? faults.fault(branch.kind(), value)
              : branch.describes(value) || branch.kind().equals("integer") && value.isNumber()
                  ? Optional.empty()
                  : Optional.of("another kind");
      Optional<String> range =
          fault.isPresent() ? fault : Ranges.fault(branch.kind(), branch.schema(), value);
      if (range.isEmpty()) {
        return Optional.empty();
      }
      types.add(range.get());
    }
    return Optional.of(types);
  }

  private static List<JsonNode> outOfRange(FieldSchema field, JsonNode right) {
    List<JsonNode> values = new ArrayList<>();
    for (FieldSchema.Branch branch : field.branches()) {
      values.addAll(Ranges.outside(branch.kind(), branch.schema(), right));
    }
    return values;
  }

  private void note(List<Object> at, String what, String field, Optional<Refusal> refusal) {
    cases.add(new Case(at + " " + what, Json.text(root), field, refusal));
  }

  private static String shortened(JsonNode value) {
    String text = Json.text(value);
    return text.length() < 60 ? text : text.substring(0, 60) + "… of " + text.length();
  }

  /**
   * Of several fields that stand in for each other, the first is named: it is null, not missing.
   */
  private static Refusal orOfTheWrongType(Refusal missing) {
    Set<String> types = new TreeSet<>(missing.types());
    types.addAll(Set.of("string_type", "dict_type", "model_attributes_type", "literal_error"));
    return new Refusal(missing.loc(), types);
  }

  private static Optional<Refusal> refused(List<Object> loc, String type) {
    return Optional.of(new Refusal(loc, Set.of(type)));
  }

  private static List<Object> plus(List<Object> loc, Object step) {
    List<Object> longer = new ArrayList<>(loc);
    longer.add(step);
    return longer;
  }

  /** What lies outside of the limits of a schema. */
  private static final class Ranges {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private Ranges() {}

    static List<JsonNode> outside(String kind, JsonNode schema, JsonNode right) {
      List<JsonNode> values = new ArrayList<>();
      switch (kind) {
        case "integer", "number" -> {
          values.add(
              JSON.numberNode(
                  schema.path("minimum").decimalValue().subtract(BigDecimal.ONE).toBigInteger()));
          values.add(
              JSON.numberNode(
                  schema.path("maximum").decimalValue().add(BigDecimal.ONE).toBigInteger()));
        }
        case "string" -> {
          if (schema.has("maxLength")) {
            values.add(JSON.stringNode("x".repeat(schema.path("maxLength").asInt() + 1)));
          }
        }
        case "list" -> {
          ArrayNode many = Json.array();
          JsonNode one = right.isArray() && !right.isEmpty() ? right.get(0) : JSON.nullNode();
          for (int i = 0; i <= schema.path("maxItems").asInt(0); i++) {
            many.add(one);
          }
          values.add(many);
        }
        default -> {}
      }
      return values;
    }

    static Optional<String> fault(String kind, JsonNode schema, JsonNode value) {
      return switch (kind) {
        case "integer", "number" -> number(schema, value);
        case "string" -> string(schema, value.asString());
        case "list" ->
            value.size() < schema.path("minItems").asInt(0)
                ? Optional.of("too_short")
                : value.size() > schema.path("maxItems").asInt(Integer.MAX_VALUE)
                    ? Optional.of("too_long")
                    : Optional.empty();
        default -> Optional.empty();
      };
    }

    private static Optional<String> number(JsonNode schema, JsonNode value) {
      double number =
          value.isBoolean()
              ? value.booleanValue() ? 1 : 0
              : value.isString()
                  ? Double.parseDouble(value.asString().strip())
                  : value.isIntegralNumber()
                      ? value.bigIntegerValue().doubleValue()
                      : value.doubleValue();
      if (value.isIntegralNumber()
          && schema.has("maximum")
          && schema.path("maximum").isIntegralNumber()
          && value.bigIntegerValue().compareTo(schema.path("maximum").bigIntegerValue()) > 0) {
        return Optional.of("less_than_equal");
      }
      if (value.isIntegralNumber()
          && schema.has("minimum")
          && schema.path("minimum").isIntegralNumber()
          && value.bigIntegerValue().compareTo(schema.path("minimum").bigIntegerValue()) < 0) {
        return Optional.of("greater_than_equal");
      }
      return number < schema.path("minimum").asDouble(Double.NEGATIVE_INFINITY)
          ? Optional.of("greater_than_equal")
          : number > schema.path("maximum").asDouble(Double.POSITIVE_INFINITY)
              ? Optional.of("less_than_equal")
              : Optional.empty();
    }

    private static Optional<String> string(JsonNode schema, String text) {
      if (text.length() < schema.path("minLength").asInt(0)) {
        return Optional.of("string_too_short");
      }
      if (text.length() > schema.path("maxLength").asInt(Integer.MAX_VALUE)) {
        return Optional.of("string_too_long");
      }
      return schema.has("pattern") && !text.matches(schema.path("pattern").asString())
          ? Optional.of("string_pattern_mismatch")
          : Optional.empty();
    }
  }
}
