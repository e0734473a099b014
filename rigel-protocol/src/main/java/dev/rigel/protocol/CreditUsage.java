package dev.rigel.protocol;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a run has used, in whole numbers: clients refuse fractions.
 *
 * @param elementsProcessed pictures or pages that were worked on
 * @param elementType {@code image} or {@code page}
 * @param steps tool calls of the program
 * @param message why the run failed
 */
public record CreditUsage(
    Optional<Integer> elementsProcessed,
    Optional<String> elementType,
    Optional<Long> creditsUsed,
    Optional<Integer> steps,
    Optional<String> message,
    long durationSeconds) {
  /** Of a run that has not ended. */
  public static final CreditUsage NONE =
      new CreditUsage(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          0);

  public CreditUsage {
    requireNonNull(elementsProcessed, "elementsProcessed");
    requireNonNull(elementType, "elementType");
    requireNonNull(creditsUsed, "creditsUsed");
    requireNonNull(steps, "steps");
    requireNonNull(message, "message");
  }

  /** Of a run that failed. */
  public static CreditUsage failed(String message, long durationSeconds) {
    return new CreditUsage(
        Optional.empty(),
        Optional.empty(),
        Optional.of(0L),
        Optional.empty(),
        Optional.of(message),
        durationSeconds);
  }

  public ObjectNode toJson() {
    ObjectNode node = Json.object();
    elementsProcessed.ifPresentOrElse(
        v -> node.put("elements_processed", v), () -> node.putNull("elements_processed"));
    elementType.ifPresentOrElse(
        v -> node.put("element_type", v), () -> node.putNull("element_type"));
    creditsUsed.ifPresentOrElse(
        v -> node.put("credits_used", v), () -> node.putNull("credits_used"));
    steps.ifPresentOrElse(v -> node.put("steps", v), () -> node.putNull("steps"));
    message.ifPresentOrElse(v -> node.put("message", v), () -> node.putNull("message"));
    node.put("duration_seconds", durationSeconds);
    return node;
  }
}
