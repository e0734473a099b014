package dev.rigel.tools.extract;

import dev.rigel.tools.CallContext;
import dev.rigel.tools.language.Author;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Asks the language model for fields that no rule found. */
final class ModelFields {
  private static final String SYSTEM =
      "You extract fields from the text of a document. Copy values exactly as they stand in the text."
          + " Use null for a field that is not in the text. Never guess.";

  private static final int TOKENS_PER_FIELD = 48;
  private static final int TOKENS_PER_LIST = 300;

  private final Author author;
  private final JsonMapper json = JsonMapper.shared();

  ModelFields(Author author) {
    this.author = author;
  }

  /** The values that the model found, by name. */
  Map<String, Object> find(List<Field> fields, String text, CallContext context) {
    StringBuilder task = new StringBuilder("Extract as JSON:");
    int tokens = 32;
    for (Field field : fields) {
      task.append("\n- ").append(field.path()).append(" (").append(described(field)).append(")");
      tokens += field.kind().isList() ? TOKENS_PER_LIST : TOKENS_PER_FIELD;
    }
    String answer =
        author.json(SYSTEM, task.toString(), text, schema(fields), tokens, context).text();
    return values(fields, answer);
  }

  private static String described(Field field) {
    String kind = field.kind() == FieldKind.DATE ? "date as YYYY-MM-DD" : field.kind().jsonType();
    return field.description().isEmpty() ? kind : kind + ": " + field.description();
  }

  private ObjectNode schema(List<Field> fields) {
    ObjectNode schema = json.createObjectNode().put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    ArrayNode required = schema.putArray("required");
    for (Field field : fields) {
      ObjectNode property = properties.putObject(field.path());
      if (field.kind().isList()) {
        property.put("type", "array");
        property
            .putObject("items")
            .put("type", field.kind() == FieldKind.NUMBERS ? "number" : "string");
      } else {
        property.putArray("type").add(field.kind().jsonType()).add("null");
      }
      required.add(field.path());
    }
    return schema.put("additionalProperties", false);
  }

  private Map<String, Object> values(List<Field> fields, String answer) {
    Map<String, Object> values = new LinkedHashMap<>();
    JsonNode object;
    try {
      object = json.readTree(Author.object(answer).orElse("{}"));
    } catch (JacksonException e) {
      return values;
    }
    for (Field field : fields) {
      JsonNode node = object.get(field.path());
      if (node != null) {
        value(field.kind(), node).ifPresent(value -> values.put(field.path(), value));
      }
    }
    return values;
  }

  private static Optional<Object> value(FieldKind kind, JsonNode node) {
    return switch (kind) {
      case NUMBER -> node.isNumber() ? Optional.of(node.asDouble()) : Optional.empty();
      case INTEGER ->
          node.isIntegralNumber() ? Optional.of(node.bigIntegerValue()) : Optional.empty();
      case BOOLEAN -> node.isBoolean() ? Optional.of(node.asBoolean()) : Optional.empty();
      case TEXT, DATE, EMAIL, PHONE, URL, IBAN ->
          node.isString() && !node.asString().isBlank()
              ? Optional.of(node.asString().strip())
              : Optional.empty();
      case TEXTS, NUMBERS -> list(kind, node);
    };
  }

  private static Optional<Object> list(FieldKind kind, JsonNode node) {
    if (!node.isArray()) {
      return Optional.empty();
    }
    List<Object> items = new ArrayList<>();
    FieldKind item = kind == FieldKind.NUMBERS ? FieldKind.NUMBER : FieldKind.TEXT;
    node.forEach(element -> value(item, element).ifPresent(items::add));
    return Optional.of(List.copyOf(items));
  }
}
