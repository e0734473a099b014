package dev.rigel.agent.port;

import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import dev.rigel.protocol.Json;
import dev.rigel.protocol.ValidationException;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Reads JSON that was stored: where it is damaged, nobody's request is to blame. */
public final class StoredJson {
  private StoredJson() {}

  /**
   * @param what is read, as the subject of a message
   * @throws RigelException {@code internal} when the record is damaged
   */
  public static JsonNode read(String what, String text) {
    return find(text)
        .orElseThrow(
            () -> new RigelException(ErrorCode.INTERNAL, what + " is damaged where it is stored."));
  }

  /** Empty when the record is damaged. */
  public static Optional<JsonNode> find(String text) {
    try {
      return Optional.of(Json.parse(text));
    } catch (ValidationException e) {
      return Optional.empty();
    }
  }
}
