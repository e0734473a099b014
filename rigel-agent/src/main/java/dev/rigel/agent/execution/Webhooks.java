package dev.rigel.agent.execution;

import static java.util.Objects.requireNonNull;

import dev.rigel.agent.port.DeliveryStore;
import dev.rigel.agent.port.JobQueue;
import dev.rigel.agent.port.StoredDelivery;
import dev.rigel.base.RigelException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells receivers of the end of runs: each call is tried until it is answered with a 2xx, eight
 * times within a day at most. A receiver may get one call twice; the header {@code
 * X-Rigel-Delivery} is the same then.
 */
public final class Webhooks implements JobQueue.Handler {
  /** The kind of its jobs in the queue. */
  public static final String KIND = "webhook";

  static final String SIGNATURE = "X-VLMRun-Signature";
  static final String DELIVERY = "X-Rigel-Delivery";

  private static final Logger LOG = LoggerFactory.getLogger(Webhooks.class);

  /** Pauses after the first and each further try that failed: together 23 h 36 min. */
  private static final List<Duration> PAUSES =
      List.of(
          Duration.ofSeconds(10),
          Duration.ofMinutes(1),
          Duration.ofMinutes(5),
          Duration.ofMinutes(30),
          Duration.ofHours(2),
          Duration.ofHours(6),
          Duration.ofHours(15));

  private static final int GONE = 410;

  private final DeliveryStore deliveries;
  private final CallbackSender sender;
  private final Optional<String> secret;
  private final Clock clock;

  /**
   * @param secret what the bodies are signed with; empty for no signature
   */
  public Webhooks(
      DeliveryStore deliveries, CallbackSender sender, Optional<String> secret, Clock clock) {
    this.deliveries = requireNonNull(deliveries, "deliveries");
    this.sender = requireNonNull(sender, "sender");
    this.secret = requireNonNull(secret, "secret");
    this.clock = requireNonNull(clock, "clock");
  }

  @Override
  public Optional<Instant> run(String id) {
    Optional<StoredDelivery> delivery = deliveries.pending(id);
    if (delivery.isEmpty()) {
      return Optional.empty();
    }
    String failure;
    try {
      int status = post(delivery.get());
      if (status / 100 == 2) {
        deliveries.done(id, "delivered");
        return Optional.empty();
      }
      failure = "answered with status " + status;
      if (status == GONE) {
        return giveUp(id, failure);
      }
    } catch (IOException e) {
      failure = "no answer";
    } catch (RigelException e) {
      // The address is none that is called; it will be none later.
      return giveUp(id, e.getMessage());
    }
    int tries = delivery.get().attempts() + 1;
    if (tries > PAUSES.size()) {
      return giveUp(id, failure + ", " + tries + " times");
    }
    deliveries.failed(id, failure);
    return Optional.of(Instant.now(clock).plus(PAUSES.get(tries - 1)));
  }

  private int post(StoredDelivery delivery) throws IOException {
    byte[] body = delivery.body().getBytes(StandardCharsets.UTF_8);
    Map<String, String> headers = new HashMap<>();
    headers.put(DELIVERY, delivery.id());
    secret.ifPresent(key -> headers.put(SIGNATURE, signature(key, body)));
    return sender.post(delivery.url(), headers, body);
  }

  private Optional<Instant> giveUp(String id, String why) {
    LOG.warn("webhook {} is given up: {}", id, why);
    deliveries.done(id, "given up: " + why);
    return Optional.empty();
  }

  /** As receivers check it: HMAC-SHA256 over the raw body. */
  static String signature(String secret, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HMAC-SHA256", e);
    }
  }
}
