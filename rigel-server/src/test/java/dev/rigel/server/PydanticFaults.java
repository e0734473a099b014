package dev.rigel.server;

import dev.rigel.protocol.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What pydantic says to each kind of field and value, recorded from FastAPI by {@code
 * pydantic/faults.py}.
 */
final class PydanticFaults {
  private final Map<String, Map<JsonNode, Optional<String>>> byKind = new LinkedHashMap<>();

  PydanticFaults() {
    try (InputStream recorded = PydanticFaults.class.getResourceAsStream("/pydantic/faults.json")) {
      if (recorded == null) {
        throw new IllegalStateException("pydantic/faults.json is missing");
      }
      for (JsonNode row : Json.parse(recorded.readAllBytes()).path("faults")) {
        byKind
            .computeIfAbsent(row.path("kind").asString(), _ -> new LinkedHashMap<>())
            .put(row.path("value"), row.path("fault").stringValueOpt());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The values that are tried, of every JSON type. */
  List<JsonNode> values() {
    return new ArrayList<>(byKind.get("string").keySet());
  }

  /** The kind of fault; empty when pydantic takes the value. */
  Optional<String> fault(String kind, JsonNode value) {
    return byKind.get(kind).get(value);
  }
}
