package dev.rigel.agent.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rigel.agent.MemoryPorts;
import dev.rigel.agent.port.StoredDelivery;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WebhooksTest {
  private static final String BODY = "{\"id\":\"1\",\"status\":\"completed\"}";

  private record Call(String url, Map<String, String> headers, String body) {}

  /** Answers with one status after the other; 0 is no answer. */
  private static final class Receiver implements CallbackSender {
    final List<Call> calls = new ArrayList<>();
    private final List<Integer> statuses;

    Receiver(Integer... statuses) {
      this.statuses = List.of(statuses);
    }

    @Override
    public void check(String url) {}

    @Override
    public int post(String url, Map<String, String> headers, byte[] body) throws IOException {
      calls.add(new Call(url, headers, new String(body, StandardCharsets.UTF_8)));
      int status = statuses.get(Math.min(calls.size(), statuses.size()) - 1);
      if (status == 0) {
        throw new IOException("no answer");
      }
      if (status < 0) {
        throw new RigelException(ErrorCode.MEDIA_REFUSED, "It lies inside.");
      }
      return status;
    }
  }

  private final MemoryPorts ports = new MemoryPorts();

  private Webhooks webhooks(Receiver receiver, Optional<String> secret) {
    ports.deliveries.all.put(
        "d1",
        new StoredDelivery(
            "someone", "d1", "1", "https://there.example/hook", BODY, 0, ports.clock.instant()));
    return new Webhooks(ports.deliveries, receiver, secret, ports.clock);
  }

  @Test
  void sendsTheBodySignedAndUnderItsId() {
    Receiver receiver = new Receiver(204);
    assertThat(webhooks(receiver, Optional.of("s3cret")).run("d1")).isEmpty();
    Call call = receiver.calls.getFirst();
    assertThat(call.url()).isEqualTo("https://there.example/hook");
    assertThat(call.body()).isEqualTo(BODY);
    assertThat(call.headers())
        .containsEntry("X-Rigel-Delivery", "d1")
        // echo -n BODY | openssl dgst -sha256 -hmac s3cret
        .containsEntry(
            "X-VLMRun-Signature",
            "sha256=de7f65bc81e8dc4193826c95e4b29ebd3529b8cb34069d200637951e72bd1ee3");
    assertThat(ports.deliveries.outcomes).containsEntry("d1", "delivered");
  }

  @Test
  void signsNothingWithoutASecret() {
    Receiver receiver = new Receiver(200);
    webhooks(receiver, Optional.empty()).run("d1");
    assertThat(receiver.calls.getFirst().headers()).containsOnlyKeys("X-Rigel-Delivery");
  }

  @Test
  void isSentOnceWhenItArrived() {
    Receiver receiver = new Receiver(200);
    Webhooks webhooks = webhooks(receiver, Optional.empty());
    webhooks.run("d1");
    assertThat(webhooks.run("d1")).isEmpty();
    assertThat(webhooks.run("another")).isEmpty();
    assertThat(receiver.calls).hasSize(1);
  }

  @Test
  void robustness60_triesEightTimesWithinADay() {
    Receiver receiver = new Receiver(0, 500, 302, 404, 0, 503, 429, 0);
    Webhooks webhooks = webhooks(receiver, Optional.of("s3cret"));
    Instant start = ports.clock.instant();
    List<Duration> pauses = new ArrayList<>();
    Optional<Instant> next = webhooks.run("d1");
    while (next.isPresent()) {
      Duration pause = Duration.between(ports.clock.instant(), next.get());
      pauses.add(pause);
      ports.clock.pass(pause);
      next = webhooks.run("d1");
    }
    assertThat(receiver.calls).hasSize(8).extracting(Call::body).containsOnly(BODY);
    assertThat(receiver.calls)
        .extracting(call -> call.headers().get("X-Rigel-Delivery"))
        .containsOnly("d1");
    assertThat(pauses).isSorted().doesNotHaveDuplicates();
    assertThat(Duration.between(start, ports.clock.instant()))
        .isBetween(Duration.ofHours(23), Duration.ofHours(24));
    assertThat(ports.deliveries.outcomes.get("d1")).startsWith("given up");
  }

  @Test
  void robustness60_arrivesWhenTheReceiverComesBack() {
    Receiver receiver = new Receiver(0, 503, 200);
    Webhooks webhooks = webhooks(receiver, Optional.empty());
    assertThat(webhooks.run("d1")).isPresent();
    assertThat(webhooks.run("d1")).isPresent();
    assertThat(webhooks.run("d1")).isEmpty();
    assertThat(ports.deliveries.outcomes).containsEntry("d1", "delivered");
  }

  @Test
  void robustness60_neverCallsAnAddressInside() {
    Receiver receiver = new Receiver(-1);
    assertThat(webhooks(receiver, Optional.empty()).run("d1")).isEmpty();
    assertThat(ports.deliveries.outcomes.get("d1")).isEqualTo("given up: It lies inside.");
  }

  @Test
  void givesUpAReceiverThatIsGone() {
    assertThat(webhooks(new Receiver(410), Optional.empty()).run("d1")).isEmpty();
    assertThat(ports.deliveries.outcomes.get("d1")).contains("410");
  }
}
