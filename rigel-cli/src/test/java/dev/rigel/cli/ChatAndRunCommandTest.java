package dev.rigel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code rigel chat} and {@code rigel run} in this process, on a data folder of their own. */
class ChatAndRunCommandTest {
  private static final String EXAMPLES = "../examples/";

  @TempDir private Path folder;

  private CommandRun rigel(String... arguments) {
    return CommandRun.of(
        Map.of(
            "HOME",
            System.getProperty("user.home"),
            "RIGEL_DATA_DIR",
            folder.resolve("data").toString()),
        arguments);
  }

  private CommandRun in(Path output, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("-o", output.toString()));
    return rigel(all.toArray(String[]::new));
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  // --- wrong use

  static Stream<List<String>> wrongUses() {
    return Stream.of(
        List.of("chat"),
        List.of("chat", "Look", "-i", "no-such-file.jpg"),
        List.of("chat", "Look", "--schema", "no-such-file.json"),
        List.of("chat", "Look", "-m", "gpt-9"),
        List.of("chat", "Look", "-s", "not-a-uuid"),
        List.of("chat", "Look", "more"),
        List.of("run"),
        List.of("run", "no-such-program.py"),
        List.of("run", "-e", "answer(\"x\")", "program.py"),
        List.of("run", "-e", "answer(\"x\")", "-i", "photo.jpg"),
        List.of("run", "-e", "answer(\"x\")", "-i", "img1=no-such-file.jpg"),
        List.of("serve", "--port", "many"));
  }

