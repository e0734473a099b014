package dev.rigel.language.constraint;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Makes grammars of schemas of objects and arrays. */
final class ContainerCompiler {
  private static final int LONGEST_KEY = 128;
  private static final int MOST_ITEMS = 10_000;
  private static final int MOST_FURTHER_PROPERTIES = 64;

  private final JsonSchemaCompiler compiler;
  private final SchemaGuards guards;
  private final Map<String, Node> rules;
  private int containers;

  /**
   * @param rules where rules of a container's places are put
   */
  ContainerCompiler(JsonSchemaCompiler compiler, SchemaGuards guards, Map<String, Node> rules) {
    this.compiler = compiler;
    this.guards = guards;
    this.rules = rules;
  }

  // --- objects ---

  Node object(JsonNode schema, int depth) {
    Map<String, JsonNode> patterns = new LinkedHashMap<>();
    schema
        .path("patternProperties")
        .properties()
        .forEach(member -> patterns.put(member.getKey(), member.getValue()));
    JsonNode further = further(schema);
    boolean declared =
        schema.path("properties").properties().stream().anyMatch(p -> !isFalse(p.getValue()));
    boolean open = further.isMissingNode() ? !declared && patterns.isEmpty() : !isFalse(further);
    Set<String> required = new LinkedHashSet<>();
    schema.path("required").forEach(name -> required.add(name.asString("")));

    Map<String, JsonNode> properties = new LinkedHashMap<>();
    schema
        .path("properties")
        .properties()
        .forEach(member -> properties.put(member.getKey(), member.getValue()));
    for (String name : required) {
      properties.computeIfAbsent(
          name, _ -> further.isMissingNode() || matchesAny(patterns, name) ? truth() : further);
    }
    int most =
        JsonSchemaCompiler.bound(schema, "maxProperties", Integer.MAX_VALUE, Integer.MAX_VALUE);
    int least = JsonSchemaCompiler.bound(schema, "minProperties", 0, MOST_FURTHER_PROPERTIES);
    if (required.size() > most) {
      return Node.NEVER;
    }
    promote(properties, required, open ? 0 : least);

    List<Node> furtherPairs = new ArrayList<>();
    patterns.forEach((pattern, value) -> {
      Node key = keyMatching(pattern, properties.keySet());
      furtherPairs.add(pair(key, compiler.node(value, depth + 1)));
    });
    if (open) {
      Node value = further.isObject() ? compiler.node(further, depth + 1) : JsonSchemaCompiler.ANY;
      furtherPairs.add(
          pair(
              otherKey(schema.path("propertyNames"), properties.keySet(), patterns, depth), value));
    }

    List<Element> elements = new ArrayList<>();
    properties.forEach((name, value) -> {
      if (mayBeNamed(name, schema.path("propertyNames"))) {
        Node written = compiler.node(withPatterns(value, patterns, name), depth + 1);
        elements.add(new Element(pair(key(name), written), required.contains(name)));
      } else if (required.contains(name)) {
        elements.add(new Element(Node.NEVER, true));
      }
    });
    boolean furtherAllowed = !furtherPairs.isEmpty();
    int furtherMost =
        furtherAllowed ? Math.clamp((long) most - required.size(), 0, MOST_FURTHER_PROPERTIES) : 0;
    int furtherLeast = furtherAllowed ? Math.max(0, least - required.size()) : 0;
    Node furtherPair =
        furtherPairs.size() == 1 ? furtherPairs.getFirst() : new Node.Choice(furtherPairs);
    if (most == Integer.MAX_VALUE) {
      return body(
          elements,
          new Node.Repeat(furtherPair, Math.min(furtherLeast, furtherMost), furtherMost),
          JsonSchemaCompiler.COMMA);
    }
    if (most == 0) {
      return Node.text("{}");
    }
    Node.End end = guards.end(schema);
    return new Node.Guarded(
        body(
            elements,
            new Node.Repeat(furtherPair, Math.min(furtherLeast, furtherMost), furtherMost),
            Node.sequence(new Node.Mark(end), JsonSchemaCompiler.COMMA)),
        end);
  }

  Node anyObject() {
    Node key =
        new Node.Leaf(
            new JsonString(new JsonString.Rules(0, LONGEST_KEY, Optional.empty(), Set.of())));
    return body(
        List.of(),
        new Node.Repeat(pair(key, JsonSchemaCompiler.ANY), 0, MOST_FURTHER_PROPERTIES),
        JsonSchemaCompiler.COMMA);
  }

