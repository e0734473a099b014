package dev.rigel.language.constraint;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BooleanNode;

/** Makes grammars of schemas of arrays. */
final class ArrayCompiler {
  private static final int MOST_ITEMS = 10_000;

  private final JsonSchemaCompiler compiler;
  private final SchemaGuards guards;
  private final MemberSequences sequences;

  ArrayCompiler(JsonSchemaCompiler compiler, SchemaGuards guards, MemberSequences sequences) {
    this.compiler = compiler;
    this.guards = guards;
    this.sequences = sequences;
  }

  Node array(JsonNode schema, int depth) {
    JsonNode items = schema.path("items");
    // A list under "items" is how old drafts wrote prefixItems.
    JsonNode prefix = items.isArray() ? items : schema.path("prefixItems");
    JsonNode rest = items.isArray() ? schema.path("additionalItems") : items;
    if (rest.isMissingNode()) {
      rest = schema.path("unevaluatedItems");
    }
    int least = ScalarGrammars.bound(schema, "minItems", 0, MOST_ITEMS);
    int most = ScalarGrammars.bound(schema, "maxItems", MOST_ITEMS, MOST_ITEMS);
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
        contained.isPresent() ? ScalarGrammars.bound(schema, "minContains", 1, MOST_ITEMS) : 0;
    boolean closed = SchemaKeywords.isFalse(rest);
    List<MemberSequences.Element> elements = new ArrayList<>();
    for (int i = 0; i < Math.min(prefix.size(), most); i++) {
      boolean holds = closed && i < containedLeast;
      JsonNode item = holds ? both(prefix.get(i), contained.orElseThrow()) : prefix.get(i);
      elements.add(new MemberSequences.Element(compiler.node(item, depth + 1), holds || i < least));
    }
    JsonNode item = rest.isMissingNode() ? BooleanNode.TRUE : rest;
    if (!closed) {
      for (int i = 0; i < containedLeast; i++) {
        JsonNode held = both(item, contained.orElseThrow());
        elements.add(new MemberSequences.Element(compiler.node(held, depth + 1), true));
      }
      if (containedLeast > 0) {
        elements.replaceAll(element -> new MemberSequences.Element(element.node(), true));
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
    elements.replaceAll(
        element -> new MemberSequences.Element(marked(element.node(), end), element.required()));
    return new Node.Guarded(
        list(
            elements,
            new Node.Repeat(
                marked(compiler.node(item, depth + 1), end), furtherLeast, furtherMost)),
        end);
  }

  Node any() {
    return list(List.of(), new Node.Repeat(JsonSyntax.ANY, 0, MOST_ITEMS));
  }

  private Node list(List<MemberSequences.Element> elements, Node further) {
    return Node.sequence(
        Node.text("["), sequences.of(elements, further, JsonSyntax.COMMA, true), Node.text("]"));
  }

  private static Node marked(Node item, Node.End end) {
    return Node.sequence(item, new Node.Mark(end));
  }

  private static JsonNode both(JsonNode first, JsonNode second) {
    ArrayNode parts = JsonMapper.shared().createArrayNode();
    parts.add(first).add(second);
    return parts.objectNode().set("allOf", parts);
  }
}
