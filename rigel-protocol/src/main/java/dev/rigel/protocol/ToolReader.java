package dev.rigel.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Reads the client's own tools and how the model may use them. */
final class ToolReader {
  private ToolReader() {}

  static List<ClientTool> tools(Fields body) {
    List<ClientTool> tools = new ArrayList<>();
    for (Fields tool : body.objects("tools", 256)) {
      if (!tool.string("type").orElse("function").equals("function")) {
        tool.fault("type", "Input should be 'function'", "literal_error");
        continue;
      }
      tool.requireField("function");
      Optional<Fields> function = tool.fields("function");
      function
          .flatMap(f -> f.required("name"))
          .ifPresent(name -> tools.add(tool(name, function.get())));
    }
    return tools;
  }

  private static ClientTool tool(String name, Fields function) {
    return new ClientTool(
        name,
        function.string("description"),
        function.object("parameters").orElseGet(Json::object),
        function.bool("strict").orElse(false));
  }

  static Optional<ToolChoice> choice(Fields body, List<ClientTool> tools) {
    Optional<JsonNode> value = body.any("tool_choice");
    if (value.isEmpty()) {
      return Optional.empty();
    }
    Optional<ToolChoice> choice =
        value.get().isString() ? mode(body, value.get().stringValue()) : named(body);
    boolean needsTools =
        choice.isPresent() && choice.get() != ToolChoice.NONE && choice.get() != ToolChoice.AUTO;
    if (needsTools && tools.isEmpty()) {
      body.fault("tool_choice", "A tool is required but there are no tools", "value_error");
    }
    if (choice.isPresent()
        && choice.get() instanceof ToolChoice.Named(String name)
        && !tools.isEmpty()
        && tools.stream().noneMatch(tool -> tool.name().equals(name))) {
      body.fault("tool_choice", "The named tool is not among the tools", "value_error");
    }
    return choice;
  }

  private static Optional<ToolChoice> mode(Fields body, String mode) {
    return switch (mode) {
      case "none" -> Optional.of(ToolChoice.NONE);
      case "auto" -> Optional.of(ToolChoice.AUTO);
      case "required", "any" -> Optional.of(ToolChoice.REQUIRED);
      default -> {
        body.fault(
            "tool_choice",
            "Input should be 'none', 'auto', 'required' or an object that names a function",
            "literal_error");
        yield Optional.empty();
      }
    };
  }

  private static Optional<ToolChoice> named(Fields body) {
    return body.fields("tool_choice")
        .flatMap(choice -> {
          choice.requireField("function");
          return choice.fields("function");
        })
        .flatMap(function -> function.required("name"))
        .map(ToolChoice.Named::new);
  }
}
