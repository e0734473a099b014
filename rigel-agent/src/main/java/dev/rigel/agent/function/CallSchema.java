package dev.rigel.agent.function;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The schemas to which a language model is held while it decides about functions. */
final class CallSchema {
  private static final int MOST_CALLS = 8;
  private static final JsonMapper JSON = JsonMapper.shared();

  private CallSchema() {}

  /** {@code {"function": one of the names}}. */
  static JsonNode next(FunctionNeed need) {
    ObjectNode schema = object("function");
    ArrayNode names = schema.withObject("properties").putObject("function").putArray("enum");
    need.functions().forEach(function -> names.add(function.name()));
    if (!need.required()) {
      names.add(need.ownName());
    }
    return schema;
  }

  /**
   * {@code {"calls": [{"name": …, "arguments": {…}}]}}, each arguments as its function wants them.
   */
  static JsonNode calls(FunctionNeed need, boolean several) {
    ObjectNode schema = object("calls");
    ObjectNode calls = schema.withObject("properties").putObject("calls").put("type", "array");
    calls.put("minItems", need.required() ? 1 : 0).put("maxItems", several ? MOST_CALLS : 1);
    ArrayNode options = calls.putObject("items").putArray("anyOf");
    ObjectNode definitions = schema.putObject("$defs");
    List<OfferedFunction> functions = need.functions();
    for (int i = 0; i < functions.size(); i++) {
      String name = "function" + i;
      definitions.set(name, moved(functions.get(i).arguments().json(), "#/$defs/" + name));
      ObjectNode call = object("name", "arguments");
      ObjectNode properties = call.withObject("properties");
      properties.putObject("name").put("type", "string").put("const", functions.get(i).name());
      properties.putObject("arguments").put("$ref", "#/$defs/" + name);
      options.add(call);
    }
    if (!need.required()) {
      options.add(ownCall(need));
    }
    return schema;
  }

  private static ObjectNode ownCall(FunctionNeed need) {
    ObjectNode call = object("name", "arguments");
    ObjectNode properties = call.withObject("properties");
    properties.putObject("name").put("type", "string").put("const", need.ownName());
    properties.set("arguments", object());
    return call;
  }

  private static ObjectNode object(String... required) {
    ObjectNode schema = JSON.createObjectNode().put("type", "object");
    schema.putObject("properties");
    ArrayNode names = schema.putArray("required");
    for (String name : required) {
      names.add(name);
    }
    return schema.put("additionalProperties", false);
  }

  /** A schema that stands at another place now: its references into itself move along. */
  private static JsonNode moved(JsonNode schema, String place) {
    if (schema.isObject()) {
      ObjectNode copy = JSON.createObjectNode();
      schema
          .properties()
          .forEach(p -> {
            boolean reference =
                p.getKey().equals("$ref")
                    && p.getValue().isString()
                    && p.getValue().stringValue().startsWith("#");
            copy.set(
                p.getKey(),
                reference
                    ? JSON.getNodeFactory()
                        .stringNode(place + p.getValue().stringValue().substring(1))
                    : moved(p.getValue(), place));
          });
      return copy;
    }
    if (schema.isArray()) {
      ArrayNode copy = JSON.createArrayNode();
      schema.forEach(item -> copy.add(moved(item, place)));
      return copy;
    }
    return schema;
  }
}
