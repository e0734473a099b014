package dev.rigel.agent.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The benchmark's tasks are no recipes: what measures the planner must not be what it is shown.
 * Short requests have but a few usual wordings and may meet.
 */
class RecipesAndTasksTest {
  private static final int SHORT = 5;

  /** Dice's coefficient of the words that carry meaning. */
  private static final double MOST_ALIKE = 0.85;

  private static final List<Set<String>> WORDINGS =
      RecipeBook.bundled().recipes().stream()
          .flatMap(recipe -> recipe.requests().stream().map(recipe::exampleOf))
          .map(RecipesAndTasksTest::words)
          .toList();

  private static Set<String> words(String request) {
    return new HashSet<>(List.of(Wording.ofRequest(request).split(" ")));
  }

  static Stream<String> tasks() throws IOException {
    List<String> all = new java.util.ArrayList<>();
    for (String set : List.of("first", "wild", "toolsets", "combinations", "untaught")) {
      Path file = Path.of("../benchmarks/agent/tasks", set + ".yaml");
      for (JsonNode task : new YAMLMapper().readTree(Files.readAllBytes(file))) {
        all.add(task.path("request").asString());
      }
    }
    assertThat(all).hasSizeGreaterThan(200);
    return all.stream().filter(request -> words(request).size() > SHORT);
  }

  @ParameterizedTest(name = "{index}")
  @MethodSource("tasks")
  void noWordingComesNearATask(String request) {
    Set<String> task = words(request);
    assertThat(WORDINGS.stream().filter(wording -> alike(task, wording) > MOST_ALIKE)).isEmpty();
  }

  private static double alike(Set<String> one, Set<String> other) {
    long common = one.stream().filter(other::contains).count();
    return 2.0 * common / (one.size() + other.size());
  }
}
