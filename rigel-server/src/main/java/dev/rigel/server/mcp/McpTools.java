package dev.rigel.server.mcp;

import dev.rigel.agent.program.ProgramRuns;
import dev.rigel.agent.program.Programs;
import dev.rigel.agent.program.ToolCall;
import dev.rigel.base.RigelException;
import dev.rigel.protocol.Json;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.server.McpStatelessServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Every tool that works here, and {@code run_program}, as tools of the Model Context Protocol. A
 * call is run as a program of its own: media come as URLs or data URIs, and what is produced goes
 * out as a picture to look at and as a signed URL, which may be given to the next call.
 */
final class McpTools {
  static final String RUN_PROGRAM = "run_program";

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

  /** The call's own part of the transport's context. */
  static final String CALL = "rigel.call";

  /** Runs something on behalf of a caller, within its limits. */
  interface Call {
    ProgramRuns.Shown run(ToolCall call);
  }

  private McpTools() {}

  static List<SyncToolSpecification> of(Programs programs) {
    List<SyncToolSpecification> all = new ArrayList<>();
    for (ObjectNode schema : programs.toolSchemas()) {
      String name = schema.path("name").asString();
      all.add(specification(schema, arguments -> programs.call(name, arguments)));
    }
    all.add(specification(programSchema(), McpTools::program));
    return all;
  }

  private static SyncToolSpecification specification(
      ObjectNode schema, Function<JsonNode, ToolCall> reader) {
    McpSchema.Tool tool =
        McpSchema.Tool.builder(
                schema.path("name").asString(),
                JSON.convertValue(schema.path("inputSchema"), OBJECT))
            .description(schema.path("description").asString())
            .build();
    return new SyncToolSpecification(tool, (context, request) -> result(context, request, reader));
  }

  /**
   * A call that cannot be done is a result that says why: a model can read it and mend the call.
   */
  private static CallToolResult result(
      McpTransportContext context, CallToolRequest request, Function<JsonNode, ToolCall> reader) {
    try {
      Map<String, Object> given = request.arguments() == null ? Map.of() : request.arguments();
      ToolCall call = reader.apply(JSON.valueToTree(given));
      return shown(((Call) context.get(CALL)).run(call));
    } catch (RigelException e) {
      return CallToolResult.builder().addTextContent(e.getMessage()).isError(true).build();
    }
  }

  private static CallToolResult shown(ProgramRuns.Shown shown) {
    JsonNode answer = shown.answer().path("answer");
    CallToolResult.Builder result = CallToolResult.builder().addTextContent(Json.text(answer));
    for (byte[] picture : shown.pictures()) {
      result.addContent(
          McpSchema.ImageContent.builder(Base64.getEncoder().encodeToString(picture), "image/png")
              .build());
    }
    return result.structuredContent(JSON.convertValue(shown.answer(), OBJECT)).build();
  }

  private static ObjectNode programSchema() {
    ObjectNode schema =
        Json.object()
            .put("name", RUN_PROGRAM)
            .put(
                "description",
                "Runs a visual program: a few lines in a closed subset of Python whose functions are"
                    + " the tools of this server, ending in answer(text, image=…, document=…,"
                    + " boxes=…, data=…). Calls run in parallel where the data allows. Use it to do"
                    + " several steps at once.");
    ObjectNode input = schema.putObject("inputSchema").put("type", "object");
    ObjectNode properties = input.putObject("properties");
    properties
        .putObject("program")
        .put("type", "string")
        .put("description", "found = faces(img1)\nanswer(f\"{len(found)} faces\", boxes=found)");
    properties
        .putObject("inputs")
        .put("type", "object")
        .put("description", "the media by their names in the program: URLs or data URIs")
        .putObject("additionalProperties")
        .put("type", "string");
    input.putArray("required").add("program");
    input.put("additionalProperties", false);
    return schema;
  }

  private static ToolCall program(JsonNode arguments) {
    JsonNode text = arguments.path("program");
    if (!text.isString()) {
      throw RigelException.invalid("run_program needs the text of a program.", "arguments.program");
    }
    Map<String, String> media = new LinkedHashMap<>();
    arguments
        .path("inputs")
        .properties()
        .forEach(input -> {
          if (!input.getValue().isString()) {
            throw RigelException.invalid(
                "The input " + input.getKey() + " is no URL or data URI.",
                "arguments.inputs." + input.getKey());
          }
          media.put(input.getKey(), input.getValue().stringValue());
        });
    return new ToolCall(text.stringValue(), media, Map.of());
  }
}
