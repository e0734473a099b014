package dev.rigel.agent.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rigel.agent.AgentBench;
import dev.rigel.agent.recipe.RecipeBook;
import dev.rigel.agent.recipe.RecipeIndex;
import dev.rigel.agent.turn.InputKind;
import dev.rigel.agent.turn.Turn;
import dev.rigel.agent.turn.TurnInput;
import dev.rigel.agent.turn.Variant;
import dev.rigel.base.CallScope;
import dev.rigel.media.Media;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What is new in a prompt stays short, whatever is asked: reading it is most of a turn's time. */
class PromptSizeTest {
  private static final AgentBench BENCH = new AgentBench();
  private static final Media PICTURE = AgentBench.picture(1240, 1753, Color.WHITE);
  private static final Media PAPER =
      AgentBench.READER.read(
          Base64.getDecoder()
              .decode(AgentBench.pdf(AgentBench.picture(60, 80, Color.WHITE)).split(",", 2)[1]),
          CallScope.unlimited());
  private static final RecipeBook BOOK = RecipeBook.bundled();
  private static final RecipeIndex INDEX =
      new RecipeIndex(BOOK, new AgentBench.SharedWords(), BENCH.toolbox()::knowsObject);
  private static final PlannerPrompt PROMPT =
      new PlannerPrompt(new OfferedTools(BENCH.toolbox()), List.of());

  static Stream<JsonNode> tasks() throws IOException {
    List<JsonNode> all = new ArrayList<>();
    for (String set : List.of("first", "wild", "toolsets", "combinations", "languages", "shapes")) {
      Path file = Path.of("../benchmarks/agent/tasks", set + ".yaml");
      JsonNode root = new YAMLMapper().readTree(Files.readAllBytes(file));
      (root.isArray() ? root : root.path("tasks")).forEach(all::add);
    }
    assertThat(all).hasSizeGreaterThan(200);
    return all.stream();
  }

  private static Turn turn(String request, List<String> files) {
    List<TurnInput> inputs = new ArrayList<>();
    Map<InputKind, Integer> numbers = new EnumMap<>(InputKind.class);
    for (String file : files) {
      Media media = file.endsWith(".pdf") ? PAPER : PICTURE;
      InputKind kind = InputKind.of(media);
      int number = numbers.merge(kind, 1, Integer::sum);
      inputs.add(new TurnInput(kind.variable(number), "img_000000", media));
    }
    return new Turn(request, "", List.of(), inputs, Optional.empty(), List.of(), Variant.AUTO);
  }

  private static String suffix(Turn turn) {
    List<RecipeIndex.Hit> nearest =
        Examples.of(INDEX, turn.request(), turn.inputKinds(), recipe -> true);
    return PROMPT
        .prompt(turn, Optional.empty(), nearest, Optional.empty())
        .messages()
        .getLast()
        .text();
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void isBoundedForEveryTask(JsonNode task) {
    List<String> files = new ArrayList<>();
    task.path("inputs").forEach(file -> files.add(file.asString()));
    String suffix = suffix(turn(task.path("request").asString(), files));
    assertThat(PlannerPrompt.tokens(suffix))
        .as(suffix)
        .isLessThanOrEqualTo(PlannerPrompt.MOST_TOKENS);
    assertThat(suffix).contains("request: ", "Examples:");
  }
}
