package dev.rigel.protocol;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The shape the answer's text must have; every spelling on the wire ends as one of these. */
public sealed interface ResponseFormat {
  ResponseFormat TEXT = new TextFormat();

  record TextFormat() implements ResponseFormat {}

  /** Any JSON object, bare, without a fence. */
  record JsonObjectFormat() implements ResponseFormat {}

  /** JSON that satisfies the schema, bare, without a fence. */
  record JsonSchemaFormat(JsonNode schema, Optional<String> name, boolean strict)
      implements ResponseFormat {
    public JsonSchemaFormat {
      requireNonNull(schema, "schema");
      requireNonNull(name, "name");
    }
  }
}
