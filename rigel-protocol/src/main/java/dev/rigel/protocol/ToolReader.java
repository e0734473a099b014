package dev.rigel.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Reads the client's own tools and how the model may use them. */
final class ToolReader {
  private static final List<String> MODES = List.of("none", "auto", "required", "any");
  private static final int LONGEST_NAME = 1_000;

  private ToolReader() {}

  static List<ClientTool> tools(Fields body) {
    List<ClientTool> tools = new ArrayList<>();
    for (Fields tool : body.objects("tools", 256)) {
      if (tool.has("type") && tool.word("type", List.of("function")).isEmpty()) {
        continue;
      }
      Optional<Fields> function = tool.requiredFields("function");
      function
          .flatMap(f -> f.required("name", LONGEST_NAME))
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
            .peek(tool -> tool.word("type", List.of("function")))
            .flatMap(tool -> tool.requiredFields("function").stream())
            .flatMap(function -> function.required("name", LONGEST_NAME).stream())
            .toList();
    return tools.stream().filter(tool -> names.contains(tool.name())).toList();
  }

  /** {@code {"type":"allowed_tools","allowed_tools":{"mode":…,"tools":[…]}}}. */
  private static Optional<Fields> allowedTools(Fields body) {
    return body.any("tool_choice")
        .filter(JsonNode::isObject)
        .flatMap(_ -> body.fields("tool_choice"))
        .filter(ToolReader::allowsSome)
        .flatMap(choice -> choice.requiredFields("allowed_tools"));
  }

  private static boolean allowsSome(Fields choice) {
    return choice
        .any("type")
        .filter(type -> type.stringValueOpt().orElse("").equals("allowed_tools"))
        .isPresent();
  }

  static Optional<ToolChoice> choice(Fields body, List<ClientTool> tools) {
    Optional<JsonNode> value = body.any("tool_choice");
    if (value.isEmpty()) {
      return Optional.empty();
    }
    Optional<ToolChoice> choice =
        value.get().isString()
            ? body.word("tool_choice", MODES).map(ToolReader::mode)
            : body.fields("tool_choice").flatMap(ToolReader::choice);
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

  /** An object that names a function, or the functions that may be called. */
  private static Optional<ToolChoice> choice(Fields choice) {
    if (allowsSome(choice)) {
      return choice
          .requiredFields("allowed_tools")
          .map(
              allowed -> allowed.word("mode", MODES).map(ToolReader::mode).orElse(ToolChoice.AUTO));
    }
    choice.word("type", List.of("function"));
    return choice
        .requiredFields("function")
        .flatMap(function -> function.required("name", LONGEST_NAME))
        .map(ToolChoice.Named::new);
  }

  private static ToolChoice mode(String mode) {
    return switch (mode) {
      case "none" -> ToolChoice.NONE;
      case "required", "any" -> ToolChoice.REQUIRED;
      default -> ToolChoice.AUTO;
    };
  }
}
