package dev.rigel.agent.port;

import java.time.Instant;
import java.util.Optional;

/**
 * A program that was kept to be run again.
 *
 * @param parameters its inputs by name, as JSON: name to type
 * @param run the completion or execution that it comes from
 */
public record StoredProgram(
    String tenant,
    String id,
    String name,
    String text,
    String parameters,
    Optional<String> run,
    Instant createdAt) {}
