package dev.rigel.protocol;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What a kept program is run on, by the names of its parameters. */
public record ProgramInputs(Map<String, Value> values) {
  /** One input. */
  public sealed interface Value {}

  /** As in a message's content. */
  public record Part(ContentPart part) implements Value {
    public Part {
      requireNonNull(part, "part");
    }
  }

  /**
   * @param json a text, a number or a truth value; a text may be the URL of a medium
   */
  public record Plain(JsonNode json) implements Value {
    public Plain {
      requireNonNull(json, "json");
    }
  }

  public ProgramInputs {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }
}
