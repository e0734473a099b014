package dev.rigel.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.rigel.agent.Agent;
import dev.rigel.agent.AgentListener;
import dev.rigel.agent.Caller;
import dev.rigel.agent.port.StoredArtifact;
import dev.rigel.agent.port.TurnRecord;
import dev.rigel.agent.port.TurnUsage;
import dev.rigel.base.CallScope;
import dev.rigel.base.Hashes;
import dev.rigel.protocol.ChatCompletion;
import dev.rigel.protocol.ChatCompletionRequest;
import dev.rigel.protocol.Json;
import dev.rigel.server.settings.Setting;
import dev.rigel.server.settings.SettingsReader;
import dev.rigel.store.Store;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * A server is killed at random moments while it takes in and runs executions. What it acknowledged
 * comes to its end once, and each end is told.
 */
@Tag("slow")
class ExecutionKillTest {
  private static final int KILLS = 6;

  @TempDir private Path data;

  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<String, Set<String>> deliveries = new ConcurrentHashMap<>();
  private HttpServer receiver;
  private String hook;

  @BeforeEach
  void listen() throws IOException {
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    receiver.createContext(
        "/",
        exchange -> {
          String id = Json.parse(exchange.getRequestBody().readAllBytes()).path("id").asString();
          deliveries
              .computeIfAbsent(id, _ -> ConcurrentHashMap.newKeySet())
              .add(exchange.getRequestHeaders().getFirst("X-Rigel-Delivery"));
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    receiver.start();
    hook = "127.0.0.1:" + receiver.getAddress().getPort();
  }

  @AfterEach
  void stopListening() {
    receiver.stop(0);
    http.close();
  }

  @Test
  void robustness52_everyExecutionEndsOnceAndIsTold() throws Exception {
    Random random = new Random(52);
    Map<Integer, String> acknowledged = new HashMap<>();
    int sent = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      try (Child child = new Child(data, hook)) {
        int life = random.nextInt(1_500);
        Thread.ofVirtual()
            .start(() -> {
              FakeAgent.pause(life);
              child.kill();
            });
        while (true) {
          acknowledged.put(sent, execute(child, sent));
          sent++;
        }
      } catch (IOException e) {
        // The one that was under way is sent again to the next process, as clients do.
      }
    }
    try (Child child = new Child(data, hook)) {
      acknowledged.put(sent, execute(child, sent));
      for (String id : acknowledged.values()) {
        JsonNode ended = ended(child, id);
        assertThat(ended.path("status").asString()).as(ended.toString()).isEqualTo("completed");
        assertThat(ended.path("response").path("artifacts")).hasSize(1);
        JsonNode artifacts = Json.parse(get(child, "/v1/artifacts/list?execution_id=" + id).body());
        assertThat(artifacts.path("items")).hasSize(1);
      }
      JsonNode all = Json.parse(get(child, "/v1/agent/executions?limit=1000").body());
      assertThat(all.valueStream().map(run -> run.path("id").asString()))
          .containsExactlyInAnyOrderElementsOf(acknowledged.values());
      while (deliveries.size() < acknowledged.size()) {
        FakeAgent.pause(50);
      }
      assertThat(deliveries.values()).allSatisfy(ids -> assertThat(ids).hasSize(1));
    }
  }

  private String execute(Child child, int number) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(child.address + "/v1/agent/execute"))
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"config\":{\"prompt\":\""
                        + number
                        + "\"},\"callback_url\":\"http://"
                        + hook
                        + "/\"}"))
            .build();
    HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
    return Json.parse(response.body()).path("id").asString();
  }

  private JsonNode ended(Child child, String id) throws Exception {
    while (true) {
      JsonNode now = Json.parse(get(child, "/v1/agent/executions/" + id).body());
      if (Set.of("completed", "failed").contains(now.path("status").asString())) {
        return now;
      }
      FakeAgent.pause(20);
    }
  }

  private HttpResponse<String> get(Child child, String path) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create(child.address + path)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /** A server in a process of its own; closing it kills it. */
  private static final class Child implements AutoCloseable {
    private final Process process;
    private final String address;

    Child(Path data, String hook) throws IOException {
      process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "--enable-native-access=ALL-UNNAMED",
                  "-cp",
                  System.getProperty("java.class.path"),
                  KilledServer.class.getName(),
                  data.toString(),
                  hook)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
      String line = lines.readLine();
      while (line != null && !line.startsWith("http")) {
        line = lines.readLine();
      }
      assertThat(line).as("the server did not start").isNotNull();
      address = line;
    }

    void kill() {
      process.toHandle().destroyForcibly();
    }

    @Override
    public void close() throws InterruptedException {
      kill();
      process.waitFor();
    }
  }

  /** The child: each of its turns takes a moment and makes one artifact. */
  static final class KilledServer {
    public static void main(String[] arguments) throws InterruptedException {
      var settings =
          SettingsReader.read(
              Optional.empty(),
              Map.of(),
              Map.of(
                  Setting.PORT,
                  "0",
                  Setting.DATA,
                  arguments[0],
                  Setting.FETCH_ALLOW,
                  arguments[1]));
      RunningRigel rigel =
          RunningRigel.start(
              settings,
              (_, store, urls) ->
                  new Services(
                      new SlowAgent(store),
                      TestRigel.shared().services(store, urls).programs(),
                      TestMedia.tools(),
                      _ -> Optional.empty()),
              List::of);
      System.out.println(rigel.address());
      System.out.flush();
      Thread.currentThread().join();
    }
  }

  private record SlowAgent(Store store) implements Agent {
    @Override
    public ChatCompletion complete(
        ChatCompletionRequest request, Caller caller, AgentListener listener, CallScope scope) {
      FakeAgent.pause(new Random().nextInt(30));
      byte[] picture = (request.sessionId() + "").getBytes(StandardCharsets.UTF_8);
      ChatCompletion completion =
          FakeAgent.answer(
              request, request.id().orElseThrow(), request.sessionId().orElseThrow(), "done");
      store
          .sessions()
          .commit(
              new TurnRecord(
                  caller.tenant(),
                  completion.sessionId(),
                  completion.id(),
                  Instant.now(),
                  false,
                  List.of(),
                  List.of(
                      new StoredArtifact(
                          "img_" + Hashes.sha256(picture).substring(0, 6),
                          "image/png",
                          Optional.empty(),
                          store.blobs().put(picture),
                          picture.length,
                          true)),
                  "",
                  "{}",
                  Json.text(completion.toJson()),
                  TurnUsage.NONE,
                  Optional.empty()));
      FakeAgent.pause(new Random().nextInt(10));
      return completion;
    }
  }
}
