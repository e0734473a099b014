package dev.rigel.tools.mcp;

import dev.rigel.base.ErrorCode;
import dev.rigel.base.Excerpt;
import dev.rigel.base.RigelException;
import dev.rigel.media.MediaReader;
import dev.rigel.program.Arguments;
import dev.rigel.program.Parameter;
import dev.rigel.program.Type;
import dev.rigel.tools.CallContext;
import dev.rigel.tools.Declaration;
import dev.rigel.tools.DeclaredTool;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A tool of an MCP server. Its name in programs is the server's and its own, so that no server can
 * take the place of another tool; what it gives is data like anything that is read from media.
 */
final class McpTool extends DeclaredTool {
  private static final int LONGEST_PURPOSE = 300;
  private static final int LONGEST_COMMENT = 60;

  private final McpServerSettings server;
  private final McpConnection connection;
  private final McpSchema.Tool tool;
  private final MediaReader reader;
  private final Map<String, String> names;

  /**
   * @param names of the parameters: as in programs, and as the server knows them
   */
  private McpTool(
      McpServerSettings server,
      McpConnection connection,
      McpSchema.Tool tool,
      MediaReader reader,
      Map<String, String> names) {
    super(declaration(server, tool, names));
    this.server = server;
    this.connection = connection;
    this.tool = tool;
    this.reader = reader;
    this.names = Map.copyOf(names);
  }

  /** Empty for a tool with parameters that no program could name. */
  static Optional<McpTool> of(
      McpServerSettings server, McpConnection connection, McpSchema.Tool tool, MediaReader reader) {
    Map<String, String> names = new LinkedHashMap<>();
    for (String theirs : properties(tool).keySet()) {
      if (names.put(identifier(theirs), theirs) != null) {
        return Optional.empty();
      }
    }
    return Optional.of(new McpTool(server, connection, tool, reader, names));
  }

  private static Declaration declaration(
      McpServerSettings server, McpSchema.Tool tool, Map<String, String> names) {
    String purpose = oneLine(Optional.ofNullable(tool.description()).orElse(tool.name()));
    Declaration declaration =
        Declaration.of(
                server.name(),
                identifier(server.name() + "_" + tool.name()),
                Excerpt.of(purpose, LONGEST_PURPOSE))
            .hint(Excerpt.of(purpose, LONGEST_COMMENT))
            .gives(tool.outputSchema() == null ? Type.ANY : McpTypes.of(tool.outputSchema()))
            .limits("A tool of the MCP server " + server.name() + ".");
    List<Parameter> optional = new ArrayList<>();
    names.forEach((ours, theirs) -> {
      Object schema = properties(tool).get(theirs);
      Parameter parameter = parameter(ours, schema);
      if (required(tool).contains(theirs)) {
        declaration.takes(parameter);
      } else {
        optional.add(
            new Parameter(
                ours,
                withNone(parameter.type()),
                parameter.comment(),
                Optional.of("None"),
                parameter.words(),
                true));
      }
    });
    optional.forEach(declaration::takes);
    return declaration;
  }

  private static Parameter parameter(String name, @Nullable Object schema) {
    String comment =
        schema instanceof Map<?, ?> map && map.get("description") instanceof String text
            ? Excerpt.of(oneLine(text), LONGEST_COMMENT)
            : "";
    return new Parameter(
        name,
        schema == null ? Type.ANY : McpTypes.of(schema),
        comment,
        Optional.empty(),
        schema == null ? List.of() : McpTypes.words(schema),
        false);
  }

  private static Type withNone(Type type) {
    if (type == Type.ANY) {
      return type;
    }
    if (type instanceof Type.UnionOf union) {
      List<Type> options = new ArrayList<>(union.options());
      if (!options.contains(Type.NONE)) {
        options.add(Type.NONE);
      }
      return new Type.UnionOf(options);
    }
    return Type.optional(type);
  }

  private static Map<String, Object> properties(McpSchema.Tool tool) {
    Map<String, Object> properties = new LinkedHashMap<>();
    if (tool.inputSchema() != null && tool.inputSchema().get("properties") instanceof Map<?, ?> p) {
      p.forEach((name, schema) -> properties.put(String.valueOf(name), schema));
    }
    return properties;
  }

  private static List<String> required(McpSchema.Tool tool) {
    return tool.inputSchema() != null && tool.inputSchema().get("required") instanceof List<?> names
        ? names.stream().map(String::valueOf).toList()
        : List.of();
  }

  /** As programs can write it. */
  static String identifier(String name) {
    String plain =
        name.replaceAll("([a-z0-9])([A-Z])", "$1_$2")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "_")
            .replaceAll("^_+|_+$", "");
    return plain.isEmpty() || Character.isDigit(plain.charAt(0)) ? "n" + plain : plain;
  }

  private static String oneLine(String text) {
    return text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
  }

  @Override
  public @Nullable Object call(Arguments arguments, CallContext context) {
    Map<String, Object> sent = new LinkedHashMap<>();
    names.forEach((ours, theirs) -> {
      if (arguments.has(ours)) {
        Object schema = properties(tool).get(theirs);
        sent.put(
            theirs,
            McpValues.sent(
                ours, arguments.value(ours, Object.class), schema == null ? Map.of() : schema));
      }
    });
    McpSchema.CallToolResult result = connection.call(tool.name(), sent, context.scope());
    McpValues values = new McpValues(server.name() + "/" + tool.name(), reader, context);
    if (Boolean.TRUE.equals(result.isError())) {
      // Its words are told, but not where a planner would read them.
      context
          .listener()
          .warned(
              signature().name()
                  + " says: "
                  + Excerpt.of(oneLine(values.text(result.content())), 500));
      throw new RigelException(
          ErrorCode.INVALID_REQUEST,
          "The tool "
              + signature().name()
              + " could not do it with these arguments; what its server says is in the warnings.");
    }
    return values.read(result, tool.outputSchema() != null);
  }
}
