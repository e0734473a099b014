package dev.rigel.language.constraint;

import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes a grammar of a JSON schema. What it allows is valid but for the keywords that {@link
 * SchemaKeywords} lists, and it is narrower than JSON: no white space but one space after a comma
 * or a colon, properties in their declared order, and none that are not declared unless the schema
 * speaks of them.
 */
final class JsonSchemaCompiler {
  private static final int MOST_SCHEMAS = 20_000;
  private static final int MOST_OPTIONS = 10_000;
  private static final int DEEPEST = 64;
  private static final int MOST_REFERENCES_IN_A_ROW = 16;

  /** Bounds where the schema has none, so that no model can go on for ever. */
  private static final int LONGEST_STRING = 16_384;

  private static final int LONGEST_KEY = 128;
  private static final int MOST_ITEMS = 10_000;
  private static final int MOST_FURTHER_PROPERTIES = 64;

  private static final Set<String> ANNOTATIONS =
      Set.of(
          "$schema",
          "$id",
          "id",
          "$comment",
          "$defs",
          "definitions",
          "title",
          "description",
          "default",
          "examples",
          "example",
          "deprecated",
          "readOnly",
          "writeOnly");

  private static final Node SPACE = Node.optional(Node.text(" "));
  private static final Node COMMA = Node.sequence(Node.text(","), SPACE);
  private static final Node COLON = Node.sequence(Node.text(":"), SPACE);
  private static final Node ANY = new Node.Rule("any");

  private record Reference(String rule, JsonNode schema) {}

  private final SchemaReferences references;
  private final Map<String, Node> rules = new HashMap<>();
  private final Deque<Reference> pending = new ArrayDeque<>();
  private int schemas;
  private int options;
  private int containers;

  private JsonSchemaCompiler(JsonNode root) {
    references = new SchemaReferences(root);
  }

  /**
   * @throws IllegalArgumentException with a message for the author of the schema
   */
  static Grammar compile(JsonNode schema) {
    JsonSchemaCompiler compiler = new JsonSchemaCompiler(schema);
    compiler.rules.put("any", compiler.any());
    Node start = compiler.node(schema, 0);
    while (!compiler.pending.isEmpty()) {
      Reference next = compiler.pending.remove();
      compiler.rules.put(next.rule(), compiler.node(next.schema(), 0));
    }
    return Grammar.of(start, compiler.rules);
  }

  private Node node(JsonNode schema, int depth) {
    if (++schemas > MOST_SCHEMAS) {
      throw new IllegalArgumentException("it has more than " + MOST_SCHEMAS + " parts");
    }
    if (depth > DEEPEST) {
      throw new IllegalArgumentException("it is nested deeper than " + DEEPEST + " levels");
    }
    if (schema.isBoolean()) {
      return schema.booleanValue() ? ANY : Node.NEVER;
    }
    if (!schema.isObject()) {
      throw new IllegalArgumentException("a part of it is neither an object nor true or false");
    }
    if (schema.has("$ref")) {
      JsonNode rest = without(schema, "$ref");
      return hasRules(rest)
          ? node(resolved(schema), depth + 1)
          : reference(schema.path("$ref").asString(""));
    }
    if (schema.path("allOf").isArray()) {
      JsonNode all = without(schema, "allOf");
      for (JsonNode part : schema.path("allOf")) {
        all = SchemaReferences.merged(all, resolved(part));
      }
      return node(all, depth + 1);
    }
    for (String keyword : List.of("anyOf", "oneOf")) {
      if (schema.path(keyword).isArray()) {
        return branches(without(schema, keyword), schema.path(keyword), depth);
      }
    }
    if (schema.has("const")) {
      return literals(List.of(schema.path("const")));
    }
    if (schema.path("enum").isArray()) {
      return literals(allowed(schema));
    }
    List<Node> types = new ArrayList<>();
    for (String type : SchemaTypes.written(schema)) {
      types.add(typed(type, schema, depth));
    }
    return types.size() == 1 ? types.getFirst() : new Node.Choice(types);
  }

