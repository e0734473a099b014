package dev.rigel.agent.port;

import java.time.Instant;

/**
 * One webhook call that is to reach its receiver at least once.
 *
 * @param id the same at each try
 * @param execution what it tells of
 * @param body the JSON that is sent, byte for byte the same at each try
 * @param attempts how often it was tried
 */
public record StoredDelivery(
    String tenant,
    String id,
    String execution,
    String url,
    String body,
    int attempts,
    Instant createdAt) {}
