package dev.rigel.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Passes lines of JSON-RPC to a server and its answers back, several at a time. Files of this
 * machine, given as {@code file:} URLs, travel as data.
 */
final class McpBridge implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Duration LONGEST = Duration.ofMinutes(15);
  private static final long LARGEST_FILE = 200L << 20;
  private static final int PARSE_ERROR = -32700;
  private static final int INTERNAL_ERROR = -32603;

  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final ExecutorService work = Executors.newVirtualThreadPerTaskExecutor();
  private final URI endpoint;
  private final String key;
  private final PrintStream out;

  McpBridge(URI endpoint, String key, PrintStream out) {
    this.endpoint = endpoint;
    this.key = key;
    this.out = out;
  }

  /** Takes one message; its answer is printed when it comes. */
  void pass(String line) {
    JsonNode message;
    try {
      message = JSON.readTree(line);
    } catch (JacksonException e) {
      print(failure(JSON.nullNode(), PARSE_ERROR, "This line is not JSON."));
      return;
    }
    work.submit(() -> answer(message));
  }

  private void answer(JsonNode message) {
    try {
      JsonNode sent = message instanceof ObjectNode object ? withFiles(object) : message;
      HttpResponse<String> response =
          client.send(
              HttpRequest.newBuilder(endpoint)
                  .timeout(LONGEST)
                  .header("Content-Type", "application/json")
                  .header("Accept", "application/json, text/event-stream")
                  .header("Authorization", "Bearer " + key)
                  .POST(HttpRequest.BodyPublishers.ofString(sent.toString()))
                  .build(),
              HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      if (response.statusCode() == 200) {
        print(JSON.readTree(response.body()));
      } else if (response.statusCode() / 100 != 2 && message.has("id")) {
        print(failure(message.path("id"), INTERNAL_ERROR, reason(response)));
      }
    } catch (IOException | JacksonException e) {
      print(failure(message.path("id"), INTERNAL_ERROR, "The server did not answer."));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String reason(HttpResponse<String> response) {
    try {
      String told = JSON.readTree(response.body()).path("error").path("message").asString("");
      if (!told.isEmpty()) {
        return told;
      }
    } catch (JacksonException e) {
      // Whatever else it says is of no use to a client.
    }
    return "The server answered with status " + response.statusCode() + ".";
  }

  private static JsonNode withFiles(ObjectNode message) {
    if (!message.path("method").asString("").equals("tools/call")) {
      return message;
    }
    ObjectNode copy = message.deepCopy();
    if (copy.path("params") instanceof ObjectNode params && params.has("arguments")) {
      params.set("arguments", withFiles(params.path("arguments")));
    }
    return copy;
  }

  private static JsonNode withFiles(JsonNode value) {
    return switch (value) {
      case ObjectNode object -> {
        ObjectNode copy = object.objectNode();
        object
            .properties()
            .forEach(member -> copy.set(member.getKey(), withFiles(member.getValue())));
        yield copy;
      }
      case ArrayNode array -> {
        ArrayNode copy = array.arrayNode();
        array.forEach(item -> copy.add(withFiles(item)));
        yield copy;
      }
      case StringNode text when text.stringValue().regionMatches(true, 0, "file:/", 0, 6) ->
          content(text);
      default -> value;
    };
  }

  /** The file's content; the text as it is where there is no such file. */
  private static JsonNode content(StringNode url) {
    try {
      Path file = Path.of(URI.create(url.stringValue()));
      if (!Files.isRegularFile(file) || Files.size(file) > LARGEST_FILE) {
        return url;
      }
      return StringNode.valueOf(
          "data:;base64," + Base64.getEncoder().encodeToString(Files.readAllBytes(file)));
    } catch (IOException | IllegalArgumentException | FileSystemNotFoundException e) {
      return url;
    }
  }

  private static JsonNode failure(JsonNode id, int code, String message) {
    ObjectNode answer = JSON.createObjectNode().put("jsonrpc", "2.0");
    answer.set("id", id.isMissingNode() ? JSON.nullNode() : id);
    answer.putObject("error").put("code", code).put("message", message);
    return answer;
  }

  private synchronized void print(JsonNode message) {
    out.println(message);
    out.flush();
  }

  /** Waits for the answers that are still to come. */
  @Override
  public void close() {
    work.shutdown();
    try {
      if (!work.awaitTermination(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
        work.shutdownNow();
      }
    } catch (InterruptedException e) {
      work.shutdownNow();
      Thread.currentThread().interrupt();
    }
    client.shutdownNow();
  }
}
