package dev.rigel.server.kill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rigel.protocol.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/** Speaks to a server that may die at any moment, which is an {@link IOException}. */
final class Client implements AutoCloseable {
  private static final String BOUNDARY = "d8e4f2-boundary";
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final URI server;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  Client(URI server) {
    this.server = server;
  }

  /**
   * Asks until there is a final answer; being asked to wait is none.
   *
   * @throws IOException when the server has died
   */
  JsonNode post(String path, String json, String idempotencyKey)
      throws IOException, InterruptedException {
    return Json.parse(
        send(request(path)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", idempotencyKey)
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build())
            .body());
  }

  JsonNode upload(String filename, byte[] content) throws IOException, InterruptedException {
    String head =
        "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n\r\n"
            .formatted(BOUNDARY, filename);
    HttpRequest request =
        request("/v1/files")
            .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
            .POST(
                HttpRequest.BodyPublishers.concat(
                    HttpRequest.BodyPublishers.ofString(head),
                    HttpRequest.BodyPublishers.ofByteArray(content),
                    HttpRequest.BodyPublishers.ofString("\r\n--" + BOUNDARY + "--\r\n")))
            .build();
    return Json.parse(send(request).body());
  }

  JsonNode get(String path) throws IOException, InterruptedException {
    return Json.parse(bytes(path));
  }

  byte[] bytes(String path) throws IOException, InterruptedException {
    return send(request(path).build()).body();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(server.resolve(path)).timeout(PATIENCE);
  }

  private HttpResponse<byte[]> send(HttpRequest request) throws IOException, InterruptedException {
    while (true) {
      HttpResponse<byte[]> response;
      try {
        response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
      } catch (HttpTimeoutException e) {
        throw new AssertionError("no answer to " + request + " within " + PATIENCE, e);
      }
      if (response.statusCode() != 429 && response.statusCode() != 503) {
        assertThat(response.statusCode())
            .as(request + ": " + new String(response.body(), StandardCharsets.UTF_8))
            .isBetween(200, 299);
        return response;
      }
      Thread.sleep(200);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
