package dev.rigel.language.openai;

import dev.rigel.language.GenerationRequest;
import dev.rigel.language.Prompt;
import dev.rigel.language.TokenConstraint;
import dev.rigel.protocol.Guidance;
import java.util.Base64;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The body of a chat completion request, in the form that most endpoints take. */
final class ChatBody {
  /**
   * What an endpoint turned out not to know, left out in the next attempt.
   *
   * @param guided takes the fields of another Rigel, see {@link Ability#GUIDANCE}
   */
  record Dialect(boolean schemaInPrompt, boolean completionTokens, boolean plain, boolean guided) {
    Dialect withSchemaInPrompt() {
      return new Dialect(true, completionTokens, plain, guided);
    }

    Dialect withCompletionTokens() {
      return new Dialect(schemaInPrompt, true, plain, guided);
    }

    /** Without sampling settings and whatever else is not needed. */
    Dialect asPlain() {
      return new Dialect(schemaInPrompt, completionTokens, true, false);
    }

    Dialect unguided() {
      return new Dialect(schemaInPrompt, completionTokens, plain, false);
    }
  }

  private static final JsonMapper JSON = JsonMapper.shared();

  private ChatBody() {}

  static ObjectNode of(EndpointSettings settings, GenerationRequest request, Dialect dialect) {
    ObjectNode body = JSON.createObjectNode().put("model", settings.model());
    messages(request, dialect, body.putArray("messages"));
    body.put(
        dialect.completionTokens() ? "max_completion_tokens" : "max_tokens", request.maxTokens());
    body.put("stream", true);
    if (dialect.plain()) {
      return body;
    }
    body.put("temperature", request.temperature());
    if (request.topP() < 1) {
      body.put("top_p", request.topP());
    }
    request.topK().ifPresent(k -> body.put("top_k", k));
    request.seed().ifPresent(seed -> body.put("seed", seed));
    if (!request.stop().isEmpty()) {
      ArrayNode stops = body.putArray("stop");
      request.stop().forEach(stops::add);
    }
    if (request.topLogProbabilities() >= 0) {
      body.put("logprobs", true);
      if (request.topLogProbabilities() > 0) {
        body.put("top_logprobs", request.topLogProbabilities());
      }
    }
    body.putObject("stream_options").put("include_usage", true);
    request.grammar().ifPresent(grammar -> body.put("grammar", grammar));
    if (request.jsonSchema().isPresent() && !dialect.schemaInPrompt()) {
      ObjectNode format = body.putObject("response_format").put("type", "json_schema");
      ObjectNode schema = format.putObject("json_schema").put("name", "answer");
      schema.set("schema", request.jsonSchema().get());
      if (isStrict(request.jsonSchema().get(), 0)) {
        schema.put("strict", true);
      }
    }
    if (dialect.guided()) {
      guide(request, body);
    }
    return body;
  }

  private static void guide(GenerationRequest request, ObjectNode body) {
    request
        .constraint()
        .flatMap(TokenConstraint::portable)
        .ifPresent(portable -> body.set(portable.field(), portable.value()));
    if (request.prompt().fixedPrefix() > 0) {
      body.put(Guidance.FIXED_FIELD, request.prompt().fixedPrefix());
    }
    if (!request.prompt().answerStart().isEmpty()) {
      body.put(Guidance.CONTINUE_FIELD, true);
    }
  }

  private static void messages(GenerationRequest request, Dialect dialect, ArrayNode messages) {
    Prompt prompt = request.prompt();
    for (int i = 0; i < prompt.messages().size(); i++) {
      Prompt.Message message = prompt.messages().get(i);
      ObjectNode written = messages.addObject().put("role", role(message.role()));
      boolean pictures = message.parts().stream().anyMatch(Prompt.Picture.class::isInstance);
      if (!pictures) {
        written.put("content", message.text());
        continue;
      }
      ArrayNode parts = written.putArray("content");
      for (Prompt.Part part : message.parts()) {
        switch (part) {
          case Prompt.Text(String text) -> parts.addObject().put("type", "text").put("text", text);
          case Prompt.Picture(byte[] encoded, String mediaType) ->
              parts
                  .addObject()
                  .put("type", "image_url")
                  .putObject("image_url")
                  .put(
                      "url",
                      "data:"
                          + mediaType
                          + ";base64,"
                          + Base64.getEncoder().encodeToString(encoded));
        }
      }
    }
    if (request.jsonSchema().isPresent() && dialect.schemaInPrompt()) {
      messages
          .addObject()
          .put("role", "system")
          .put(
              "content",
              "Answer with one JSON value and nothing else, no code fence. It must be valid against"
                  + " this JSON schema: "
                  + request.jsonSchema().get());
    }
    if (!prompt.answerStart().isEmpty()) {
      messages.addObject().put("role", "assistant").put("content", prompt.answerStart());
    }
  }

  /**
   * Strict mode wants every property required and none beyond the declared ones; schemas that do
   * not say so are refused there.
   */
  private static boolean isStrict(JsonNode schema, int depth) {
    if (depth > 20 || !schema.isObject()) {
      return false;
    }
    if (schema.has("properties") || schema.path("type").asString("").equals("object")) {
      boolean closed =
          schema.path("additionalProperties").isBoolean()
              && !schema.path("additionalProperties").booleanValue();
      if (!closed || schema.path("required").size() != schema.path("properties").size()) {
        return false;
      }
      for (var property : schema.path("properties").properties()) {
        if (!isStrict(property.getValue(), depth + 1)) {
          return false;
        }
      }
    }
    return !schema.has("items") || isStrict(schema.path("items"), depth + 1);
  }

  private static String role(Prompt.Role role) {
    return switch (role) {
      case SYSTEM -> "system";
      case USER -> "user";
      case ASSISTANT -> "assistant";
    };
  }
}