  private Node reference(String target) {
    JsonNode schema = references.resolve(target);
    String rule = "ref " + target;
    if (rules.putIfAbsent(rule, Node.NEVER) == null) {
      pending.add(new Reference(rule, schema));
    }
    return new Node.Rule(rule);
  }

  /** The schema with what it refers to in place of the reference. */
  private JsonNode resolved(JsonNode schema) {
    JsonNode at = schema;
    for (int i = 0; at.has("$ref"); i++) {
      if (i > MOST_REFERENCES_IN_A_ROW) {
        throw new IllegalArgumentException("its references go round in a circle");
      }
      at =
          SchemaReferences.merged(
              checked(references.resolve(at.path("$ref").asString(""))), without(at, "$ref"));
    }
    return checked(at);
  }

  private static JsonNode checked(JsonNode schema) {
    if (!schema.isObject() && !schema.isBoolean()) {
      throw new IllegalArgumentException("a part of it is neither an object nor true or false");
    }
    return schema;
  }

  private Node branches(JsonNode base, JsonNode branches, int depth) {
    boolean mixed = hasRules(base);
    List<Node> nodes = new ArrayList<>();
    for (JsonNode branch : branches) {
      nodes.add(node(mixed ? SchemaReferences.merged(base, resolved(branch)) : branch, depth + 1));
    }
    return new Node.Choice(nodes);
  }

  private static boolean hasRules(JsonNode schema) {
    return schema.isObject()
        && schema.properties().stream().anyMatch(m -> !ANNOTATIONS.contains(m.getKey()));
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
            parts.add(key(member.getKey()));
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
      case "object" -> object(schema, depth);
      case "array" -> array(schema, depth);
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
    return new Node.Leaf(
        new JsonNumber(new JsonNumber.Rules(integer, least, leastExcluded, most, mostExcluded)));
  }

  private static Optional<BigDecimal> decimal(JsonNode value) {
    return value.isNumber() ? Optional.of(value.decimalValue()) : Optional.empty();
  }

