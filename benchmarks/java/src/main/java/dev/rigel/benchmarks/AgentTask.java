package dev.rigel.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * A task of the agent benchmark.
 *
 * @param set the name of the file it comes from
 * @param kind {@code plain} or {@code combined}
 * @param language of the request, as a code of two letters
 * @param references programs whose result is the truth; one of them must be met
 * @param absent words that the answer's text must not contain
 * @param exactCase the case of letters in {@code absent} counts
 * @param needs functions that must be there besides those of the references
 * @param check how pictures are compared
 * @param schema what the answer's JSON must satisfy
 */
record AgentTask(
    String id,
    String set,
    String kind,
    String language,
    List<String> inputs,
    String request,
    List<String> references,
    List<String> absent,
    boolean exactCase,
    List<String> needs,
    Check check,
    Optional<JsonNode> schema) {

  /** How a picture of the answer is held against the true one. */
  enum Check {
    /** Equal pixels, but for what writing them as JPEG changes. */
    EXACT,
    /** Equal width and height, and not the picture that was sent. */
    SIZE,
    /** Equal width and height, and at least a tenth brighter than the picture that was sent. */
    BRIGHTER
  }

  /** All tasks of the files; an id stands once. */
  static List<AgentTask> read(List<Path> files) {
    List<AgentTask> tasks = new ArrayList<>();
    files.forEach(file -> tasks.addAll(read(file)));
    Set<String> ids = new HashSet<>();
    for (AgentTask task : tasks) {
      if (!ids.add(task.id())) {
        throw new IllegalArgumentException("the task " + task.id() + " stands twice");
      }
    }
    return tasks;
  }

  private static List<AgentTask> read(Path file) {
    JsonNode all;
    try {
      all = new YAMLMapper().readTree(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String set = file.getFileName().toString().replace(".yaml", "");
    List<AgentTask> tasks = new ArrayList<>();
    all.forEach(one -> tasks.add(task(one, set)));
    return tasks;
  }

  private static AgentTask task(JsonNode one, String set) {
    List<String> references = new ArrayList<>(List.of(one.required("reference").asString()));
    for (String other : List.of("or", "or2")) {
      if (one.has(other)) {
        references.add(one.path(other).asString());
      }
    }
    return new AgentTask(
        one.required("id").asString(),
        set,
        one.path("kind")
            .asString(set.equals("combinations") || set.equals("untaught") ? "combined" : "plain"),
        one.path("language").asString("en"),
        strings(one.path("inputs")),
        one.required("request").asString(),
        references,
        strings(one.path("absent")),
        one.path("case").asBoolean(false),
        strings(one.path("needs")),
        Check.valueOf(one.path("check").asString("exact").toUpperCase(java.util.Locale.ROOT)),
        one.has("schema") ? Optional.of(one.path("schema")) : Optional.empty());
  }

  private static List<String> strings(JsonNode list) {
    List<String> all = new ArrayList<>();
    list.forEach(item -> all.add(item.asString()));
    return all;
  }
}
