package dev.rigel.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** Pieces that completions, chunks and messages share. */
final class ResponseNodes {
  private ResponseNodes() {}

  static ArrayNode toolCalls(List<ToolCall> calls) {
    ArrayNode array = Json.array();
    for (ToolCall call : calls) {
      array
          .addObject()
          .put("id", call.id())
          .put("type", "function")
          .putObject("function")
          .put("name", call.name())
          .put("arguments", call.arguments());
    }
    return array;
  }

  static List<ToolCall> toolCalls(JsonNode array) {
    List<ToolCall> calls = new ArrayList<>();
    for (JsonNode call : array.values()) {
      JsonNode function = call.path("function");
      calls.add(
          new ToolCall(
              string(call, "id").orElse(""),
              string(function, "name").orElse(""),
              string(function, "arguments").orElse("")));
    }
    return calls;
  }

  static Optional<String> string(JsonNode node, String name) {
    return node.path(name).stringValueOpt();
  }

  static Optional<JsonNode> present(JsonNode node, String name) {
    JsonNode value = node.path(name);
    return value.isMissingNode() || value.isNull() ? Optional.empty() : Optional.of(value);
  }
}
