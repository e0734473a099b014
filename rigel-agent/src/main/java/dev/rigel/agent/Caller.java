package dev.rigel.agent;

/**
 * On whose behalf a turn runs.
 *
 * @param tenant owns sessions and artifacts; the same for all requests with one key
 * @param origin absolute base of signed URLs, for example {@code http://127.0.0.1:8080}
 * @param localFiles file paths are accepted as media (only for the command line's own process)
 */
public record Caller(String tenant, String origin, boolean localFiles) {}