  private Node object(JsonNode schema, int depth) {
    JsonNode properties = schema.path("properties");
    JsonNode further = schema.path("additionalProperties");
    boolean open = further.isMissingNode() ? properties.isEmpty() : !isFalse(further);
    Node furtherValue = further.isObject() ? node(further, depth + 1) : ANY;
    Set<String> required = new LinkedHashSet<>();
    schema.path("required").forEach(name -> required.add(name.asString("")));
    Map<String, Node> values = new java.util.LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> property : properties.properties()) {
      values.put(property.getKey(), node(property.getValue(), depth + 1));
    }
    for (String name : required) {
      // A name that is required and not declared may still be forbidden.
      values.putIfAbsent(name, further.isMissingNode() || open ? furtherValue : Node.NEVER);
    }
    int least = bound(schema, "minProperties", 0, MOST_FURTHER_PROPERTIES);
    int most = bound(schema, "maxProperties", Integer.MAX_VALUE, Integer.MAX_VALUE);
    Node furtherPair =
        Node.sequence(
            new Node.Leaf(
                new JsonString(
                    new JsonString.Rules(1, LONGEST_KEY, Optional.empty(), values.keySet()))),
            COLON,
            furtherValue);
    int furtherMost =
        open ? Math.clamp((long) most - required.size(), 0, MOST_FURTHER_PROPERTIES) : 0;
    List<Element> elements = new ArrayList<>();
    values.forEach((name, value) ->
        elements.add(new Element(Node.sequence(key(name), COLON, value), required.contains(name))));
    int furtherLeast = open ? Math.max(0, least - values.size()) : 0;
    return Node.sequence(
        Node.text("{"),
        elements(elements, new Node.Repeat(furtherPair, furtherLeast, furtherMost), false),
        Node.text("}"));
  }

  private Node array(JsonNode schema, int depth) {
    JsonNode items = schema.path("items");
    // A list under "items" is how old drafts wrote prefixItems.
    JsonNode prefix = items.isArray() ? items : schema.path("prefixItems");
    JsonNode rest = items.isArray() ? schema.path("additionalItems") : items;
    int least = bound(schema, "minItems", 0, MOST_ITEMS);
    int most = bound(schema, "maxItems", MOST_ITEMS, MOST_ITEMS);
    if (least > most) {
      return Node.NEVER;
    }
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < Math.min(prefix.size(), most); i++) {
      elements.add(new Element(node(prefix.get(i), depth + 1), i < least));
    }
    boolean closed = isFalse(rest);
    Node item = rest.isMissingNode() ? ANY : node(rest, depth + 1);
    int furtherLeast = Math.max(0, least - elements.size());
    int furtherMost = closed ? 0 : most - elements.size();
    Node further =
        furtherLeast > furtherMost ? Node.NEVER : new Node.Repeat(item, furtherLeast, furtherMost);
    return Node.sequence(Node.text("["), elements(elements, further, true), Node.text("]"));
  }

  /** A member of an object or list that stands at a certain place. */
  private record Element(Node node, boolean required) {}

  /**
   * Elements in their order with commas between them, those that are not required left out at will.
   * Two rules a place: nothing has been written before it, or something has.
   *
   * @param further what may follow, again and again
   * @param inOrder whether nothing may follow an element that is left out
   */
  private Node elements(List<Element> elements, Node further, boolean inOrder) {
    String prefix = "c" + containers++ + " ";
    int count = elements.size();
    rules.put(prefix + "later " + count, following(further));
    rules.put(prefix + "first " + count, beginning(further));
    for (int i = count - 1; i >= 0; i--) {
      Element element = elements.get(i);
      Node later = new Node.Rule(prefix + "later " + (i + 1));
      Node written = Node.sequence(element.node(), later);
      Node writtenLater = Node.sequence(COMMA, element.node(), later);
      Node left = inOrder ? Node.NOTHING : new Node.Rule(prefix + "first " + (i + 1));
      Node leftLater = inOrder ? Node.NOTHING : later;
      rules.put(prefix + "first " + i, element.required() ? written : Node.choice(written, left));
      rules.put(
          prefix + "later " + i,
          element.required() ? writtenLater : Node.choice(writtenLater, leftLater));
    }
    return new Node.Rule(prefix + "first 0");
  }

  private static Node following(Node further) {
    return further instanceof Node.Repeat(Node part, int least, int most)
        ? new Node.Repeat(Node.sequence(COMMA, part), least, most)
        : further;
  }

  private static Node beginning(Node further) {
    if (!(further instanceof Node.Repeat(Node part, int least, int most))) {
      return further;
    }
    if (most == 0) {
      return Node.NOTHING;
    }
    Node some =
        Node.sequence(
            part, new Node.Repeat(Node.sequence(COMMA, part), Math.max(0, least - 1), most - 1));
    return least == 0 ? Node.optional(some) : some;
  }

  private Node any() {
    Node string =
        new Node.Leaf(
            new JsonString(new JsonString.Rules(0, LONGEST_STRING, Optional.empty(), Set.of())));
    Node key =
        new Node.Leaf(
            new JsonString(new JsonString.Rules(0, LONGEST_KEY, Optional.empty(), Set.of())));
    Node pair = Node.sequence(key, COLON, ANY);
    return Node.choice(
        string,
        new Node.Leaf(new JsonNumber(JsonNumber.Rules.ANY)),
        Node.text("true"),
        Node.text("false"),
        Node.text("null"),
        Node.sequence(
            Node.text("{"),
            elements(List.of(), new Node.Repeat(pair, 0, MOST_FURTHER_PROPERTIES), false),
            Node.text("}")),
        Node.sequence(
            Node.text("["),
            elements(List.of(), new Node.Repeat(ANY, 0, MOST_ITEMS), false),
            Node.text("]")));
  }

  private static Node key(String name) {
    return Node.text(quoted(name));
  }

  private static String quoted(String text) {
    return tools.jackson.databind.node.StringNode.valueOf(text).toString();
  }

  private static boolean isFalse(JsonNode schema) {
    return schema.isBoolean() && !schema.booleanValue();
  }

  private static int bound(JsonNode schema, String keyword, int otherwise, int most) {
    JsonNode value = schema.path(keyword);
    if (!value.isNumber()) {
      return otherwise;
    }
    return value.decimalValue().max(BigDecimal.ZERO).min(BigDecimal.valueOf(most)).intValue();
  }
}
