package dev.rigel.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a server answered to a task, as it is kept in a run's folder: a line in {@code
 * answers.jsonl} and the produced media as files.
 *
 * @param id of the task
 * @param seconds from request to answer
 * @param content the answer's text
 * @param artifacts files of the produced media, in the order of the text
 * @param response the whole response
 * @param error why there is no answer
 */
record TaskAnswer(
    String id,
    double seconds,
    String content,
    List<Path> artifacts,
    JsonNode response,
    Optional<String> error) {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String FILE = "answers.jsonl";

  TaskAnswer {
    artifacts = List.copyOf(artifacts);
  }

  /** What the server tells of its work: Rigel's extra field; missing elsewhere. */
  JsonNode trace() {
    return response.path("rigel");
  }

  long promptTokens() {
    return response.path("usage").path("prompt_tokens").asLong(0);
  }

  long completionTokens() {
    return response.path("usage").path("completion_tokens").asLong(0);
  }

  double credits() {
    return response.path("usage").path("credits_used").asDouble(0);
  }

  String planner() {
    return error.isPresent()
        ? "none"
        : trace().path("planner").asString("").isEmpty()
            ? "talk"
            : trace().path("planner").asString("");
  }

  String program() {
    return trace().path("program").asString("");
  }

  /** Appends the answer to the run in the folder; the later of two with one id counts. */
  void append(Path folder) {
    ObjectNode node = JSON.createObjectNode();
    node.put("id", id);
    node.put("seconds", seconds);
    node.put("content", content);
    artifacts.forEach(file -> node.withArray("artifacts").add(file.getFileName().toString()));
    node.set("response", response);
    error.ifPresent(text -> node.put("error", text));
    try {
      Files.createDirectories(folder);
      Files.writeString(
          folder.resolve(FILE),
          JSON.writeValueAsString(node) + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The answers of the run in the folder by the ids of their tasks. */
  static Map<String, TaskAnswer> read(Path folder) {
    Map<String, TaskAnswer> answers = new LinkedHashMap<>();
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      return answers;
    }
    try {
      for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
        JsonNode node = JSON.readTree(line);
        List<Path> artifacts = new ArrayList<>();
        node.path("artifacts").forEach(name -> artifacts.add(folder.resolve(name.asString())));
        String id = node.required("id").asString();
        answers.put(
            id,
            new TaskAnswer(
                id,
                node.path("seconds").asDouble(0),
                node.path("content").asString(""),
                artifacts,
                node.path("response"),
                node.has("error") ? Optional.of(node.path("error").asString()) : Optional.empty()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return answers;
  }
}
