package dev.rigel.language.constraint;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

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

  private static final int DEEPEST = 64;
  private static final int LONGEST_KEY_OF_A_RULE = 20_000;
  private static final long MOST_NANOS = 1_000_000_000;

  private record Pending(String rule, JsonNode schema) {}

  private final SchemaReferences references;
  private final SchemaGuards guards;
  private final LiteralGrammars literals = new LiteralGrammars();
  private final ObjectCompiler objects;
  private final ArrayCompiler arrays;
  private final Map<String, Node> rules = new LinkedHashMap<>();
  private final Deque<Pending> pending = new ArrayDeque<>();
  private final boolean anyType;
  private final long start = System.nanoTime();
  private int schemas;

  private JsonSchemaCompiler(JsonNode root, boolean anyType) {
    this.anyType = anyType;
    references = new SchemaReferences(root);
    guards = new SchemaGuards(root);
    MemberSequences sequences = new MemberSequences(rules);
    objects = new ObjectCompiler(this, guards, sequences);
    arrays = new ArrayCompiler(this, guards, sequences);
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
    compiler.rules.put(JsonSyntax.ANY_RULE, compiler.any());
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
      return schema.booleanValue() ? JsonSyntax.ANY : Node.NEVER;
    }
    if (!schema.isObject()) {
      throw new IllegalArgumentException("a part of it is neither an object nor true or false");
    }
    for (String keyword : List.of("$ref", "$dynamicRef", "$recursiveRef")) {
      if (schema.path(keyword).isString()
          && !SchemaKeywords.hasRules(SchemaMerging.without(schema, keyword))) {
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
      return guards.guarded(JsonSyntax.ANY, schema);
    }
    JsonNode merged = references.merged(schema);
    if (merged.isBoolean()) {
      return node(merged, depth);
    }
    if (!SchemaKeywords.needGuard(merged)) {
      return alternatives(merged, depth);
    }
    if (merged.has("enum") || merged.has("const")) {
      return literals.oneOf(
          LiteralGrammars.allowed(merged).stream()
              .filter(value -> guards.satisfies(value, merged))
              .toList());
    }
    return guards.guarded(alternatives(merged, depth), merged);
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
        JsonNode base = SchemaMerging.without(schema, keyword);
        return branches(
            schemas > MANY_SCHEMAS ? base : SchemaMerging.freed(base), schema.path(keyword), depth);
      }
    }
    if (schema.has("const") || schema.path("enum").isArray()) {
      return literals.oneOf(LiteralGrammars.allowed(schema));
    }
    List<Node> types = new ArrayList<>();
    for (String type :
        anyType && !schema.has("type") ? SchemaTypes.ALL : SchemaTypes.written(schema)) {
      types.add(typed(type, schema, depth));
    }
    return types.size() == 1 ? types.getFirst() : new Node.Choice(types);
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

  private Node branches(JsonNode base, JsonNode branches, int depth) {
    boolean mixed = SchemaKeywords.hasRules(base);
    List<Node> nodes = new ArrayList<>();
    for (JsonNode branch : branches) {
      JsonNode alone = SchemaReferences.checked(branch);
      nodes.add(
          node(mixed ? SchemaMerging.merged(base, references.resolved(alone)) : alone, depth + 1));
    }
    return new Node.Choice(nodes);
  }

  private Node typed(String type, JsonNode schema, int depth) {
    return switch (type) {
      case "object" -> objects.object(schema, depth);
      case "array" -> arrays.array(schema, depth);
      case "string" -> ScalarGrammars.string(schema);
      case "number" -> ScalarGrammars.number(schema, false);
      case "integer" -> ScalarGrammars.number(schema, true);
      case "boolean" -> Node.choice(Node.text("true"), Node.text("false"));
      case "null" -> Node.text("null");
      default ->
          throw new IllegalArgumentException(
              "it names the unknown type " + SchemaReferences.shortened(type));
    };
  }

  private Node any() {
    return Node.choice(
        ScalarGrammars.anyString(),
        new Node.Leaf(new JsonNumber(JsonNumber.Rules.ANY)),
        Node.text("true"),
        Node.text("false"),
        Node.text("null"),
        objects.any(),
        arrays.any());
  }
}
