package dev.rigel.agent.function;

import static java.util.Objects.requireNonNull;

import dev.rigel.agent.answer.AnswerSchema;
import dev.rigel.protocol.ClientTool;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A function that the client offers, its schema checked.
 *
 * @param arguments what its arguments must satisfy: always an object
 */
public record OfferedFunction(String name, String description, AnswerSchema arguments) {
  public OfferedFunction {
    requireNonNull(name, "name");
    requireNonNull(description, "description");
    requireNonNull(arguments, "arguments");
  }

  /**
   * @throws dev.rigel.base.RigelException naming the function whose schema is wrong
   */
  public static List<OfferedFunction> of(List<ClientTool> tools) {
    List<OfferedFunction> functions = new ArrayList<>();
    for (int i = 0; i < tools.size(); i++) {
      ClientTool tool = tools.get(i);
      functions.add(
          new OfferedFunction(
              tool.name(),
              tool.description().orElse(""),
              new AnswerSchema(
                  ofObject(tool.parameters()), "tools[" + i + "].function.parameters")));
    }
    return functions;
  }

  /** Arguments are an object also where the schema takes that for granted. */
  private static JsonNode ofObject(JsonNode parameters) {
    if (!parameters.isObject() || parameters.has("type") || parameters.has("$ref")) {
      return parameters;
    }
    ObjectNode typed = JsonMapper.shared().createObjectNode().put("type", "object");
    parameters.properties().forEach(p -> typed.set(p.getKey(), p.getValue()));
    if (!typed.has("properties")) {
      typed.putObject("properties");
    }
    return typed;
  }

  /** Whether there is nothing to be filled in. */
  public boolean takesNothing() {
    JsonNode schema = arguments.json();
    return schema.path("type").asString("").equals("object")
        && schema.path("properties").isEmpty()
        && !schema
            .path("additionalProperties")
            .asBoolean(schema.path("additionalProperties").isObject())
        && !schema.has("patternProperties")
        && !schema.has("allOf")
        && !schema.has("anyOf")
        && !schema.has("oneOf")
        && !schema.has("required");
  }
}
