package dev.rigel.cli;

import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import dev.rigel.protocol.KeyCreation;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The keys of a running server, by its endpoints for administrators. */
final class ServerKeys implements KeyAdministration {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Duration TIME = Duration.ofSeconds(30);

  private final String base;
  private final Supplier<Optional<String>> key;
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(TIME).build();

  /**
   * @param base ends in {@code /v1}
   * @param key of an administrator, asked for with each call
   */
  ServerKeys(String base, Supplier<Optional<String>> key) {
    this.base = base.replaceAll("/+$", "");
    this.key = key;
  }

  @Override
  public JsonNode create(KeyCreation wish) {
    return send(
        to("")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(wish.toJson()))));
  }

  @Override
  public List<JsonNode> keys() {
    return List.copyOf(send(to("").GET()).values());
  }

  @Override
  public JsonNode revoke(String id) {
    return send(to("/" + URLEncoder.encode(id, StandardCharsets.UTF_8)).DELETE());
  }

  private HttpRequest.Builder to(String path) {
    HttpRequest.Builder builder;
    try {
      builder = HttpRequest.newBuilder(URI.create(base + "/keys" + path)).timeout(TIME);
    } catch (IllegalArgumentException e) {
      throw RigelException.invalid("--url " + base + " is not an http address.", "url");
    }
    key.get().ifPresent(k -> builder.header("Authorization", "Bearer " + k));
    return builder;
  }

  private JsonNode send(HttpRequest.Builder request) {
    HttpResponse<byte[]> response;
    try {
      response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw RigelException.causedBy(
          e, ErrorCode.MODEL_FAILED, "No server answers at " + base + ".");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RigelException(ErrorCode.CANCELLED, "Interrupted.");
    }
    JsonNode body = parsed(response.body());
    if (response.statusCode() / 100 == 2) {
      return body;
    }
    String message = body.path("error").path("message").asString("");
    throw new RigelException(
        ErrorCode.INVALID_REQUEST,
        message.isEmpty()
            ? "The server answered with status " + response.statusCode() + "."
            : message);
  }

  private static JsonNode parsed(byte[] body) {
    try {
      return JSON.readTree(body);
    } catch (JacksonException e) {
      return JSON.nullNode();
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
