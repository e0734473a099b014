package dev.rigel.protocol;

import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes chat requests, for the command line that talks to a running server and for other servers
 * that speak OpenAI's protocol. Fields at their defaults are left out.
 */
public final class RequestWriter {
  private RequestWriter() {}

  public static ObjectNode write(ChatCompletionRequest request) {
    ObjectNode body = Json.object();
    request.id().ifPresent(v -> body.put("id", v));
    body.put("model", request.model().name());
    ArrayNode messages = body.putArray("messages");
    request.messages().forEach(m -> messages.add(message(m)));
    body.put("max_tokens", request.maxTokens());
    body.put("temperature", request.temperature());
    if (request.n() != 1) {
      body.put("n", request.n());
    }
    if (request.topP() != 1) {
      body.put("top_p", request.topP());
    }
    request.topK().ifPresent(v -> body.put("top_k", v));
    request.logprobs().ifPresent(v -> body.put("logprobs", true).put("top_logprobs", v));
    request.seed().ifPresent(v -> body.put("seed", v));
    if (!request.stop().isEmpty()) {
      ArrayNode stop = body.putArray("stop");
      request.stop().forEach(stop::add);
    }
    body.put("stream", request.stream());
    if (request.includeUsage()) {
      body.putObject("stream_options").put("include_usage", true);
    }
    if (request.preview()) {
      body.put("preview", true);
    }
    format(request.responseFormat(), body);
    request.sessionId().ifPresent(v -> body.put("session_id", v));
    request.metadata().ifPresent(v -> body.set("metadata", v));
    request.user().ifPresent(v -> body.put("user", v));
    skills(request, body);
    request
        .toolsets()
        .ifPresent(names -> {
          ArrayNode toolsets = body.putArray("toolsets");
          names.forEach(toolsets::add);
        });
    if (!request.models().isEmpty()) {
      ArrayNode models = body.putArray("models");
      request.models().forEach(models::add);
    }
    tools(request, body);
    request.grammar().ifPresent(v -> body.put("grammar", v));
    request.jsonSchema().ifPresent(v -> body.set("json_schema", v));
    request.guidance().write(body);
    return body;
  }

  /** One message as on the wire; {@link RequestReader#message} reads it again. */
  public static ObjectNode message(ChatMessage message) {
    ObjectNode node = Json.object();
    node.put("role", message.role().wireName());
    if (message.content().isEmpty()) {
      node.putNull("content");
    } else if (message.content().size() == 1
        && message.content().getFirst() instanceof ContentPart.Text(String text)) {
      node.put("content", text);
    } else {
      ArrayNode parts = node.putArray("content");
      message.content().forEach(part -> parts.add(part(part)));
    }
    message.name().ifPresent(v -> node.put("name", v));
    message.toolCallId().ifPresent(v -> node.put("tool_call_id", v));
    if (!message.toolCalls().isEmpty()) {
      node.set("tool_calls", ResponseNodes.toolCalls(message.toolCalls()));
    }
    return node;
  }

  public static ObjectNode part(ContentPart part) {
    ObjectNode node = Json.object();
    switch (part) {
      case ContentPart.Text(String text) -> node.put("type", "text").put("text", text);
      case ContentPart.ImageUrl image -> {
        ObjectNode payload = node.put("type", "image_url").putObject("image_url");
        payload.put("url", image.url());
        image.detail().ifPresent(v -> payload.put("detail", v));
      }
      case ContentPart.VideoUrl(String url) -> url(node, "video_url", url);
      case ContentPart.AudioUrl(String url) -> url(node, "audio_url", url);
      case ContentPart.FileUrl(String url, var password) -> {
        url(node, "file_url", url);
        password.ifPresent(v -> node.put("password", v.text()));
      }
      case ContentPart.InputFile file -> {
        node.put("type", "input_file");
        file.fileId().ifPresent(v -> node.put("file_id", v));
        file.fileUrl().ifPresent(v -> node.putObject("file_url").put("url", v));
        file.password().ifPresent(v -> node.put("password", v.text()));
      }
      case ContentPart.OpenAiFile file -> {
        ObjectNode payload = node.put("type", "file").putObject("file");
        file.filename().ifPresent(v -> payload.put("filename", v));
        file.fileData().ifPresent(v -> payload.put("file_data", v));
        file.fileId().ifPresent(v -> payload.put("file_id", v));
        file.password().ifPresent(v -> node.put("password", v.text()));
      }
      case ContentPart.InputAudio(String data, String format) ->
          node.put("type", "input_audio")
              .putObject("input_audio")
              .put("data", data)
              .put("format", format);
    }
    return node;
  }

  private static void url(ObjectNode node, String type, String url) {
    node.put("type", type).putObject(type).put("url", url);
  }

  private static void format(ResponseFormat format, ObjectNode body) {
    switch (format) {
      case ResponseFormat.TextFormat() -> {}
      case ResponseFormat.JsonObjectFormat() ->
          body.putObject("response_format").put("type", "json_object");
      case ResponseFormat.JsonSchemaFormat(JsonNode schema, var name, boolean strict) -> {
        ObjectNode wrapper =
            body.putObject("response_format").put("type", "json_schema").putObject("json_schema");
        wrapper.put("name", name.orElse("answer"));
        wrapper.set("schema", schema);
        wrapper.put("strict", strict);
      }
    }
  }

  private static void skills(ChatCompletionRequest request, ObjectNode body) {
    if (request.skills().isEmpty()) {
      return;
    }
    ArrayNode skills = body.putArray("skills");
    for (AgentSkill skill : request.skills()) {
      switch (skill) {
        case AgentSkill.ById(String id, String version) ->
            skills
                .addObject()
                .put("type", "skill_reference")
                .put("skill_id", id)
                .put("skill_version", version);
        case AgentSkill.Inline(String name, String description, String bundle) ->
            skills
                .addObject()
                .put("type", "inline")
                .put("name", name)
                .put("description", description)
                .putObject("source")
                .put("type", "base64")
                .put("media_type", "application/zip")
                .put("data", bundle);
      }
    }
  }

  private static void tools(ChatCompletionRequest request, ObjectNode body) {
    if (request.tools().isEmpty()) {
      return;
    }
    ArrayNode tools = body.putArray("tools");
    for (ClientTool tool : request.tools()) {
      ObjectNode function = tools.addObject().put("type", "function").putObject("function");
      function.put("name", tool.name());
      tool.description().ifPresent(v -> function.put("description", v));
      function.set("parameters", tool.parameters());
      if (tool.strict()) {
        function.put("strict", true);
      }
    }
    switch (request.toolChoice()) {
      case ToolChoice.Mode mode -> body.put("tool_choice", mode.name().toLowerCase(Locale.ROOT));
      case ToolChoice.Named(String name) ->
          body.putObject("tool_choice")
              .put("type", "function")
              .putObject("function")
              .put("name", name);
    }
    if (!request.parallelToolCalls()) {
      body.put("parallel_tool_calls", false);
    }
  }
}
