package dev.rigel.agent.hub;

import dev.rigel.base.RigelException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Some fields of a schema, named by a GraphQL selection: {@code { invoice_id items { amount } } }.
 * Of GraphQL only this: names, nested selections, commas and comments.
 */
public final class FieldSelection {
  private static final Pattern TOKEN =
      Pattern.compile("\\G(?:[\\s,\\uFEFF]|#[^\\n]*)*+([{}]|[A-Za-z_][A-Za-z0-9_]*|$)");
  private static final int DEEPEST = 16;
  private static final int MOST_FIELDS = 2_000;
  private static final String DEFINITIONS = "#/$defs/";

  private final Map<String, FieldSelection> fields;

  private FieldSelection(Map<String, FieldSelection> fields) {
    this.fields = fields;
  }

  /**
   * Reads a selection.
   *
   * @throws RigelException when it is none
   */
  public static FieldSelection parse(String text) {
    return new Parser(text).whole();
  }

  /**
   * The schema with only these fields; a field without a selection of its own is kept whole.
   *
   * @throws RigelException naming a field that the schema has not
   */
  public JsonNode of(JsonNode schema) {
    return select(schema, schema, "", 0)
        .orElseThrow(() -> invalid("The schema has no fields that could be selected."));
  }

  /** Empty where the schema is of something without fields. */
  private Optional<JsonNode> select(JsonNode root, JsonNode schema, String path, int depth) {
    if (depth > DEEPEST) {
      return Optional.empty();
    }
    JsonNode reference = schema.path("$ref");
    if (reference.isString() && reference.stringValue().startsWith(DEFINITIONS)) {
      String name = reference.stringValue().substring(DEFINITIONS.length());
      return select(root, root.path("$defs").path(name), path, depth + 1);
    }
    if (schema.path("properties").isObject()) {
      return Optional.of(ofObject(root, schema, path, depth));
    }
    if (schema.path("items").isObject()) {
      return select(root, schema.path("items"), path, depth + 1)
          .map(items -> ((ObjectNode) schema.deepCopy()).set("items", items));
    }
    if (schema.path("anyOf").isArray()) {
      return ofAlternatives(root, schema, path, depth);
    }
    return Optional.empty();
  }

  private JsonNode ofObject(JsonNode root, JsonNode schema, String path, int depth) {
    ObjectNode kept = (ObjectNode) schema.deepCopy();
    ObjectNode properties = kept.putObject("properties");
    fields.forEach((name, below) -> {
      String place = path.isEmpty() ? name : path + "." + name;
      JsonNode property = schema.path("properties").path(name);
      if (property.isMissingNode()) {
        throw invalid("The schema has no field " + place + ".");
      }
      properties.set(
          name,
          below.fields.isEmpty()
              ? property
              : below
                  .select(root, property, place, depth + 1)
                  .orElseThrow(() -> invalid("The field " + place + " has no fields of its own.")));
    });
    if (schema.path("required").isArray()) {
      ArrayNode required = kept.putArray("required");
      schema.path("required").values().stream()
          .filter(name -> fields.containsKey(name.asString("")))
          .forEach(required::add);
    }
    return kept;
  }

  private Optional<JsonNode> ofAlternatives(
      JsonNode root, JsonNode schema, String path, int depth) {
    ObjectNode kept = (ObjectNode) schema.deepCopy();
    ArrayNode alternatives = kept.putArray("anyOf");
    boolean any = false;
    for (JsonNode alternative : schema.path("anyOf").values()) {
      Optional<JsonNode> selected = select(root, alternative, path, depth + 1);
      any |= selected.isPresent();
      alternatives.add(selected.orElse(alternative));
    }
    return any ? Optional.of(kept) : Optional.empty();
  }

  private static RigelException invalid(String message) {
    return RigelException.invalid(message, "gql_stmt");
  }

  /** Reads from left to right. */
  private static final class Parser {
    private final Matcher tokens;
    private int count;

    private Parser(String text) {
      this.tokens = TOKEN.matcher(text);
    }

    private String next() {
      if (!tokens.find()) {
        throw invalid("The selection has a character that does not belong there.");
      }
      return tokens.group(1);
    }

    private FieldSelection whole() {
      String token = next();
      // A statement may say what it is, with or without a name.
      if (token.equals("query")) {
        token = next();
        if (!token.equals("{")) {
          token = next();
        }
      }
      if (!token.equals("{")) {
        throw invalid("The selection should begin with {.");
      }
      FieldSelection selection = block(0);
      if (!next().isEmpty()) {
        throw invalid("The selection goes on behind its end.");
      }
      return selection;
    }

    /** After the opening brace, up to its closing one. */
    private FieldSelection block(int depth) {
      if (depth > DEEPEST) {
        throw invalid("The selection is nested too deep.");
      }
      Map<String, FieldSelection> fields = new LinkedHashMap<>();
      String last = "";
      while (true) {
        String token = next();
        if (token.equals("}")) {
          if (fields.isEmpty()) {
            throw invalid("The selection has no field between its braces.");
          }
          return new FieldSelection(fields);
        }
        if (token.isEmpty()) {
          throw invalid("The selection should end with }.");
        }
        if (token.equals("{")) {
          if (last.isEmpty()) {
            throw invalid("The selection has a { without a field before it.");
          }
          fields.put(last, block(depth + 1));
          last = "";
        } else {
          if (++count > MOST_FIELDS) {
            throw invalid("The selection names too many fields.");
          }
          last = token;
          fields.put(token, new FieldSelection(Map.of()));
        }
      }
    }
  }
}
