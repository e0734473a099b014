package dev.rigel.agent.port;

import java.time.Instant;

/**
 * A turn as it is kept.
 *
 * @param answer the completion as it was sent, as JSON
 * @param program the program's text; empty for plain talk
 * @param trace the steps, as JSON
 */
public record StoredTurn(
    String tenant,
    String session,
    String completion,
    Instant at,
    String program,
    String trace,
    String answer,
    TurnUsage usage) {}
