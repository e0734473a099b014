package dev.rigel.language.constraint;

import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes a grammar of a JSON schema. What it allows is valid: what no grammar can hold is left to
 * guards that look at a value when it is whole. It is narrower than JSON: no white space but one
 * space after a comma or a colon, properties in their declared order, and none that are not
 * declared unless the schema speaks of them.
 */
final class JsonSchemaCompiler {
  private static final int MOST_SCHEMAS = 20_000;

  /** From here on alternatives are not multiplied any more; guards see to the rest. */
  private static final int MANY_SCHEMAS = 6_000;

  private static final int MOST_OPTIONS = 50_000;
  private static final int DEEPEST = 64;
  private static final int MOST_REFERENCES_IN_A_ROW = 16;
  private static final int LONGEST_KEY_OF_A_RULE = 20_000;
  private static final long MOST_NANOS = 1_000_000_000;

  /** 2⁵³: up to here every whole number is a double. */
  private static final BigDecimal LARGEST_EXACT = BigDecimal.valueOf(1L << 53);

  /** Bounds where the schema has none, so that no model can go on for ever. */
  static final int LONGEST_STRING = 16_384;

  static final Node SPACE = Node.optional(Node.text(" "));
  static final Node COMMA = Node.sequence(Node.text(","), SPACE);
  static final Node COLON = Node.sequence(Node.text(":"), SPACE);
  static final Node ANY = new Node.Rule("any");

  private record Pending(String rule, JsonNode schema) {}

  private final SchemaReferences references;
  private final SchemaGuards guards;
  private final ContainerCompiler containers;
  private final Map<String, Node> rules = new LinkedHashMap<>();
  private final Deque<Pending> pending = new ArrayDeque<>();
  private final boolean anyType;
  private final long start = System.nanoTime();
  private int schemas;
  private int options;

  private JsonSchemaCompiler(JsonNode root, boolean anyType) {
    this.anyType = anyType;
    references = new SchemaReferences(root);
    guards = new SchemaGuards(root);
    containers = new ContainerCompiler(this, guards, rules);
  }

  /**
   * @throws IllegalArgumentException with a message for the author of the schema
   */
  static Grammar compile(JsonNode schema) {
    try {
      return compile(schema, false);
    } catch (NoTextException e) {
      // What its author most likely means cannot be; another type of value may still do.
      return compile(schema, true);
    }
  }

  private static Grammar compile(JsonNode schema, boolean anyType) {
    JsonSchemaCompiler compiler = new JsonSchemaCompiler(schema, anyType);
    compiler.rules.put("any", compiler.any());
    Node start = compiler.node(schema, 0);
    while (!compiler.pending.isEmpty()) {
      Pending next = compiler.pending.remove();
      compiler.rules.put(next.rule(), compiler.plainNode(next.schema(), 0));
    }
    return Grammar.of(start, compiler.rules);
  }

  /** The texts of the values that satisfy a schema. */
  Node node(JsonNode schema, int depth) {
    if (schema.isBoolean()) {
      return schema.booleanValue() ? ANY : Node.NEVER;
    }
    if (!schema.isObject()) {
      throw new IllegalArgumentException("a part of it is neither an object nor true or false");
    }
    for (String keyword : List.of("$ref", "$dynamicRef", "$recursiveRef")) {
      if (schema.path(keyword).isString() && !SchemaKeywords.hasRules(without(schema, keyword))) {
        return reference(schema.path(keyword).asString());
      }
    }
    if (depth > 0 && (schema.has("$ref") || schema.has("allOf"))) {
      // What leads back to itself through merged schemas has to be recognised.
      String text = schema.toString();
      if (text.length() <= LONGEST_KEY_OF_A_RULE) {
        return rule("merged " + text, schema);
      }
    }
    return plainNode(schema, depth);
  }

