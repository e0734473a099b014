package dev.rigel.agent.answer;

import tools.jackson.databind.JsonNode;

/**
 * A program's value as JSON: numbers, texts, lists and maps as they are, regions in the wire's
 * form.
 */
public final class PlainJson {
  private PlainJson() {}

  public static JsonNode of(Object value) {
    return Scalars.plain(value);
  }
}
