package dev.rigel.agent.port;

import java.time.Instant;

/**
 * A stored agent: a name for a prompt and how it is run.
 *
 * @param config the configuration as it was sent, as JSON: schema, skills and the like
 */
public record StoredAgent(
    String tenant,
    String id,
    String name,
    String description,
    String prompt,
    String config,
    Instant createdAt,
    Instant updatedAt) {}
