package dev.rigel.language.openai;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A real HTTP server that answers as told, or as a small well-behaved model when told nothing. */
final class FakeEndpoint implements AutoCloseable {
  static final JsonMapper JSON = JsonMapper.shared();

  /** What a well-behaved model knows to say. */
  private static final String[] WORDS =
      "one, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve, thirteen"
          .split("(?<=, )");

  interface Reaction {
    void to(HttpExchange exchange, JsonNode body) throws IOException;
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Deque<Reaction> reactions = new ArrayDeque<>();
  private volatile String list = "";
  final List<JsonNode> bodies = new ArrayList<>();
  final List<String> keys = new ArrayList<>();

  FakeEndpoint() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    server.setExecutor(threads);
    server.createContext("/v1/chat/completions", this::answer);
    server.createContext("/v1/models", this::list);
    server.start();
  }

  URI baseUrl() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
  }

  /** The reactions to the next requests, in order; after them the model answers by itself. */
  FakeEndpoint then(Reaction reaction) {
    reactions.add(reaction);
    return this;
  }

  FakeEndpoint thenStatus(int status, String body, String... headers) {
    return then((exchange, _) -> {
      for (int i = 0; i < headers.length; i += 2) {
        exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
      }
      send(exchange, status, "application/json", body);
    });
  }

  /** These bytes as an event stream, each piece flushed on its own, then the connection's end. */
  FakeEndpoint thenStream(byte[]... pieces) {
    return then((exchange, _) -> {
      exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
      exchange.sendResponseHeaders(200, 0);
      try (OutputStream out = exchange.getResponseBody()) {
        for (byte[] piece : pieces) {
          out.write(piece);
          out.flush();
          pause(5);
        }
      }
    });
  }

  FakeEndpoint thenStream(String text) {
    return thenStream(text.getBytes(StandardCharsets.UTF_8));
  }

  static String chunk(String content) {
    return "data: " + delta(content, "") + "\n\n";
  }

  static String last(String reason) {
    return "data: " + delta("", reason) + "\n\n";
  }

  private static ObjectNode delta(String content, String reason) {
    ObjectNode chunk = JSON.createObjectNode().put("object", "chat.completion.chunk");
    ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0);
    choice.putObject("delta").put("content", content);
    if (reason.isEmpty()) {
      choice.putNull("finish_reason");
    } else {
      choice.put("finish_reason", reason);
    }
    return chunk;
  }

  /** What the list of models is; without it there is none. */
  FakeEndpoint lists(String models) {
    list = models;
    return this;
  }

  private void list(HttpExchange exchange) throws IOException {
    try (exchange) {
      send(exchange, list.isEmpty() ? 404 : 200, "application/json", list);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    JsonNode body = JSON.readTree(exchange.getRequestBody().readAllBytes());
    Reaction reaction;
    synchronized (this) {
      bodies.add(body);
      keys.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
      reaction = reactions.poll();
    }
    try (exchange) {
      if (reaction == null) {
        model(exchange, body);
      } else {
        reaction.to(exchange, body);
      }
    } catch (IOException e) {
      // The client went away, as it may.
    }
  }

  private static void model(HttpExchange exchange, JsonNode body) throws IOException {
    exchange.getResponseHeaders().add("Content-Type", "text/event-stream; charset=utf-8");
    exchange.sendResponseHeaders(200, 0);
    int most = body.path("max_tokens").asInt();
    JsonNode schema = body.at("/response_format/json_schema/schema");
    String[] words = schema.isObject() ? value(schema).toString().split("(?<=\\G.{3})") : WORDS;
    String stop = body.path("stop").path(0).asString("");
    StringBuilder said = new StringBuilder();
    int tokens = 0;
    String reason = "length";
    try (OutputStream out = exchange.getResponseBody()) {
      while (tokens < most) {
        if (schema.isObject() && tokens == words.length) {
          reason = "stop";
          break;
        }
        String word = words[tokens % words.length];
        int at = stop.isEmpty() ? -1 : (said + word).indexOf(stop);
        tokens++;
        if (at >= 0) {
          word = (said + word).substring(Math.min(at, said.length()), at);
          reason = "stop";
        }
        said.append(word);
        ObjectNode chunk = delta(word, "");
        if (body.path("logprobs").asBoolean(false)) {
          logProbabilities((ObjectNode) chunk.path("choices").get(0), body, word);
        }
        out.write(("data: " + chunk + "\n\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
        if (at >= 0) {
          break;
        }
        pause(most > 100 ? 30 : 0);
      }
      out.write(last(reason).getBytes(StandardCharsets.UTF_8));
      ObjectNode usage = JSON.createObjectNode();
      usage.putArray("choices");
      usage.putObject("usage").put("prompt_tokens", 21).put("completion_tokens", tokens);
      out.write(("data: " + usage + "\n\ndata: [DONE]\n\n").getBytes(StandardCharsets.UTF_8));
    }
  }

  /** A plain value of the schema's type, with every property. */
  private static JsonNode value(JsonNode schema) {
    return switch (schema.path("type").asString("")) {
      case "object" -> {
        ObjectNode object = JSON.createObjectNode();
        schema
            .path("properties")
            .properties()
            .forEach(property -> object.set(property.getKey(), value(property.getValue())));
        yield object;
      }
      case "integer", "number" -> JSON.getNodeFactory().numberNode(2);
      case "boolean" -> JSON.getNodeFactory().booleanNode(true);
      default -> JSON.getNodeFactory().stringNode("a sparrow");
    };
  }

  private static void logProbabilities(ObjectNode choice, JsonNode body, String word) {
    ArrayNode tokens = choice.putObject("logprobs").putArray("content");
    ObjectNode token = tokens.addObject().put("token", word).put("logprob", -0.2);
    ArrayNode others = token.putArray("top_logprobs");
    for (int i = 0; i < body.path("top_logprobs").asInt(); i++) {
      others.addObject().put("token", word + i).put("logprob", -0.9 - i);
    }
  }

  static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