  @ParameterizedTest
  @MethodSource("wrongUses")
  void wrongUseIsOneLineAndExitCodeTwo(List<String> arguments) {
    CommandRun run = rigel(arguments.toArray(String[]::new));
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.err())
        .startsWith("rigel: ")
        .doesNotContain("Exception")
        .doesNotContain("inside Rigel");
  }

  @Test
  void aSchemaThatIsNotJsonIsWrongUse() throws IOException {
    CommandRun run =
        rigel("chat", "Look", "--schema", write("schema.json", "{not json").toString());
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("schema.json is not JSON");
  }

  @Test
  void aWrongConfigurationIsWrongUse() {
    CommandRun run =
        CommandRun.of(
            Map.of("HOME", folder.toString(), "RIGEL_PORT", "many"), "run", "-e", "answer(\"x\")");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.err()).contains("RIGEL_PORT").doesNotContain("inside Rigel");
  }

  // --- run

  @Test
  void aProgramWithoutMediaRuns() {
    CommandRun run = rigel("run", "-e", "result = 6 * 7\nanswer(f\"{result}\")");
    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).isEqualTo("42\n");
  }

  @Test
  void aProgramsResultIsOneJsonObject() throws IOException {
    Path program =
        write(
            "program.py",
            """
            small = resize(img1, 0.25)
            place = box(0.1, 0.2, 0.3, 0.4)
            print("half way")
            answer("Small.", image=small, boxes=[place], data={"n": 3, "width": info(small).width, "first": place})
            """);
    Path output = folder.resolve("made");
    CommandRun run =
        in(output, "run", program.toString(), "-i", "img1=" + EXAMPLES + "cat.jpg", "--json");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.err()).contains("half way");
    JsonNode result = JsonMapper.shared().readTree(run.out());
    assertThat(result.propertyNames()).containsExactly("answer", "steps", "warnings", "usage");
    JsonNode answer = result.path("answer");
    assertThat(answer.path("text").asString()).isEqualTo("Small.");
    assertThat(answer.path("boxes").path(0).path("xywh").path(1).asDouble()).isEqualTo(0.2);
    assertThat(answer.path("data").path("n").asInt()).isEqualTo(3);
    assertThat(answer.path("artifacts")).hasSize(1);
    JsonNode artifact = answer.path("artifacts").path(0);
    assertThat(answer.path("data").path("first")).isEqualTo(answer.path("boxes").path(0));
    assertThat(artifact.path("media_type").asString()).isEqualTo("image/png");
    assertThat(ImageIO.read(Path.of(artifact.path("path").asString()).toFile()).getWidth())
        .isEqualTo(answer.path("data").path("width").asInt());
    assertThat(result.path("steps").path(0).path("tool").asString()).isEqualTo("resize");
    assertThat(result.path("usage").path("tool_calls").asInt()).isGreaterThanOrEqualTo(2);
  }

  @Test
  void aWrongProgramIsOneLineWithItsPlace() {
    CommandRun run = rigel("run", "-e", "found = nonsense(3)\nanswer(\"x\")");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.err()).startsWith("rigel: ").contains("line 1").contains("nonsense");
    CommandRun failing = rigel("run", "-e", "values = [1]\nanswer(f\"{values[3]}\")");
    assertThat(failing.exitCode()).isEqualTo(1);
    assertThat(failing.err()).contains("line 2").contains("IndexError");
  }

  @Test
  void aToolThatIsNotConfiguredSaysWhichSettingIsMissing() {
    CommandRun run =
        rigel("run", "-e", "picture = generate(\"a dragon\")\nanswer(\"x\", image=picture)");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("generator.endpoint");
  }

  @Test
  void anInputThatIsNoMediumIsOneLine() throws IOException {
    Path text = write("photo.jpg", "this is text");
    CommandRun run = rigel("run", "-e", "answer(f\"{img1.width}\")", "-i", "img1=" + text);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.err()).doesNotContain("inside Rigel");
  }

  // --- chat, without a language model: reflexes

  @Test
  void aChatAboutAPictureWritesWhatItMade() throws IOException {
    Path output = folder.resolve("made");
    CommandRun run = in(output, "chat", "Make it grayscale", "-i", EXAMPLES + "cat.jpg");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).startsWith("In shades of gray.\nimg_");
    try (Stream<Path> files = Files.list(output)) {
      Path file = files.toList().getFirst();
      assertThat(run.out().strip()).endsWith(file.toString());
      assertThat(file.getFileName().toString()).matches("img_[0-9a-f]{6}\\.png");
      assertThat(ImageIO.read(file.toFile())).isNotNull();
    }
  }

  @Test
  void aChatAsJsonIsTheCompletion() {
    CommandRun run =
        in(
            folder.resolve("made"),
            "chat",
            "Make it grayscale",
            "-i",
            EXAMPLES + "cat.jpg",
            "--json");
    assertThat(run.exitCode()).as(run.err()).isZero();
    JsonNode completion = JsonMapper.shared().readTree(run.out());
    assertThat(completion.path("object").asString()).isEqualTo("chat.completion");
    assertThat(completion.path("session_id").asString()).hasSize(36);
    assertThat(completion.path("model").asString()).isEqualTo("vlmrun-orion-1:auto");
    assertThat(completion.path("rigel").path("planner").asString()).isEqualTo("reflex");
    assertThat(run.err()).contains("img_");
  }

  @Test
  void aSessionGoesOnWhereItStopped() {
    Path output = folder.resolve("made");
    CommandRun first =
        in(
            output,
            "chat",
            "How wide and how high is this image?",
            "-i",
            EXAMPLES + "cat.jpg",
            "--json");
    String session = JsonMapper.shared().readTree(first.out()).path("session_id").asString();
    CommandRun second = in(output, "chat", "What is the aspect ratio?", "-s", session);
    assertThat(second.exitCode()).as(second.err()).isZero();
    assertThat(second.out().strip()).matches("\\d\\.\\d\\d");
  }

  @Test
  void aSchemaGivesJsonAndTheProgramIsShownWhenAsked() throws IOException {
    Path schema =
        write(
            "schema.json",
            """
            {"type":"object","properties":{"image":{"type":"object","title":"ImageRef",
             "properties":{"id":{"type":"string","pattern":"^img_\\\\w{6}$"}},"required":["id"]}},
             "required":["image"]}\
            """);
    CommandRun run =
        in(
            folder.resolve("made"),
            "chat",
            "Make it grayscale",
            "-i",
            EXAMPLES + "cat.jpg",
            "--schema",
            schema.toString(),
            "--show-program",
            "--no-stream");
    assertThat(run.exitCode()).as(run.err()).isZero();
    String json = run.out().lines().findFirst().orElseThrow();
    assertThat(JsonMapper.shared().readTree(json).path("image").path("id").asString())
        .matches("img_[0-9a-f]{6}");
    assertThat(run.err())
        .contains("program (reflex")
        .contains("grayscale(img1)")
        .contains("step 1");
  }

  @Test
  void aChatThatFailsIsOneLineAndExitCodeOne() throws IOException {
    Path broken = write("broken.png", "\u0000PNG, but no\u0001");
    CommandRun run = rigel("chat", "Make it grayscale", "-i", broken.toString());
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines().filter(l -> l.startsWith("rigel: "))).hasSize(1);
    assertThat(run.err()).doesNotContain("Exception").doesNotContain("inside Rigel");
  }

  @Test
  @Tag("slow")
  void aPictureIsUnderstood() {
    CommandRun run =
        rigel("chat", "How many faces are in the picture?", "-i", EXAMPLES + "astronaut.jpg");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).isEqualTo("Faces: 1\n");
  }
}
