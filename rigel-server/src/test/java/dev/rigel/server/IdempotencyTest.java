package dev.rigel.server;

import static dev.rigel.server.ServerFixture.data;
import static dev.rigel.server.ServerFixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rigel.agent.Caller;
import dev.rigel.agent.port.TurnRecord;
import dev.rigel.agent.port.TurnUsage;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import dev.rigel.protocol.ChatCompletion;
import dev.rigel.protocol.Json;
import dev.rigel.server.settings.Setting;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that are sent more than once, and completion ids that are chosen more than once. */
class IdempotencyTest {
  private static final String SESSION = "9bf846ba-340d-4921-b156-ca90b5610269";
  private static final String PLAIN = "{\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
  private static final String STREAM =
      "{\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
  private static final String KEY = "Idempotency-Key";

  private ServerFixture fixture;

  @BeforeEach
  void start() throws IOException {
    fixture = new ServerFixture(Map.of(Setting.API_KEYS, "anna,bert"));
    fixture.agent.will((request, caller, listener, _) -> {
      String id = request.id().orElseGet(FakeAgent::id);
      listener.started(id, SESSION);
      return stored(caller, FakeAgent.answer(request, id, SESSION, "Hello there."));
    });
  }

  @AfterEach
  void stop() throws IOException {
    fixture.close();
  }

  /** Stores the turn as the real agent does. */
  private ChatCompletion stored(Caller caller, ChatCompletion answer) {
    fixture
        .store
        .sessions()
        .commit(
            new TurnRecord(
                caller.tenant(),
                SESSION,
                answer.id(),
                Instant.EPOCH,
                false,
                List.of(),
                List.of(),
                "",
                "{}",
                Json.text(answer.toJson()),
                TurnUsage.NONE,
                caller.idempotency()));
    return answer;
  }

  private HttpResponse<String> chat(String body, String key, String user)
      throws IOException, InterruptedException {
    return fixture.chat(body, KEY, key, "Authorization", "Bearer " + user);
  }

  private CompletableFuture<HttpResponse<String>> async(String body, String key) {
    return fixture.client.sendAsync(
        fixture
            .request("/v1/openai/chat/completions")
            .header(KEY, key)
            .header("Authorization", "Bearer anna")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static String id(HttpResponse<String> response) {
    assertThat(response.statusCode()).isEqualTo(200);
    return response.headers().firstValue("content-type").orElse("").contains("event-stream")
        ? Json.parse(data(response.body()).getFirst()).path("id").stringValue()
        : json(response).path("id").stringValue();
  }

  @ParameterizedTest
  @ValueSource(strings = {PLAIN, STREAM})
  void theFirstAnswerIsGivenAgain(String body) throws Exception {
    HttpResponse<String> first = chat(body, "k1", "anna");
    HttpResponse<String> again = chat(body, "k1", "anna");
    assertThat(id(again)).isEqualTo(id(first));
    assertThat(again.body()).contains("there.").contains(SESSION);
    assertThat(fixture.agent.requests).hasSize(1);
    assertThat(id(chat(body, "k2", "anna"))).isNotEqualTo(id(first));
    assertThat(id(chat(body, "k1", "bert"))).isNotEqualTo(id(first));
    assertThat(fixture.agent.requests).hasSize(3);
  }

  @Test
  void aKeyStandsForOneBody() throws Exception {
    chat(PLAIN, "k1", "anna");
    for (String body : List.of(STREAM, PLAIN + " ")) {
      HttpResponse<String> other = chat(body, "k1", "anna");
      assertThat(other.statusCode()).isEqualTo(422);
      assertThat(other.body()).contains("\"header\",\"Idempotency-Key\"");
    }
    assertThat(fixture.agent.requests).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "with space"})
  void aKeyIsPlainText(String key) throws Exception {
    HttpResponse<String> response = chat(PLAIN, key.isEmpty() ? "x".repeat(256) : key, "anna");
    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(fixture.agent.requests).isEmpty();
  }

  @Test
  void whatIsUnderWayIsWaitedFor() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    fixture.agent.will((request, caller, listener, _) -> {
      listener.started("chatcmpl-1", SESSION);
      running.countDown();
      await(release);
      return stored(caller, FakeAgent.answer(request, "chatcmpl-1", SESSION, "Once."));
    });
    var first = async(PLAIN, "k1");
    running.await();
    var second = async(PLAIN, "k1");
    assertThat(chat(STREAM, "k1", "anna").statusCode()).isEqualTo(422);
    release.countDown();
    assertThat(json(first.get(20, TimeUnit.SECONDS)))
        .isEqualTo(json(second.get(20, TimeUnit.SECONDS)));
    assertThat(fixture.agent.requests).hasSize(1);
  }