  private Node plainNode(JsonNode schema, int depth) {
    if (++schemas > MOST_SCHEMAS) {
      throw new IllegalArgumentException("it has more than " + MOST_SCHEMAS + " parts");
    }
    if (System.nanoTime() - start > MOST_NANOS) {
      throw new IllegalArgumentException("it takes more than a second to prepare");
    }
    if (schema.isBoolean()) {
      return node(schema, depth);
    }
    if (depth > DEEPEST) {
      return guards.guarded(ANY, schema);
    }
    JsonNode merged = merged(schema);
    if (merged.isBoolean()) {
      return node(merged, depth);
    }
    if (!SchemaKeywords.needGuard(merged)) {
      return alternatives(merged, depth);
    }
    if (merged.has("enum") || merged.has("const")) {
      List<JsonNode> values = merged.has("const") ? List.of(merged.path("const")) : allowed(merged);
      return literals(values.stream().filter(value -> guards.satisfies(value, merged)).toList());
    }
    return guards.guarded(alternatives(merged, depth), merged);
  }

  /** The schema with its references and what must hold as well in one. */
  private JsonNode merged(JsonNode schema) {
    JsonNode all = schema;
    for (int i = 0; all.has("$ref") || all.has("$dynamicRef") || all.path("allOf").isArray(); i++) {
      if (i > MOST_REFERENCES_IN_A_ROW) {
        throw new IllegalArgumentException("its references go round in a circle");
      }
      all = resolved(all);
      if (all.path("allOf").isArray()) {
        JsonNode parts = all.path("allOf");
        all = without(all, "allOf");
        for (JsonNode part : parts) {
          all = SchemaReferences.merged(all, resolved(checked(part)));
        }
      }
      if (!all.isObject()) {
        return all;
      }
    }
    return all;
  }

  private Node alternatives(JsonNode schema, int depth) {
    List<JsonNode> alternatives =
        schemas > MANY_SCHEMAS ? List.of(schema) : SchemaAlternatives.of(schema);
    if (alternatives.size() == 1) {
      return branches(alternatives.getFirst(), depth);
    }
    List<Node> nodes = new ArrayList<>();
    alternatives.forEach(alternative -> nodes.add(node(alternative, depth + 1)));
    return new Node.Choice(nodes);
  }

  private Node branches(JsonNode schema, int depth) {
    if (schema.path("allOf").isArray()) {
      return node(schema, depth + 1);
    }
    for (String keyword : List.of("anyOf", "oneOf")) {
      if (schema.path(keyword).isArray()) {
        return branches(freed(without(schema, keyword)), schema.path(keyword), depth);
      }
    }
    if (schema.has("const")) {
      return literals(List.of(schema.path("const")));
    }
    if (schema.path("enum").isArray()) {
      return literals(allowed(schema));
    }
    List<Node> types = new ArrayList<>();
    for (String type :
        anyType && !schema.has("type") ? SchemaTypes.ALL : SchemaTypes.written(schema)) {
      types.add(typed(type, schema, depth));
    }
    return types.size() == 1 ? types.getFirst() : new Node.Choice(types);
  }

  /** With a place free again, what had been kept for it moves in. */
  private JsonNode freed(JsonNode schema) {
    if (!(schema.path(SchemaReferences.ALSO) instanceof ArrayNode also) || schemas > MANY_SCHEMAS) {
      return schema;
    }
    ObjectNode rest = (ObjectNode) without(schema, SchemaReferences.ALSO);
    JsonNode all = rest;
    for (JsonNode part : also) {
      all = SchemaReferences.merged(all, part);
    }
    return all;
  }

  private Node reference(String target) {
    return rule("ref " + target, references.resolve(target));
  }

  private Node rule(String name, JsonNode schema) {
    if (rules.putIfAbsent(name, Node.NEVER) == null) {
      pending.add(new Pending(name, schema));
    }
    return new Node.Rule(name);
  }

