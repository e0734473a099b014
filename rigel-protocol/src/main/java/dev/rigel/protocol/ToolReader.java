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
      if (tool.has("type") && tool.word("type", List.of("function")).isEmpty()) {
        continue;
      }
      Optional<Fields> function = tool.requiredFields("function");
      function
          .flatMap(f -> f.required("name", 1_000))
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

  /** The tools, less those that a choice of the form {@code allowed_tools} leaves out. */
  static List<ClientTool> allowed(Fields body, List<ClientTool> tools) {
    Optional<Fields> allowed = allowedTools(body);
    if (allowed.isEmpty()) {
      return tools;
    }
    List<String> names =
        allowed.get().objects("tools", 256).stream()
            .flatMap(tool -> tool.fields("function").stream())
            .flatMap(function -> function.required("name").stream())
            .toList();
    return tools.stream().filter(tool -> names.contains(tool.name())).toList();
  }

  /** {@code {"type":"allowed_tools","allowed_tools":{"mode":…,"tools":[…]}}}. */
  private static Optional<Fields> allowedTools(Fields body) {
    return body.any("tool_choice")
        .filter(JsonNode::isObject)
        .flatMap(_ -> body.fields("tool_choice"))
        .filter(choice -> choice.string("type").orElse("").equals("allowed_tools"))
        .flatMap(choice -> choice.fields("allowed_tools"));
  }

  static Optional<ToolChoice> choice(Fields body, List<ClientTool> tools) {
    Optional<JsonNode> value = body.any("tool_choice");
    if (value.isEmpty()) {
      return Optional.empty();
    }
    Optional<ToolChoice> choice =
        value.get().isString()
            ? mode(body, value.get().stringValue())
            : allowedTools(body)
                .<Optional<ToolChoice>>map(
                    allowed -> mode(body, allowed.string("mode").orElse("auto")))
                .orElseGet(() -> named(body));
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
          choice.word("type", List.of("function"));
          return choice.requiredFields("function");
        })
        .flatMap(function -> function.required("name"))
        .map(ToolChoice.Named::new);
  }
}