  @Test
  void aStreamThatJoinsHearsOfTheRunAtOnce() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    fixture.agent.will((request, caller, listener, _) -> {
      listener.started("chatcmpl-1", SESSION);
      listener.wrote("Once ");
      running.countDown();
      await(release);
      listener.wrote("only.");
      return stored(caller, FakeAgent.answer(request, "chatcmpl-1", SESSION, "Once only."));
    });
    var first = async(STREAM, "k1");
    running.await();
    try (RawConnection second = new RawConnection(fixture.server.address())) {
      second.say(
          "POST /v1/openai/chat/completions HTTP/1.1\r\nHost: localhost\r\n"
              + "Authorization: Bearer anna\r\nIdempotency-Key: k1\r\nContent-Length: "
              + STREAM.length()
              + "\r\n\r\n"
              + STREAM);
      second.until("chatcmpl-1");
      release.countDown();
      assertThat(second.until("[DONE]")).contains("Once only.");
    }
    assertThat(data(first.get(20, TimeUnit.SECONDS).body()).getLast()).isEqualTo("[DONE]");
    assertThat(fixture.agent.requests).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {PLAIN, STREAM})
  void aRunGoesOnForTheOneWhoStillWaits(String body) throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    fixture.agent.will((request, caller, listener, scope) -> {
      listener.started("chatcmpl-1", SESSION);
      running.countDown();
      await(release);
      for (int i = 0; i < 100; i++) {
        scope.check();
        listener.wrote("");
      }
      return stored(caller, FakeAgent.answer(request, "chatcmpl-1", SESSION, "Once."));
    });
    CompletableFuture<HttpResponse<String>> second;
    try (RawConnection first = new RawConnection(fixture.server.address())) {
      first.say(
          "POST /v1/openai/chat/completions HTTP/1.1\r\nHost: localhost\r\n"
              + "Authorization: Bearer anna\r\nIdempotency-Key: k1\r\nContent-Length: "
              + body.length()
              + "\r\n\r\n"
              + body);
      assertThat(running.await(20, TimeUnit.SECONDS)).isTrue();
      second = async(body, "k1");
      // Nothing tells from outside that the second has joined.
      Thread.sleep(500);
    }
    Thread.sleep(800);
    release.countDown();
    assertThat(second.get(20, TimeUnit.SECONDS).body()).contains("Once.");
    assertThat(fixture.agent.requests).hasSize(1);
  }

  @Test
  void whatWasGivenUpIsRunAnew() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    fixture.agent.will((_, _, listener, scope) -> {
      listener.started("chatcmpl-1", SESSION);
      running.countDown();
      try {
        FakeAgent.untilCancelled(scope);
      } finally {
        ended.countDown();
      }
      throw new AssertionError("unreachable");
    });
    try (RawConnection first = new RawConnection(fixture.server.address())) {
      first.say(
          "POST /v1/openai/chat/completions HTTP/1.1\r\nHost: localhost\r\n"
              + "Authorization: Bearer anna\r\nIdempotency-Key: k1\r\nContent-Length: "
              + PLAIN.length()
              + "\r\n\r\n"
              + PLAIN);
      assertThat(running.await(20, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
    fixture.agent.will((request, caller, _, _) ->
        stored(caller, FakeAgent.answer(request, "chatcmpl-2", SESSION, "Anew.")));
    assertThat(id(chat(PLAIN, "k1", "anna"))).isEqualTo("chatcmpl-2");
  }

  @Test
  void whatFailedMayBeTriedAgain() throws Exception {
    fixture.agent.will((_, _, _, _) -> {
      throw new RigelException(ErrorCode.MODEL_FAILED, "The model stopped.");
    });
    assertThat(chat(PLAIN, "k1", "anna").statusCode()).isEqualTo(502);
    fixture.agent.will((request, caller, _, _) ->
        stored(caller, FakeAgent.answer(request, "chatcmpl-2", SESSION, "Anew.")));
    assertThat(id(chat(PLAIN, "k1", "anna"))).isEqualTo("chatcmpl-2");
    assertThat(id(chat(PLAIN, "k1", "anna"))).isEqualTo("chatcmpl-2");
  }

  // --- completion ids

  private static final String CHOSEN =
      "{\"id\":\"chatcmpl-mine\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";

  @Test
  void aChosenIdStandsForOneAnswer() throws Exception {
    String[] anna = {"Authorization", "Bearer anna"};
    assertThat(id(fixture.chat(CHOSEN, anna))).isEqualTo("chatcmpl-mine");
    assertThat(id(fixture.chat(CHOSEN, anna)))
        .startsWith("chatcmpl-")
        .isNotEqualTo("chatcmpl-mine");
    assertThat(id(fixture.chat(CHOSEN, "Authorization", "Bearer bert"))).isEqualTo("chatcmpl-mine");
  }

  @Test
  void twoAtOnceDoNotShareAnId() throws Exception {
    CountDownLatch both = new CountDownLatch(2);
    fixture.agent.will((request, caller, _, _) -> {
      both.countDown();
      await(both);
      String id = request.id().orElseGet(FakeAgent::id);
      return stored(caller, FakeAgent.answer(request, id, SESSION, "Hello."));
    });
    var first = async(CHOSEN, "k1");
    var second = async(CHOSEN, "k2");
    Set<String> ids = new HashSet<>();
    ids.add(id(first.get(20, TimeUnit.SECONDS)));
    ids.add(id(second.get(20, TimeUnit.SECONDS)));
    assertThat(ids).hasSize(2).contains("chatcmpl-mine");
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new RigelException(ErrorCode.CANCELLED, "interrupted");
    }
  }
}