  /** The schema with what it refers to in place of the reference. */
  private JsonNode resolved(JsonNode schema) {
    JsonNode at = schema;
    for (int i = 0; true; i++) {
      JsonNode now = at;
      Optional<String> keyword =
          List.of("$ref", "$dynamicRef").stream().filter(k -> now.path(k).isString()).findFirst();
      if (keyword.isEmpty()) {
        return checked(at);
      }
      if (i > MOST_REFERENCES_IN_A_ROW) {
        throw new IllegalArgumentException("its references go round in a circle");
      }
      at =
          SchemaReferences.merged(
              checked(references.resolve(at.path(keyword.get()).asString(""))),
              without(at, keyword.get()));
    }
  }

  private static JsonNode checked(JsonNode schema) {
    if (!schema.isObject() && !schema.isBoolean()) {
      throw new IllegalArgumentException("a part of it is neither an object nor true or false");
    }
    return schema;
  }

  private Node branches(JsonNode base, JsonNode branches, int depth) {
    boolean mixed = SchemaKeywords.hasRules(base);
    List<Node> nodes = new ArrayList<>();
    for (JsonNode branch : branches) {
      JsonNode alone = checked(branch);
      nodes.add(node(mixed ? SchemaReferences.merged(base, resolved(alone)) : alone, depth + 1));
    }
    return new Node.Choice(nodes);
  }

  private static JsonNode without(JsonNode schema, String keyword) {
    ObjectNode rest = ((ObjectNode) schema).objectNode();
    schema
        .properties()
        .forEach(member -> {
          if (!member.getKey().equals(keyword)) {
            rest.set(member.getKey(), member.getValue());
          }
        });
    return rest;
  }

  private List<JsonNode> allowed(JsonNode schema) {
    Set<String> types = SchemaTypes.named(schema.path("type"));
    boolean nullable = schema.path("nullable").asBoolean(false);
    List<JsonNode> values = new ArrayList<>();
    for (JsonNode value : schema.path("enum")) {
      if (types.isEmpty() || isOneOf(value, types) || (nullable && value.isNull())) {
        values.add(value);
      }
    }
    return values;
  }

  private static boolean isOneOf(JsonNode value, Set<String> types) {
    return types.stream()
        .anyMatch(type ->
            switch (type) {
              case "object" -> value.isObject();
              case "array" -> value.isArray();
              case "string" -> value.isString();
              case "number" -> value.isNumber();
              case "integer" ->
                  value.isNumber() && value.decimalValue().stripTrailingZeros().scale() <= 0;
              case "boolean" -> value.isBoolean();
              case "null" -> value.isNull();
              default -> false;
            });
  }

  private Node literals(List<JsonNode> values) {
    options += values.size();
    if (options > MOST_OPTIONS) {
      throw new IllegalArgumentException("it has more than " + MOST_OPTIONS + " enum values");
    }
    Set<String> plain = new LinkedHashSet<>();
    List<Node> nodes = new ArrayList<>();
    for (JsonNode value : values) {
      if (value.isContainer()) {
        nodes.add(container(value, 0));
      } else {
        plain.add(value.toString());
      }
    }
    if (!plain.isEmpty()) {
      nodes.add(TextTree.of(plain));
    }
    return new Node.Choice(nodes);
  }

  /** A fixed object or list, in which the usual spaces are free. */
  private static Node container(JsonNode value, int depth) {
    if (depth > DEEPEST) {
      throw new IllegalArgumentException("a value in it is nested too deep");
    }
    List<Node> parts = new ArrayList<>();
    if (value.isObject()) {
      parts.add(Node.text("{"));
      value
          .properties()
          .forEach(member -> {
            if (parts.size() > 1) {
              parts.add(COMMA);
            }
            parts.add(ContainerCompiler.key(member.getKey()));
            parts.add(COLON);
            parts.add(container(member.getValue(), depth + 1));
          });
      parts.add(Node.text("}"));
    } else if (value.isArray()) {
      parts.add(Node.text("["));
      for (JsonNode item : value) {
        if (parts.size() > 1) {
          parts.add(COMMA);
        }
        parts.add(container(item, depth + 1));
      }
      parts.add(Node.text("]"));
    } else {
      return Node.text(value.toString());
    }
    return new Node.Sequence(parts);
  }

