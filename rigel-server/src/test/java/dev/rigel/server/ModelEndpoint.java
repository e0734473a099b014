package dev.rigel.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A language model endpoint that answers what a test says. */
final class ModelEndpoint implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.shared();

  final List<JsonNode> requests = new CopyOnWriteArrayList<>();
  volatile Function<JsonNode, String> answers = ModelEndpoint::sentence;
  private final HttpServer server;

  ModelEndpoint() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  /** As a configuration names it. */
  Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.put(
        "RIGEL_LLM_BASE_URL", "http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
    environment.put("RIGEL_LLM_MODEL", "test");
    return environment;
  }

  /** All text of a request's messages. */
  static String text(JsonNode request) {
    StringBuilder all = new StringBuilder();
    request.path("messages").forEach(m -> all.append(m.path("content").asString("")).append('\n'));
    return all.toString();
  }

  /** Nulls, first choices and empty lists where JSON is wanted, otherwise a sentence. */
  static String sentence(JsonNode request) {
    JsonNode schema = request.path("response_format").path("json_schema").path("schema");
    if (!schema.isObject()) {
      return "A short text.";
    }
    ObjectNode answer = JSON.createObjectNode();
    schema
        .path("properties")
        .properties()
        .forEach(p -> {
          JsonNode choices = p.getValue().path("enum");
          if (!choices.isEmpty()) {
            answer.set(p.getKey(), choices.get(0));
          } else if (p.getValue().path("type").asString("").equals("array")) {
            answer.putArray(p.getKey());
          } else {
            answer.putNull(p.getKey());
          }
        });
    return answer.toString();
  }

  private void answer(HttpExchange exchange) throws IOException {
    JsonNode request = JSON.readTree(exchange.getRequestBody().readAllBytes());
    requests.add(request);
    ObjectNode answer = JSON.createObjectNode().put("id", "1").put("object", "chat.completion");
    ObjectNode choice = answer.putArray("choices").addObject().put("index", 0);
    choice.put("finish_reason", "stop");
    choice.putObject("message").put("role", "assistant").put("content", answers.apply(request));
    answer.putObject("usage").put("prompt_tokens", 10).put("completion_tokens", 5);
    byte[] body = answer.toString().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
