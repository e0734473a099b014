package dev.rigel.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rigel.agent.plan.Doubt;
import dev.rigel.agent.plan.FailedProgram;
import dev.rigel.agent.plan.Plan;
import dev.rigel.agent.turn.Turn;
import dev.rigel.agent.turn.TurnInput;
import dev.rigel.agent.turn.Variant;
import dev.rigel.base.CallScope;
import dev.rigel.language.Generation;
import dev.rigel.language.GenerationRequest;
import dev.rigel.language.LanguageModel;
import dev.rigel.language.Prompt;
import dev.rigel.language.TokenListener;
import dev.rigel.language.constraint.ChoiceConstraint;
import dev.rigel.media.Image;
import dev.rigel.server.settings.RigelSettings;
import dev.rigel.server.settings.Setting;
import dev.rigel.server.settings.SettingsReader;
import dev.rigel.weights.PullListener;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A Rigel that uses the language model of another one, over HTTP, writes what that one writes by
 * itself: nothing is lost on the way.
 */
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlanningThroughEndpointTest {
  private static final Image PICTURE = Image.ofPacked(2, 1, false, new int[2]);
  private static final Prompt TALK =
      new Prompt(
          List.of(
              Prompt.Message.system("You answer briefly."),
              Prompt.Message.user("Name three birds of the sea.")),
          1,
          "Three birds are");

  private Rigel far;
  private Rigel near;
  private RunningRigel running;

  @BeforeAll
  void start(@TempDir Path farData, @TempDir Path nearData) {
    Map<String, String> environment = Map.of("HOME", System.getProperty("user.home"));
    RigelSettings farSettings = settings(farData, environment);
    far = new Rigel(farSettings, environment, PullListener.silent());
    running =
        RunningRigel.start(farSettings, (_, store, urls) -> far.services(store, urls), List::of);
    Map<String, String> through = new HashMap<>(environment);
    through.put("RIGEL_LLM_BASE_URL", running.address() + "/v1/openai");
    through.put("RIGEL_LLM_MODEL", "rigel-embedded");
    near = new Rigel(settings(nearData, through), through, PullListener.silent());
    assertThat(near.languageModel().probed(CallScope.unlimited()).tokenConstraints()).isTrue();
  }

  private static RigelSettings settings(Path data, Map<String, String> environment) {
    return SettingsReader.read(
        Optional.empty(),
        environment,
        Map.of(Setting.DATA, data.toString(), Setting.PORT, "0", Setting.GRACE, "1s"));
  }

  @AfterAll
  void stop() {
    near.close();
    running.close();
    far.close();
  }

  private static Turn turn(String request, int pictures) {
    List<TurnInput> inputs = new ArrayList<>();
    for (int i = 1; i <= pictures; i++) {
      inputs.add(new TurnInput("img" + i, "img_00000" + i, PICTURE));
    }
    return new Turn(request, "", List.of(), inputs, Optional.empty(), List.of(), Variant.AUTO);
  }

  private static Plan plan(Rigel rigel, Turn turn, Optional<FailedProgram> failure) {
    return rigel.planning().byModel(turn, failure, CallScope.unlimited());
  }

  private void assertSame(Turn turn, Optional<FailedProgram> failure) {
    Plan here = plan(far, turn, failure);
    Plan there = plan(near, turn, failure);

    assertThat(there.program()).isEqualTo(here.program());
    assertThat(there.refused()).isEqualTo(here.refused());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Which of the words on the sign are longer than four letters?",
        "Give me the right half of it, in black and white.",
        "Sind auf dem Bild mehr Hunde als Katzen?"
      })
  void theSameProgramIsWritten(String request) {
    assertSame(turn(request, 1), Optional.empty());
  }

  @Test
  void theSameProgramIsWrittenAfterADoubt() {
    Turn turn = turn("Put both pictures side by side and turn the result upside down.", 2);
    Plan first = plan(far, turn, Optional.empty());
    String line = first.program().lines().findFirst().orElseThrow();
    List<Doubt> doubts =
        List.of(
            new Doubt(
                "not this line",
                Optional.of(Pattern.compile("(?m)^" + Pattern.quote(line) + "$")),
                Optional.empty()));

    assertSame(turn, Optional.of(FailedProgram.doubted(first.program(), doubts)));
  }

  @Test
  void theFixedPartIsReadOnce() {
    Prompt fixed =
        new Prompt(
            List.of(
                near.planning().fixedPrompt().messages().getFirst(),
                Prompt.Message.user("request: hello")),
            1,
            "");
    generate(near.languageModel(), GenerationRequest.greedy(fixed, 1));
    generate(near.languageModel(), GenerationRequest.greedy(TALK, 1));

    Generation again = generate(near.languageModel(), GenerationRequest.greedy(fixed, 1));

    assertThat(again.cachedPromptTokens()).isGreaterThan(again.promptTokens() * 9 / 10);
  }

  @Test
  void theSameIsSaidWithTheSameSeedStopAndLimit() {
    GenerationRequest drawn =
        GenerationRequest.greedy(TALK, 24).withSampling(0.9, 0.95, OptionalLong.of(11));
    Generation here = generate(far.languageModel(), drawn);
    Generation there = generate(near.languageModel(), drawn);

    assertThat(there.text()).isEqualTo(here.text());
    assertThat(there.finishReason()).isEqualTo(here.finishReason());
  }

  @Test
  void theSameChoiceIsMade() {
    GenerationRequest request =
        GenerationRequest.greedy(
                Prompt.of(Prompt.Message.user("Which is an animal: stone, heron or cup?")), 16)
            .withConstraint(new ChoiceConstraint(List.of("stone", "heron", "cup")));

    Generation here = generate(far.languageModel(), request);
    assertThat(generate(near.languageModel(), request).text()).isEqualTo(here.text());
    assertThat(here.text()).isIn("stone", "heron", "cup");
  }

  private static Generation generate(LanguageModel model, GenerationRequest request) {
    return model.generate(request, TokenListener.SILENT, CallScope.unlimited());
  }
}