  private Node typed(String type, JsonNode schema, int depth) {
    return switch (type) {
      case "object" -> containers.object(schema, depth);
      case "array" -> containers.array(schema, depth);
      case "string" -> string(schema);
      case "number" -> number(schema, false);
      case "integer" -> number(schema, true);
      case "boolean" -> Node.choice(Node.text("true"), Node.text("false"));
      case "null" -> Node.text("null");
      default ->
          throw new IllegalArgumentException(
              "it names the unknown type " + SchemaReferences.shortened(type));
    };
  }

  private static Node string(JsonNode schema) {
    Optional<Grammar> pattern =
        schema.has("pattern")
            ? PatternParser.parse(schema.path("pattern").asString(""))
                .map(PatternParser.Texts::grammar)
            : StringFormats.grammar(schema.path("format").asString(""));
    int most = bound(schema, "maxLength", LONGEST_STRING, LONGEST_STRING);
    int least = bound(schema, "minLength", 0, LONGEST_STRING);
    return least > most
        ? Node.NEVER
        : new Node.Leaf(new JsonString(new JsonString.Rules(least, most, pattern, Set.of())));
  }

  private static Node number(JsonNode schema, boolean integer) {
    JsonNode exclusiveLeast = schema.path("exclusiveMinimum");
    JsonNode exclusiveMost = schema.path("exclusiveMaximum");
    Optional<BigDecimal> least = decimal(schema.path("minimum"));
    Optional<BigDecimal> most = decimal(schema.path("maximum"));
    // In old drafts "exclusive" is a flag beside the bound.
    boolean leastExcluded = exclusiveLeast.asBoolean(false) && exclusiveLeast.isBoolean();
    boolean mostExcluded = exclusiveMost.asBoolean(false) && exclusiveMost.isBoolean();
    Optional<BigDecimal> above = decimal(exclusiveLeast);
    if (above.isPresent() && (least.isEmpty() || above.get().compareTo(least.get()) >= 0)) {
      least = above;
      leastExcluded = true;
    }
    Optional<BigDecimal> below = decimal(exclusiveMost);
    if (below.isPresent() && (most.isEmpty() || below.get().compareTo(most.get()) <= 0)) {
      most = below;
      mostExcluded = true;
    }
    if (least.isPresent() && most.isPresent()) {
      int order = least.get().compareTo(most.get());
      if (order > 0 || (order == 0 && (leastExcluded || mostExcluded))) {
        return Node.NEVER;
      }
    }
    if (schema.has("multipleOf")) {
      // Within what a double holds exactly, so that every reader's arithmetic agrees.
      least = least.or(() -> Optional.of(LARGEST_EXACT.negate()));
      most = most.or(() -> Optional.of(LARGEST_EXACT));
    }
    return new Node.Leaf(
        new JsonNumber(new JsonNumber.Rules(integer, least, leastExcluded, most, mostExcluded)));
  }

  private static Optional<BigDecimal> decimal(JsonNode value) {
    return value.isNumber() ? Optional.of(value.decimalValue()) : Optional.empty();
  }

  private Node any() {
    Node string =
        new Node.Leaf(
            new JsonString(new JsonString.Rules(0, LONGEST_STRING, Optional.empty(), Set.of())));
    return Node.choice(
        string,
        new Node.Leaf(new JsonNumber(JsonNumber.Rules.ANY)),
        Node.text("true"),
        Node.text("false"),
        Node.text("null"),
        containers.anyObject(),
        containers.anyArray());
  }

  static int bound(JsonNode schema, String keyword, int otherwise, int most) {
    JsonNode value = schema.path(keyword);
    if (!value.isNumber()) {
      return otherwise;
    }
    return value.decimalValue().max(BigDecimal.ZERO).min(BigDecimal.valueOf(most)).intValue();
  }
}
