package dev.rigel.language.constraint;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Makes grammars of schemas of objects. */
final class ObjectCompiler {
  private static final int LONGEST_KEY = 128;
  private static final int MOST_FURTHER_PROPERTIES = 64;

  private final JsonSchemaCompiler compiler;
  private final SchemaGuards guards;
  private final MemberSequences sequences;

  ObjectCompiler(JsonSchemaCompiler compiler, SchemaGuards guards, MemberSequences sequences) {
    this.compiler = compiler;
    this.guards = guards;
    this.sequences = sequences;
  }

  Node object(JsonNode schema, int depth) {
    Map<String, JsonNode> patterns = members(schema.path("patternProperties"));
    JsonNode further = further(schema);
    boolean declared =
        schema.path("properties").properties().stream()
            .anyMatch(p -> !SchemaKeywords.isFalse(p.getValue()));
    boolean open =
        further.isMissingNode()
            ? !declared && patterns.isEmpty()
            : !SchemaKeywords.isFalse(further);
    Set<String> required = new LinkedHashSet<>();
    schema.path("required").forEach(name -> required.add(name.asString("")));
    Map<String, JsonNode> properties = members(schema.path("properties"));
    for (String name : required) {
      properties.computeIfAbsent(
          name,
          _ -> further.isMissingNode() || matchesAny(patterns, name) ? BooleanNode.TRUE : further);
    }
    int most = ScalarGrammars.bound(schema, "maxProperties", Integer.MAX_VALUE, Integer.MAX_VALUE);
    int least = ScalarGrammars.bound(schema, "minProperties", 0, MOST_FURTHER_PROPERTIES);
    if (required.size() > most) {
      return Node.NEVER;
    }
    if (most == 0) {
      return Node.text("{}");
    }
    promote(properties, required, open ? 0 : least);

    List<Node> furtherPairs = new ArrayList<>();
    patterns.forEach((pattern, value) -> {
      Node key = keyMatching(pattern, properties.keySet());
      furtherPairs.add(pair(key, compiler.node(value, depth + 1)));
    });
    if (open) {
      Node key = otherKey(schema.path("propertyNames"), properties.keySet(), patterns, depth);
      furtherPairs.add(
          pair(key, further.isObject() ? compiler.node(further, depth + 1) : JsonSyntax.ANY));
    }
    List<MemberSequences.Element> elements = declared(schema, properties, required, depth);
    Node others = others(furtherPairs, least - required.size(), most - required.size());
    if (most == Integer.MAX_VALUE) {
      return body(elements, others, JsonSyntax.COMMA);
    }
    Node.End end = guards.end(schema);
    return new Node.Guarded(
        body(elements, others, Node.sequence(new Node.Mark(end), JsonSyntax.COMMA)), end);
  }

  private static Map<String, JsonNode> members(JsonNode object) {
    Map<String, JsonNode> members = new LinkedHashMap<>();
    object.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
    return members;
  }

  /** The properties that have a place of their own. */
  private List<MemberSequences.Element> declared(
      JsonNode schema, Map<String, JsonNode> properties, Set<String> required, int depth) {
    Map<String, JsonNode> patterns = members(schema.path("patternProperties"));
    List<MemberSequences.Element> elements = new ArrayList<>();
    properties.forEach((name, value) -> {
      if (mayBeNamed(name, schema.path("propertyNames"))) {
        Node written = compiler.node(withPatterns(value, patterns, name), depth + 1);
        elements.add(
            new MemberSequences.Element(
                pair(JsonSyntax.key(name), written), required.contains(name)));
      } else if (required.contains(name)) {
        elements.add(new MemberSequences.Element(Node.NEVER, true));
      }
    });
    return elements;
  }

  /** Pairs without a place of their own, within what their number may be. */
  private static Node others(List<Node> pairs, int least, int most) {
    if (pairs.isEmpty()) {
      return new Node.Repeat(Node.NOTHING, 0, 0);
    }
    int bounded = Math.clamp(most, 0, MOST_FURTHER_PROPERTIES);
    return new Node.Repeat(
        pairs.size() == 1 ? pairs.getFirst() : new Node.Choice(pairs),
        Math.clamp(least, 0, bounded),
        bounded);
  }

  Node any() {
    Node key =
        new Node.Leaf(
            new JsonString(new JsonString.Rules(0, LONGEST_KEY, Optional.empty(), Set.of())));
    return body(
        List.of(),
        new Node.Repeat(pair(key, JsonSyntax.ANY), 0, MOST_FURTHER_PROPERTIES),
        JsonSyntax.COMMA);
  }

  private Node body(List<MemberSequences.Element> elements, Node further, Node comma) {
    return Node.sequence(
        Node.text("{"), sequences.of(elements, further, comma, false), Node.text("}"));
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
      if (!SchemaKeywords.isFalse(property.getValue())) {
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
    ObjectNode both = JsonMapper.shared().createObjectNode();
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
      Node key = compiler.node(SchemaMerging.merged(string, names), depth + 1);
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
    return Node.sequence(key, JsonSyntax.COLON, value);
  }
}
