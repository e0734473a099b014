package dev.rigel.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rigel.base.RigelException;
import dev.rigel.server.settings.Setting;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs that wait, are too many, lose their client, or meet the server's end. */
class RunsTest {
  private static final String PLAIN = "{\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
  private static final String STREAM =
      "{\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";

  @ParameterizedTest
  @ValueSource(strings = {PLAIN, STREAM})
  void robustness7_stopsARunWhoseClientHasGone(String body) throws Exception {
    // The keep-alive is far away: the closed connection itself is noticed.
    try (ServerFixture fixture = new ServerFixture(Map.of(Setting.KEEP_ALIVE, "10m"))) {
      CountDownLatch running = new CountDownLatch(1);
      CompletableFuture<String> end = new CompletableFuture<>();
      fixture.agent.will((_, _, listener, scope) -> {
        listener.started("chatcmpl-1", "9bf846ba-340d-4921-b156-ca90b5610269");
        running.countDown();
        try {
          FakeAgent.untilCancelled(scope);
        } catch (RigelException e) {
          end.complete(e.getMessage());
          throw e;
        }
        throw new AssertionError("unreachable");
      });
      try (RawConnection connection = new RawConnection(fixture.server.address())) {
        connection.say(
            "POST /v1/openai/chat/completions HTTP/1.1\r\nHost: localhost\r\nContent-Length: "
                + body.length()
                + "\r\n\r\n"
                + body);
        assertThat(running.await(20, TimeUnit.SECONDS)).isTrue();
      }
      assertThat(end.get(20, TimeUnit.SECONDS)).contains("client has gone");
      fixture.agent.will(
          (request, _, _, _) -> FakeAgent.answer(request, "c", FakeAgent.SESSION, "ok"));
      assertThat(fixture.chat(PLAIN).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void doesNotMistakeAClientThatSendsItsNextRequestEarlyForOneThatHasGone() throws Exception {
    try (ServerFixture fixture = new ServerFixture()) {
      fixture.agent.will((request, _, _, _) -> {
        FakeAgent.pause(800);
        return FakeAgent.answer(request, "c", FakeAgent.SESSION, "still here");
      });
      try (RawConnection connection = new RawConnection(fixture.server.address())) {
        connection.say(
            "POST /v1/openai/chat/completions HTTP/1.1\r\nHost: localhost\r\nContent-Length: "
                + PLAIN.length()
                + "\r\n\r\n"
                + PLAIN);
        Thread.sleep(300);
        connection.say("GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n");
        assertThat(connection.everything()).startsWith("HTTP/1.1 200").contains("still here");
      }
    }
  }

  @Test
  void robustness55_refusesWhatDoesNotFitIntoTheQueueAndKeepsHealthQuick() throws Exception {
    try (ServerFixture fixture =
        new ServerFixture(Map.of(Setting.RUNNING, "2", Setting.WAITING, "3"))) {
      CountDownLatch release = new CountDownLatch(1);
      AtomicInteger most = new AtomicInteger();
      AtomicInteger now = new AtomicInteger();
      fixture.agent.will((request, _, _, _) -> {
        most.accumulateAndGet(now.incrementAndGet(), Math::max);
        try {
          release.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
        now.decrementAndGet();
        return FakeAgent.answer(request, "c", FakeAgent.SESSION, "ok");
      });
      List<CompletableFuture<HttpResponse<String>>> accepted = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        accepted.add(async(fixture));
      }
      while (fixture.server.requestsUnderWay() < 5) {
        Thread.sleep(5);
      }
      for (String body : List.of(PLAIN, STREAM)) {
        HttpResponse<String> refused = fixture.chat(body);
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("retry-after")).isPresent();
        assertThat(refused.body()).contains("\"code\":\"overloaded\"", "\"detail\":\"");
      }
      assertThat(fixture.get("/v1/health").statusCode()).isEqualTo(200);
      release.countDown();
      for (var response : accepted) {
        assertThat(response.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
      }
      assertThat(most).hasValue(2);
      assertThat(fixture.chat(PLAIN).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void givesThePlaceOfAWaitingRunFreeWhenItsClientGoes() throws Exception {
    try (ServerFixture fixture =
        new ServerFixture(Map.of(Setting.RUNNING, "1", Setting.WAITING, "1"))) {
      CountDownLatch release = new CountDownLatch(1);
      fixture.agent.will((request, _, _, _) -> {
        try {
          release.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
        return FakeAgent.answer(request, "c", FakeAgent.SESSION, "ok");
      });
      var first = async(fixture);
      while (fixture.agent.requests.isEmpty()) {
        Thread.sleep(5);
      }
      try (RawConnection connection = new RawConnection(fixture.server.address())) {
        connection.say(
            "POST /v1/openai/chat/completions HTTP/1.1\r\nHost: localhost\r\nContent-Length: "
                + PLAIN.length()
                + "\r\n\r\n"
                + PLAIN);
        while (fixture.server.requestsUnderWay() < 2) {
          Thread.sleep(5);
        }
      }
      while (fixture.server.requestsUnderWay() > 1) {
        Thread.sleep(5);
      }
      var second = async(fixture);
      while (fixture.server.requestsUnderWay() < 2) {
        Thread.sleep(5);
      }
      release.countDown();
      assertThat(first.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
      assertThat(second.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
      assertThat(fixture.agent.requests).hasSize(2);
    }
  }

  @Test
  void robustness58_letsRunsFinishWithinTheGraceTime() throws Exception {
    ServerFixture fixture = new ServerFixture(Map.of(Setting.GRACE, "20s"));
    CountDownLatch running = new CountDownLatch(1);
    fixture.agent.will((request, _, _, _) -> {
      running.countDown();
      FakeAgent.pause(500);
      return FakeAgent.answer(request, "c", FakeAgent.SESSION, "finished");
    });
    var response = async(fixture);
    running.await();
    fixture.server.close();
    assertThat(response.get(20, TimeUnit.SECONDS).body()).contains("finished");
    fixture.close();
  }

  @Test
  void robustness58_endsStreamsWithAnErrorWhenTheGraceTimeIsOver() throws Exception {
    ServerFixture fixture = new ServerFixture(Map.of(Setting.GRACE, "100ms"));
    CountDownLatch running = new CountDownLatch(1);
    fixture.agent.will((_, _, listener, scope) -> {
      listener.started("c", FakeAgent.SESSION);
      running.countDown();
      FakeAgent.untilCancelled(scope);
      throw new AssertionError("unreachable");
    });
    var response =
        fixture.client.sendAsync(
            fixture
                .request("/v1/openai/chat/completions")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString(STREAM))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    running.await();
    fixture.server.close();
    String body = response.get(20, TimeUnit.SECONDS).body();
    assertThat(ServerFixture.data(body).getLast()).contains("\"error\":{", "stopping");
    fixture.close();
  }

  @Test
  void robustness8_endsARunWhoseClientDoesNotReadItsStreamWithoutHoardingIt() throws Exception {
    try (ServerFixture fixture = new ServerFixture()) {
      AtomicInteger written = new AtomicInteger();
      CompletableFuture<Void> end = new CompletableFuture<>();
      String piece = "x".repeat(10_000);
      fixture.agent.will((request, _, listener, scope) -> {
        try {
          listener.started("c", FakeAgent.SESSION);
          for (int i = 0; i < 20_000; i++) {
            scope.check();
            listener.wrote(piece);
            written.incrementAndGet();
          }
          return FakeAgent.answer(request, "c", FakeAgent.SESSION, "");
        } finally {
          end.complete(null);
        }
      });
      try (RawConnection connection = new RawConnection(fixture.server.address())) {
        connection.say(
            "POST /v1/openai/chat/completions HTTP/1.1\r\nHost: localhost\r\nContent-Length: "
                + STREAM.length()
                + "\r\n\r\n"
                + STREAM);
        int before = -1;
        while (before != written.get() || before <= 0) {
          before = written.get();
          Thread.sleep(500);
        }
        // Stopped by the full queue, long before all was written.
        assertThat(written.get()).isLessThan(5_000);
      }
      end.get(60, TimeUnit.SECONDS);
    }
  }

  private static CompletableFuture<HttpResponse<String>> async(ServerFixture fixture)
      throws IOException {
    return fixture.client.sendAsync(
        fixture
            .request("/v1/openai/chat/completions")
            .POST(java.net.http.HttpRequest.BodyPublishers.ofString(PLAIN))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
