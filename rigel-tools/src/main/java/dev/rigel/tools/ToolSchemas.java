package dev.rigel.tools;

import dev.rigel.program.Parameter;
import dev.rigel.program.ToolSignature;
import dev.rigel.program.Type;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes declarations as JSON schemas, for MCP and function calling. Media travel as references
 * ({@code img_1a2b3c}), regions as objects with {@code xywh}.
 */
public final class ToolSchemas {
  private final JsonMapper json = JsonMapper.shared();

  /** {@code {name, description, inputSchema}}. */
  public ObjectNode of(Tool tool) {
    ToolSignature signature = tool.signature();
    ObjectNode schema = json.createObjectNode();
    schema.put("name", signature.name());
    schema.put("description", description(tool));
    schema.set("inputSchema", input(signature));
    return schema;
  }

  private ObjectNode input(ToolSignature signature) {
    ObjectNode input = json.createObjectNode().put("type", "object");
    ObjectNode properties = input.putObject("properties");
    ArrayNode required = json.createArrayNode();
    for (Parameter parameter : signature.parameters()) {
      properties.set(parameter.name(), property(parameter));
      if (parameter.isRequired()) {
        required.add(parameter.name());
      }
    }
    input.set("required", required);
    return input.put("additionalProperties", false);
  }

  private ObjectNode property(Parameter parameter) {
    ObjectNode property = type(parameter.type());
    property.put("description", parameter.comment());
    if (!parameter.words().isEmpty()) {
      ArrayNode words = property.putArray("enum");
      parameter.words().forEach(words::add);
    }
    parameter
        .defaultText()
        .filter(text -> !text.equals("None"))
        .ifPresent(text -> property.set("default", literal(text)));
    return property;
  }

  /** A default as written in Python is JSON but for its words. */
  private JsonNode literal(String text) {
    return switch (text) {
      case "True" -> json.readTree("true");
      case "False" -> json.readTree("false");
      default -> json.readTree(text);
    };
  }

  private ObjectNode type(Type type) {
    ObjectNode schema = json.createObjectNode();
    return switch (type) {
      case Type.Plain plain -> plain(plain, schema);
      case Type.ListOf list -> array(schema, list.element());
      case Type.SetOf set -> array(schema, set.element());
      case Type.TupleOf _ -> schema.put("type", "array");
      case Type.DictOf _, Type.RecordOf _ -> schema.put("type", "object");
      case Type.ObjectOf object -> object(object.name(), schema);
      case Type.UnionOf union -> {
        ArrayNode options = schema.putArray("anyOf");
        union.options().forEach(option -> options.add(type(option)));
        yield schema;
      }
      case Type.FunctionOf _ -> throw new IllegalArgumentException("no tool takes a function");
    };
  }

  private static ObjectNode plain(Type.Plain type, ObjectNode schema) {
    return switch (type) {
      case ANY -> schema;
      case NONE -> schema.put("type", "null");
      case BOOL -> schema.put("type", "boolean");
      case INT -> schema.put("type", "integer");
      case FLOAT -> schema.put("type", "number");
      case STR -> schema.put("type", "string");
    };
  }

  private ObjectNode array(ObjectNode schema, Type element) {
    schema.put("type", "array");
    schema.set("items", type(element));
    return schema;
  }

  private static ObjectNode object(String name, ObjectNode schema) {
    if (!name.equals("Region")) {
      return schema.put("type", "string").put("format", name.toLowerCase(Locale.ROOT) + "-ref");
    }
    schema.put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    properties.putObject("label").put("type", "string");
    properties.putObject("text").put("type", "string");
    properties.putObject("page").put("type", "integer");
    ObjectNode box = properties.putObject("xywh").put("type", "array");
    box.putObject("items").put("type", "number");
    box.put("minItems", 4).put("maxItems", 4);
    schema.putArray("required").add("xywh");
    return schema;
  }

  private static String description(Tool tool) {
    Tool.Card card = tool.card();
    return String.join(" ", tool.signature().purpose(), card.use(), card.avoid(), card.limits())
        .replaceAll("\\s+", " ")
        .strip();
  }
}
