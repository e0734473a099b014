package dev.rigel.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rigel.server.settings.Setting;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Far more requests at once than the server runs. */
class ManyRequestsTest {
  private static final String CHAT = "{\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
  private static final int REQUESTS = 1_000;

  @Test
  void robustness55_answersOrRefusesEachOfAThousandAndServesTheOtherKeyAndHealth()
      throws Exception {
    try (ServerFixture fixture =
            new ServerFixture(
                Map.of(
                    Setting.RUNNING,
                    "2",
                    Setting.WAITING,
                    "64",
                    Setting.KEEP_ALIVE,
                    "10m",
                    Setting.API_KEYS,
                    Tenants.KEYS));
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      CountDownLatch release = new CountDownLatch(1);
      AtomicInteger now = new AtomicInteger();
      AtomicInteger most = new AtomicInteger();
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
      List<Future<HttpResponse<String>>> flood = new ArrayList<>();
      for (int i = 0; i < REQUESTS; i++) {
        flood.add(threads.submit(() -> fixture.chat(CHAT, Tenants.ANNA)));
      }
      while (fixture.server.requestsUnderWay() < 66) {
        Thread.sleep(5);
      }
      // While all places are taken: health answers, and another key gets a place.
      for (int i = 0; i < 20; i++) {
        assertThat(fixture.get("/health").statusCode()).isEqualTo(200);
      }
      List<Future<HttpResponse<String>>> modest = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        modest.add(threads.submit(() -> fixture.chat(CHAT, Tenants.BERT)));
      }
      while (refused(flood) < REQUESTS - 56) {
        Thread.sleep(5);
      }
      release.countDown();
      int answered = 0;
      for (Future<HttpResponse<String>> one : flood) {
        HttpResponse<String> response = one.get();
        assertThat(response.statusCode()).isIn(200, 429);
        if (response.statusCode() == 429) {
          assertThat(response.headers().firstValue("retry-after")).isPresent();
          assertThat(response.body()).contains("\"code\":\"overloaded\"");
        } else {
          answered++;
        }
      }
      assertThat(answered).isEqualTo(56);
      for (Future<HttpResponse<String>> one : modest) {
        assertThat(one.get().statusCode()).isEqualTo(200);
      }
      assertThat(most).hasValue(2);
      assertThat(fixture.chat(CHAT, Tenants.ANNA).statusCode()).isEqualTo(200);
    }
  }

  private static long refused(List<Future<HttpResponse<String>>> flood) {
    return flood.stream()
        .filter(Future::isDone)
        .filter(one -> one.resultNow().statusCode() == 429)
        .count();
  }
}
