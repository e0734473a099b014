package dev.rigel.server;

import dev.rigel.protocol.Json;
import dev.rigel.server.settings.RigelSettings;
import dev.rigel.server.settings.Setting;
import dev.rigel.server.settings.SettingsReader;
import dev.rigel.store.Store;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A server on a free port with a fake agent and a real store, and a client for it. */
final class ServerFixture implements AutoCloseable {
  final FakeAgent agent = new FakeAgent();
  final Store store;
  final SignedUrls signedUrls;
  final ExecutionServices executions;
  final RigelServer server;
  final HttpClient client = new CheckedClient();
  private final Path folder;

  ServerFixture(Map<Setting, String> flags) throws IOException {
    folder = Files.createTempDirectory("rigel-server-test");
    Map<Setting, String> all = new HashMap<>(flags);
    all.putIfAbsent(Setting.PORT, "0");
    all.putIfAbsent(Setting.DATA, folder.toString());
    all.putIfAbsent(Setting.GRACE, "200ms");
    RigelSettings settings = SettingsReader.read(Optional.empty(), Map.of(), all);
    store = Store.open(folder);
    signedUrls = SignedUrls.of(folder, Clock.systemUTC());
    Services services =
        new Services(
            agent,
            TestRigel.shared().services(store, signedUrls).programs(),
            TestMedia.tools(),
            TestMedia::schema,
            () -> ServedModels.of(8_192, List.of("grammar"), true));
    executions = new ExecutionServices(settings, store, services, signedUrls);
    server =
        new RigelServer(
            settings, services, RunningRigel.resources(store), executions, signedUrls, List::of);
    server.start();
    executions.resume();
  }

  ServerFixture() throws IOException {
    this(Map.of());
  }

  /** The data folder. */
  Path folder() {
    return folder;
  }

  URI uri(String path) {
    return URI.create(server.address() + path);
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(60));
  }

  HttpResponse<String> get(String path, String... headers)
      throws IOException, InterruptedException {
    return send(with(request(path), headers).build());
  }

  HttpResponse<String> post(String path, String body, String... headers)
      throws IOException, InterruptedException {
    return send(
        with(request(path), headers).POST(HttpRequest.BodyPublishers.ofString(body)).build());
  }

  HttpResponse<String> chat(String body, String... headers)
      throws IOException, InterruptedException {
    return post("/v1/openai/chat/completions", body, headers);
  }

  HttpResponse<String> delete(String path, String... headers)
      throws IOException, InterruptedException {
    return send(with(request(path), headers).DELETE().build());
  }

  HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  static HttpRequest.Builder with(HttpRequest.Builder request, String... headers) {
    return headers.length == 0 ? request : request.headers(headers);
  }

  static JsonNode json(HttpResponse<String> response) {
    return Json.parse(response.body());
  }

  /** The payloads of a stream's data lines. */
  static List<String> data(String body) {
    return body.lines().filter(l -> l.startsWith("data: ")).map(l -> l.substring(6)).toList();
  }

  @Override
  public void close() throws IOException {
    server.close();
    executions.stop();
    client.close();
    store.close();
    executions.close();
    try (var tree = Files.walk(folder)) {
      for (Path path : tree.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
