package dev.rigel.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rigel.server.Rigel;
import dev.rigel.server.RunningRigel;
import dev.rigel.server.settings.RigelSettings;
import dev.rigel.server.settings.Setting;
import dev.rigel.server.settings.SettingsReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A fixed part of the agent's benchmark, asked through HTTP: tasks for which recipes and schemas
 * say all, so that no language model is needed.
 */
@Tag("slow")
class AgentTasksTest {
  private static final Path ROOT = Path.of("../..");
  private static final List<String> WITHOUT_A_MODEL =
      List.of("any-dog", "box-people", "twelve", "t-width-200", "t-collage", "s-invoice");

  @TempDir private static Path data;
  private static Rigel rigel;
  private static RunningRigel running;
  private static Map<String, AgentTask> tasks = Map.of();

  @BeforeAll
  static void start() throws IOException {
    TaskInputs.create(data.resolve("inputs"), ROOT.resolve("examples"));
    try (Stream<Path> files = Files.list(ROOT.resolve("benchmarks/agent/tasks"))) {
      Map<String, AgentTask> found = new HashMap<>();
      AgentTask.read(files.sorted().toList()).forEach(task -> found.put(task.id(), task));
      tasks = found;
    }
    Map<String, String> environment = new HashMap<>(System.getenv());
    // Nobody answers there: a task that asks a language model fails.
    environment.put("RIGEL_LLM_BASE_URL", "http://127.0.0.1:9/v1");
    environment.put("RIGEL_LLM_MODEL", "none");
    RigelSettings settings =
        SettingsReader.read(
            Optional.empty(),
            environment,
            Map.of(Setting.DATA, data.resolve("data").toString(), Setting.PORT, "0"));
    rigel = new Rigel(settings, environment, event -> {});
    running =
        RunningRigel.start(settings, (_, store, urls) -> rigel.services(store, urls), List::of);
  }

  @AfterAll
  static void stop() {
    running.close();
    rigel.close();
  }

  static List<String> ids() {
    return WITHOUT_A_MODEL;
  }

  @ParameterizedTest
  @MethodSource("ids")
  void areDoneWithoutALanguageModel(String id) throws IOException, InterruptedException {
    AgentTask task = tasks.get(id);
    AgentClient client =
        new AgentClient(
            URI.create(running.address() + "/v1"),
            "vlmrun-orion-1:auto",
            "none",
            data.resolve("inputs"));
    TaskAnswer answer = client.ask(task, data.resolve("run"));
    assertThat(new TaskTruth(rigel, data.resolve("inputs")).fault(task, answer)).isEmpty();
    assertThat(answer.completionTokens()).isZero();
  }

  @org.junit.jupiter.api.Test
  void aWrongAnswerIsSeen() throws IOException, InterruptedException {
    AgentClient client =
        new AgentClient(
            URI.create(running.address() + "/v1"),
            "vlmrun-orion-1:auto",
            "none",
            data.resolve("inputs"));
    TaskAnswer answer = client.ask(tasks.get("any-dog"), data.resolve("run"));
    TaskTruth truth = new TaskTruth(rigel, data.resolve("inputs"));
    assertThat(truth.fault(tasks.get("count-cats"), answer)).isPresent();
    assertThat(truth.fault(tasks.get("box-people"), answer)).isPresent();
    assertThat(truth.fault(tasks.get("s-invoice"), answer)).isPresent();
  }
}
