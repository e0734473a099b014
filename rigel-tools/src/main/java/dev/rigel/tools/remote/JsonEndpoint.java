package dev.rigel.tools.remote;

import static java.util.Objects.requireNonNull;

import dev.rigel.base.CallScope;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * An address that takes a JSON object and answers with one. Nothing it sends is taken on trust:
 * size, time and form are checked, and its words never reach the user.
 */
public final class JsonEndpoint {
  static final JsonMapper JSON = JsonMapper.shared();
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final long LARGEST_ANSWER = 64L * 1024 * 1024;
  private static final int LOOK_EVERY_MILLIS = 50;

  private final String setting;
  private final URI address;
  private final Optional<String> key;
  private final HttpClient client;

  /**
   * @param setting its name in the configuration, for messages
   * @param key sent as a bearer token
   */
  public JsonEndpoint(String setting, URI address, Optional<String> key) {
    this.setting = requireNonNull(setting, "setting");
    this.address = requireNonNull(address, "address");
    this.key = requireNonNull(key, "key");
    // Redirects are not followed: the key would travel with them.
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  /**
   * @throws RigelException {@link ErrorCode#MODEL_FAILED} when it does not answer with an object
   */
  JsonNode ask(ObjectNode question, CallScope scope) {
    scope.check();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .header("Content-Type", "application/json")
            .header("Accept", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(question)));
    key.ifPresent(token -> request.header("Authorization", "Bearer " + token));
    HttpResponse<byte[]> answer = answer(request.build(), scope);
    if (answer.statusCode() / 100 != 2) {
      throw failure("answered with status " + answer.statusCode());
    }
    try {
      JsonNode node = JSON.readTree(answer.body());
      if (node.isObject()) {
        return node;
      }
    } catch (JacksonException e) {
      // Said below, as for JSON that is not an object.
    }
    throw failure("did not answer with a JSON object");
  }

  private HttpResponse<byte[]> answer(HttpRequest request, CallScope scope) {
    CompletableFuture<HttpResponse<byte[]>> coming =
        client.sendAsync(
            request,
            HttpResponse.BodyHandlers.limiting(
                HttpResponse.BodyHandlers.ofByteArray(), LARGEST_ANSWER));
    long end = System.nanoTime() + LONGEST.toNanos();
    try {
      while (true) {
        try {
          return coming.get(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
          scope.check();
          if (System.nanoTime() - end > 0) {
            throw failure("did not answer within " + LONGEST.toSeconds() + " s");
          }
        }
      }
    } catch (ExecutionException e) {
      throw failure("could not be reached or broke off");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RigelException(ErrorCode.CANCELLED, "The run was stopped.");
    } finally {
      coming.cancel(true);
    }
  }

  /** An answer that is not of the documented form. */
  RigelException malformed(String what) {
    return failure("gave an answer that is not of the documented form: " + what);
  }

  private RigelException failure(String what) {
    return new RigelException(
        ErrorCode.MODEL_FAILED, "The endpoint of the setting " + setting + " " + what + ".");
  }
}