  private Node body(List<Element> elements, Node further, Node comma) {
    return Node.sequence(Node.text("{"), elements(elements, further, comma, false), Node.text("}"));
  }

  /**
   * What properties that are not declared must be; missing where the schema does not speak of it.
   */
  private static JsonNode further(JsonNode schema) {
    return schema.has("additionalProperties")
        ? schema.path("additionalProperties")
        : schema.path("unevaluatedProperties");
  }

  /** Makes optional properties required, the first ones first, until so many are there. */
  private static void promote(Map<String, JsonNode> properties, Set<String> required, int least) {
    if (least < 2) {
      return;
    }
    for (Map.Entry<String, JsonNode> property : properties.entrySet()) {
      if (required.size() >= least) {
        return;
      }
      if (!isFalse(property.getValue())) {
        required.add(property.getKey());
      }
    }
  }

  private boolean mayBeNamed(String name, JsonNode names) {
    return names.isMissingNode() || guards.satisfies(StringNode.valueOf(name), names);
  }

  private static boolean matchesAny(Map<String, JsonNode> patterns, String name) {
    return patterns.keySet().stream().anyMatch(pattern -> SchemaGuards.matches(pattern, name));
  }

  /** A declared property's schema, with those of the patterns that its name matches. */
  private static JsonNode withPatterns(
      JsonNode value, Map<String, JsonNode> patterns, String name) {
    List<JsonNode> all = new ArrayList<>(List.of(value));
    patterns.forEach((pattern, schema) -> {
      if (SchemaGuards.matches(pattern, name)) {
        all.add(schema);
      }
    });
    if (all.size() == 1) {
      return value;
    }
    ObjectNode both = tools.jackson.databind.json.JsonMapper.shared().createObjectNode();
    all.forEach(both.putArray("allOf")::add);
    return both;
  }

  private static Node keyMatching(String pattern, Set<String> excluded) {
    Optional<PatternParser.Texts> texts = PatternParser.parse(pattern);
    Node key =
        new Node.Leaf(
            new JsonString(
                new JsonString.Rules(
                    0, LONGEST_KEY, texts.map(PatternParser.Texts::grammar), excluded)));
    return texts.map(PatternParser.Texts::exact).orElse(false)
        ? key
        : new Node.Guarded(key, SchemaGuards.keyLike(pattern));
  }

  private Node otherKey(
      JsonNode names, Set<String> excluded, Map<String, JsonNode> patterns, int depth) {
    if (names.isObject() && SchemaKeywords.hasRules(names)) {
      ObjectNode string = ((ObjectNode) names).objectNode().put("type", "string");
      Node key = compiler.node(SchemaReferences.merged(string, names), depth + 1);
      return SchemaGuards.otherKey(key, excluded, List.copyOf(patterns.keySet()));
    }
    Node key =
        new Node.Leaf(
            new JsonString(new JsonString.Rules(1, LONGEST_KEY, Optional.empty(), excluded)));
    return patterns.isEmpty()
        ? key
        : SchemaGuards.otherKey(key, Set.of(), List.copyOf(patterns.keySet()));
  }

  private static Node pair(Node key, Node value) {
    return Node.sequence(key, JsonSchemaCompiler.COLON, value);
  }

  /** A property's name as it is written. */
  static Node key(String name) {
    return Node.text(StringNode.valueOf(name).toString());
  }

  // --- arrays ---

