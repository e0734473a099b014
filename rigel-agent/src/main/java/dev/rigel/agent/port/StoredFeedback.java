package dev.rigel.agent.port;

import java.time.Instant;
import java.util.Optional;

/**
 * What somebody said of a result.
 *
 * @param type {@code request}, {@code agent_execution} or {@code chat}
 * @param entity the id of the result
 * @param response as a JSON object
 */
public record StoredFeedback(
    String tenant,
    String id,
    String type,
    String entity,
    Optional<String> response,
    Optional<String> notes,
    Instant createdAt) {}
