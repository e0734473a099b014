package dev.rigel.cli;

import dev.rigel.agent.AgentEvent;
import dev.rigel.agent.AgentListener;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import dev.rigel.program.Step;
import dev.rigel.protocol.ChatCompletion;
import dev.rigel.protocol.ChatCompletionRequest;
import dev.rigel.protocol.RequestWriter;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Answers by a running Rigel, or any other server of the same protocol. */
final class ServerBackend implements ChatBackend {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final String base;
  private final Optional<String> key;

  /**
   * @param base ends in {@code /v1}
   */
  ServerBackend(String base, Optional<String> key) {
    this.base = base.replaceAll("/+$", "");
    this.key = key;
  }

  @Override
  public String source(Path file) {
    try {
      return "data:;base64," + Base64.getEncoder().encodeToString(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public ChatCompletion complete(ChatCompletionRequest request, AgentListener listener) {
    ObjectNode body = RequestWriter.write(request);
    body.put("stream", true);
    HttpRequest post =
        to("/openai/chat/completions")
            .header("Content-Type", "application/json")
            .header("X-Rigel-Events", "1")
            .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
            .build();
    HttpResponse<InputStream> response = send(post);
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
      return collected(lines, listener);
    } catch (IOException e) {
      throw RigelException.causedBy(
          e, ErrorCode.MODEL_FAILED, "The connection to " + base + " broke off.");
    }
  }

  /** Puts the chunks of a stream together to a whole completion. */
  private static ChatCompletion collected(BufferedReader lines, AgentListener listener)
      throws IOException {
    StringBuilder content = new StringBuilder();
    ObjectNode whole = JSON.createObjectNode();
    Optional<String> finish = Optional.empty();
    JsonNode events = JSON.nullNode();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (!line.startsWith("data:") || line.strip().equals("data: [DONE]")) {
        continue;
      }
      JsonNode chunk = parsed(line.substring(5).getBytes(StandardCharsets.UTF_8));
      if (chunk.has("error")) {
        throw failure(502, chunk);
      }
      for (String field :
          new String[] {"id", "created", "model", "system_fingerprint", "session_id", "usage"}) {
        if (chunk.hasNonNull(field)) {
          whole.set(field, chunk.path(field));
        }
      }
      JsonNode choice = chunk.path("choices").path(0);
      String text = choice.path("delta").path("content").asString("");
      if (!text.isEmpty()) {
        content.append(text);
        listener.wrote(text);
      }
      if (choice.path("finish_reason").isString()) {
        finish = Optional.of(choice.path("finish_reason").asString());
      }
      JsonNode event = chunk.path("rigel");
      if (event.has("event")) {
        relay(event, listener);
      }
      if (event.has("program") && !event.path("event").asString("").equals("program")) {
        events = event;
      }
    }
    if (finish.isEmpty()) {
      throw new IOException("the stream ended before its last chunk");
    }
    ArrayNode choices = whole.putArray("choices");
    ObjectNode choice = choices.addObject();
    choice.put("index", 0);
    choice.put("finish_reason", finish.get());
    choice.putObject("message").put("role", "assistant").put("content", content.toString());
    if (!events.isNull()) {
      whole.set("rigel", events);
    }
    return ChatCompletion.of(whole);
  }

  private static void relay(JsonNode event, AgentListener listener) {
    switch (event.path("event").asString("")) {
      case "phase" ->
          listener.happened(
              new AgentEvent.Phase(
                  event.path("name").asString(""), event.path("summary").asString("")));
      case "program" ->
          listener.happened(
              new AgentEvent.Planned(
                  event.path("planner").asString("server"),
                  event.path("program").asString(""),
                  event.path("seconds").asDouble(0)));
      case "step" ->
          listener.happened(
              new AgentEvent.StepFinished(
                  new Step(
                      event.path("step").asInt(0),
                      event.path("line").asInt(0),
                      event.path("tool").asString(""),
                      event.path("arguments").asString(""),
                      event.path("summary").asString(""),
                      Duration.ofMillis((long) (event.path("seconds").asDouble(0) * 1000)),
                      false,
                      Optional.empty())));
      case "warning" ->
          listener.happened(new AgentEvent.Warning(event.path("summary").asString("")));
      default -> {
        // Events of a newer server are not for this client.
      }
    }
  }

  @Override
  public Artifact artifact(String session, String objectId) {
    HttpResponse<InputStream> response =
        send(to("/artifacts?object_id=" + objectId + "&session_id=" + session).GET().build());
    try (InputStream in = response.body()) {
      return new Artifact(
          in.readAllBytes(),
          response.headers().firstValue("Content-Type").orElse("application/octet-stream"));
    } catch (IOException e) {
      throw RigelException.causedBy(
          e, ErrorCode.MODEL_FAILED, "The connection to " + base + " broke off.");
    }
  }

  private HttpRequest.Builder to(String path) {
    HttpRequest.Builder builder;
    try {
      builder = HttpRequest.newBuilder(URI.create(base + path));
    } catch (IllegalArgumentException e) {
      throw RigelException.invalid("--url " + base + " is not an http address.", "url");
    }
    key.ifPresent(k -> builder.header("Authorization", "Bearer " + k));
    return builder;
  }

  private HttpResponse<InputStream> send(HttpRequest request) {
    HttpResponse<InputStream> response;
    try {
      response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
    } catch (IOException e) {
      throw RigelException.causedBy(
          e, ErrorCode.MODEL_FAILED, "No server answers at " + base + ".");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RigelException(ErrorCode.CANCELLED, "Interrupted.");
    }
    if (response.statusCode() / 100 == 2) {
      return response;
    }
    try (InputStream in = response.body()) {
      throw failure(response.statusCode(), parsed(in.readNBytes(64 * 1024)));
    } catch (IOException e) {
      throw failure(response.statusCode(), JSON.nullNode());
    }
  }

  private static JsonNode parsed(byte[] body) {
    try {
      return JSON.readTree(body);
    } catch (tools.jackson.core.JacksonException e) {
      return JSON.nullNode();
    }
  }

  private static RigelException failure(int status, JsonNode body) {
    String message = body.path("error").path("message").asString("");
    return new RigelException(
        ErrorCode.MODEL_FAILED,
        message.isEmpty() ? "The server answered with status " + status + "." : message);
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
