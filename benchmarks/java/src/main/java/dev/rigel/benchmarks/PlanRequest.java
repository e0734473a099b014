package dev.rigel.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * A request of the planning benchmark.
 *
 * @param kind {@code plain} or {@code combined}
 * @param references programs whose result is the truth; one of them must be met
 * @param absent words that the answer's text must not contain
 */
record PlanRequest(
    String id,
    String kind,
    List<String> inputs,
    String request,
    List<String> references,
    List<String> absent) {

  static List<PlanRequest> read(Path file) {
    JsonNode all;
    try {
      all = new YAMLMapper().readTree(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<PlanRequest> requests = new ArrayList<>();
    for (JsonNode one : all) {
      List<String> references = new ArrayList<>(List.of(one.required("reference").asString()));
      if (one.has("or")) {
        references.add(one.path("or").asString());
      }
      requests.add(
          new PlanRequest(
              one.required("id").asString(),
              one.path("kind").asString("plain"),
              strings(one.path("inputs")),
              one.required("request").asString(),
              references,
              strings(one.path("absent"))));
    }
    return requests;
  }

  private static List<String> strings(JsonNode list) {
    List<String> all = new ArrayList<>();
    list.forEach(item -> all.add(item.asString()));
    return all;
  }
}
