package dev.rigel.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Clients that send a byte now and then to hold a connection for ever. */
@Tag("slow")
class SlowClientTest {
  @Test
  void robustness7_closesConnectionsThatTrickle() throws Exception {
    try (ServerFixture fixture = new ServerFixture();
        RawConnection head = new RawConnection(fixture.server.address());
        RawConnection body = new RawConnection(fixture.server.address())) {
      head.say("GET /health HTTP/1.1\r\nHost: localhost\r\nX-Slow: ");
      body.say(
          "POST /v1/openai/chat/completions HTTP/1.1\r\nHost: localhost\r\n"
              + "Content-Length: 100000\r\n\r\n");
      CompletableFuture<String> headAnswer = trickle(head);
      CompletableFuture<String> bodyAnswer = trickle(body);

      assertThat(headAnswer.get(90, TimeUnit.SECONDS)).doesNotContain(" 200 ");
      assertThat(bodyAnswer.get(90, TimeUnit.SECONDS)).startsWith("HTTP/1.1 408");
      assertThat(fixture.agent.requests).isEmpty();
      assertThat(fixture.get("/health").statusCode()).isEqualTo(200);
    }
  }

  private static CompletableFuture<String> trickle(RawConnection connection) {
    Thread.ofVirtual()
        .start(() -> {
          try {
            while (true) {
              connection.say("x");
              Thread.sleep(500);
            }
          } catch (IOException e) {
            // Closed, as it should be.
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    CompletableFuture<String> answer = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(() -> {
          StringBuilder read = new StringBuilder();
          try {
            while (true) {
              read.append(connection.until("\n"));
            }
          } catch (IOException e) {
            answer.complete(read.toString());
          }
        });
    return answer;
  }
}
