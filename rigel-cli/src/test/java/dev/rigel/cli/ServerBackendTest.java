package dev.rigel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code rigel chat --url}: against a server that says what the test wants, however badly. */
class ServerBackendTest {
  private static final String FIRST =
      "{'id':'chatcmpl-1','object':'chat.completion.chunk','created':1,'model':'vlmrun-orion-1:auto',"
          + "'session_id':'s-1','choices':[{'index':0,'delta':{'content':'Blurred. '},'finish_reason':null}]}";
  private static final String LAST =
      "{'id':'chatcmpl-1','choices':[{'index':0,'delta':{'content':'img_1a2b3c'},'finish_reason':'stop'}],"
          + "'usage':{'prompt_tokens':3,'completion_tokens':4,'total_tokens':7},"
          + "'rigel':{'program':'answer(1)','warnings':['Nearly.']}}";

  @TempDir private Path folder;
  private final List<JsonNode> bodies = new CopyOnWriteArrayList<>();
  private final List<String> keys = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private volatile int status = 200;
  private volatile String type = "text/event-stream";
  private volatile String answer = "";

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/v1/openai/chat/completions",
        exchange -> {
          bodies.add(JsonMapper.shared().readTree(exchange.getRequestBody().readAllBytes()));
          keys.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
          byte[] body = answer.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", type);
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.createContext(
        "/v1/artifacts",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "image/png");
          exchange.sendResponseHeaders(200, 3);
          exchange.getResponseBody().write("PNG".getBytes(StandardCharsets.UTF_8));
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void streams(String... chunks) {
    StringBuilder all = new StringBuilder(": ping\n\n");
    for (String chunk : chunks) {
      all.append("data: ").append(chunk.replace('\'', '"')).append("\n\n");
    }
    answer = all.toString();
  }

  private CommandRun chat(String... more) {
    List<String> arguments =
        new java.util.ArrayList<>(
            List.of(
                "chat",
                "Blur the faces",
                "--url",
                "http://127.0.0.1:" + server.getAddress().getPort() + "/v1/",
                "--key",
                "k1",
                "-o",
                folder.resolve("out").toString()));
    arguments.addAll(List.of(more));
    return CommandRun.of(Map.of("HOME", folder.toString()), arguments.toArray(String[]::new));
  }

  @Test
  void printsTheTextAndWritesTheMedia() throws IOException {
    streams(FIRST, LAST, "[DONE]");
    Path picture = Files.writeString(folder.resolve("a.jpg"), "JPEG");
    CommandRun run = chat("-i", picture.toString(), "-s", "3b241101-e2bb-4255-8caf-4136c566a962");
    Path written = folder.resolve("out").resolve("img_1a2b3c.png");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).isEqualTo("Blurred. img_1a2b3c\n" + written + "\n");
    assertThat(run.err()).contains("note: Nearly.");
    assertThat(written).hasContent("PNG");
    assertThat(keys).containsExactly("Bearer k1");
    JsonNode content = bodies.getFirst().path("messages").path(0).path("content");
    assertThat(content.path(0).path("image_url").path("url").asString()).startsWith("data:");
    assertThat(content.path(1).path("text").asString()).isEqualTo("Blur the faces");
    assertThat(bodies.getFirst().path("session_id").asString()).startsWith("3b241101");
  }

  @Test
  void printsTheCompletionAsJson() {
    streams(FIRST, LAST, "[DONE]");
    CommandRun run = chat("--json");
    assertThat(run.exitCode()).isZero();
    JsonNode completion = JsonMapper.shared().readTree(run.out());
    assertThat(completion.path("session_id").asString()).isEqualTo("s-1");
    assertThat(completion.path("choices").path(0).path("message").path("content").asString())
        .isEqualTo("Blurred. img_1a2b3c");
    assertThat(completion.path("choices").path(0).path("finish_reason").asString())
        .isEqualTo("stop");
    assertThat(completion.path("usage").path("total_tokens").asInt()).isEqualTo(7);
    assertThat(completion.path("rigel").path("program").asString()).isEqualTo("answer(1)");
  }

  private void assertFails(String... parts) {
    CommandRun run = chat();
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err().lines().filter(l -> l.startsWith("rigel: ")))
        .singleElement()
        .asString()
        .contains(parts);
    assertThat(run.err()).doesNotContain("Exception").doesNotContain("inside Rigel");
  }

  @Test
  void anErrorOfTheServerIsOneLine() {
    type = "application/json";
    status = 401;
    answer =
        "{\"detail\":\"x\",\"error\":{\"message\":\"The key is not accepted.\",\"type\":\"t\"}}";
    assertFails("The key is not accepted.");
    answer = "<html>Bad gateway</html>";
    status = 502;
    assertFails("502");
  }

  @Test
  void anErrorInTheStreamIsOneLine() {
    streams(FIRST, "{'error':{'message':'The model failed.'}}");
    assertFails("The model failed.");
  }

  @Test
  void aStreamThatBreaksOffIsNoAnswer() {
    streams(FIRST);
    assertFails("broke off");
  }

  @Test
  void aStreamOfSomethingElseIsNoAnswer() {
    streams("{'id':", "[DONE]");
    assertFails("broke off");
    answer = "<html>Welcome</html>";
    type = "text/html";
    assertFails("broke off");
  }

  @Test
  void noServerIsOneLine() {
    server.stop(0);
    assertFails("No server answers");
  }

  @Test
  void aWrongAddressIsOneLine() {
    CommandRun run =
        CommandRun.of(
            Map.of("HOME", folder.toString()), "chat", "Hello", "--url", "not an address");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("not an http address").doesNotContain("inside Rigel");
  }
}