  Node array(JsonNode schema, int depth) {
    JsonNode items = schema.path("items");
    // A list under "items" is how old drafts wrote prefixItems.
    JsonNode prefix = items.isArray() ? items : schema.path("prefixItems");
    JsonNode rest = items.isArray() ? schema.path("additionalItems") : items;
    if (rest.isMissingNode()) {
      rest = schema.path("unevaluatedItems");
    }
    int least = JsonSchemaCompiler.bound(schema, "minItems", 0, MOST_ITEMS);
    int most = JsonSchemaCompiler.bound(schema, "maxItems", MOST_ITEMS, MOST_ITEMS);
    boolean distinct = schema.path("uniqueItems").asBoolean(false);
    if (distinct && rest.path("enum").isArray()) {
      most = Math.min(most, prefix.size() + rest.path("enum").size());
    }
    if (least > most) {
      return Node.NEVER;
    }
    Optional<JsonNode> contained =
        schema.has("contains") ? Optional.of(schema.path("contains")) : Optional.empty();
    int containedLeast =
        contained.isPresent() ? JsonSchemaCompiler.bound(schema, "minContains", 1, MOST_ITEMS) : 0;
    boolean closed = isFalse(rest);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < Math.min(prefix.size(), most); i++) {
      boolean holds = closed && i < containedLeast;
      JsonNode item = holds ? both(prefix.get(i), contained.orElseThrow()) : prefix.get(i);
      elements.add(new Element(compiler.node(item, depth + 1), holds || i < least));
    }
    JsonNode item = rest.isMissingNode() ? truth() : rest;
    if (!closed) {
      for (int i = 0; i < containedLeast; i++) {
        JsonNode held = both(item, contained.orElseThrow());
        elements.add(new Element(compiler.node(held, depth + 1), true));
      }
      if (containedLeast > 0) {
        elements.replaceAll(element -> new Element(element.node(), true));
      }
    }
    int furtherLeast = Math.max(0, least - elements.size());
    int furtherMost = closed ? 0 : most - elements.size();
    if (furtherMost < 0 || furtherLeast > furtherMost) {
      return Node.NEVER;
    }
    Node further = new Node.Repeat(compiler.node(item, depth + 1), furtherLeast, furtherMost);
    if (!distinct) {
      return list(elements, further);
    }
    Node.End end = guards.end(schema);
    elements.replaceAll(element -> new Element(marked(element.node(), end), element.required()));
    return new Node.Guarded(
        list(
            elements,
            new Node.Repeat(
                marked(compiler.node(item, depth + 1), end), furtherLeast, furtherMost)),
        end);
  }

  Node anyArray() {
    return list(List.of(), new Node.Repeat(JsonSchemaCompiler.ANY, 0, MOST_ITEMS));
  }

  private Node list(List<Element> elements, Node further) {
    return Node.sequence(
        Node.text("["),
        elements(elements, further, JsonSchemaCompiler.COMMA, true),
        Node.text("]"));
  }

  private static Node marked(Node item, Node.End end) {
    return Node.sequence(item, new Node.Mark(end));
  }

  private static JsonNode both(JsonNode first, JsonNode second) {
    ArrayNode parts = tools.jackson.databind.json.JsonMapper.shared().createArrayNode();
    parts.add(first).add(second);
    return parts.objectNode().set("allOf", parts);
  }

  private static JsonNode truth() {
    return tools.jackson.databind.node.BooleanNode.TRUE;
  }

  private static boolean isFalse(JsonNode schema) {
    return schema.isBoolean() && !schema.booleanValue();
  }

  // --- both ---

  /** A member of an object or list that stands at a certain place. */
  private record Element(Node node, boolean required) {}

  /**
   * Elements in their order with commas between them, those that are not required left out at will.
   * Two rules a place: nothing has been written before it, or something has.
   *
   * @param further what may follow, again and again
   * @param inOrder whether nothing may follow an element that is left out
   */
  private Node elements(List<Element> elements, Node further, Node comma, boolean inOrder) {
    String prefix = "c" + containers++ + " ";
    int count = elements.size();
    rules.put(prefix + "later " + count, following(further, comma));
    rules.put(prefix + "first " + count, beginning(further, comma));
    for (int i = count - 1; i >= 0; i--) {
      Element element = elements.get(i);
      Node later = new Node.Rule(prefix + "later " + (i + 1));
      Node written = Node.sequence(element.node(), later);
      Node writtenLater = Node.sequence(comma, element.node(), later);
      Node left = inOrder ? Node.NOTHING : new Node.Rule(prefix + "first " + (i + 1));
      Node leftLater = inOrder ? Node.NOTHING : later;
      rules.put(prefix + "first " + i, element.required() ? written : Node.choice(written, left));
      rules.put(
          prefix + "later " + i,
          element.required() ? writtenLater : Node.choice(writtenLater, leftLater));
    }
    return new Node.Rule(prefix + "first 0");
  }

  private static Node following(Node further, Node comma) {
    return further instanceof Node.Repeat(Node part, int least, int most)
        ? new Node.Repeat(Node.sequence(comma, part), least, most)
        : further;
  }

  private static Node beginning(Node further, Node comma) {
    if (!(further instanceof Node.Repeat(Node part, int least, int most))) {
      return further;
    }
    if (most == 0) {
      return Node.NOTHING;
    }
    Node some =
        Node.sequence(
            part, new Node.Repeat(Node.sequence(comma, part), Math.max(0, least - 1), most - 1));
    return least == 0 ? Node.optional(some) : some;
  }
}
