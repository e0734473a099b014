package dev.rigel.agent.port;

/**
 * A message of a session.
 *
 * @param role {@code system}, {@code user}, {@code assistant} or {@code tool}
 * @param json the message as on the wire, media replaced by their references
 * @param digest identifies the message as the client sent it, so that a resent history is
 *     recognised
 */
public record StoredMessage(String role, String json, String digest) {}
