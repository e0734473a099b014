package dev.rigel.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rigel.base.Budget;
import dev.rigel.base.CallScope;
import dev.rigel.base.Cancellation;
import dev.rigel.base.Deadline;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import dev.rigel.language.LanguageModel;
import dev.rigel.language.Prompt;
import dev.rigel.protocol.ChatCompletion;
import dev.rigel.protocol.ModelName;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What any planner that sees is promised in a {@code :pro} turn. */
class RoundsTest {
  private static final String RED = AgentBench.png(AgentBench.picture(1600, 800, Color.RED));
  private static final String REQUEST = "I wonder whether a dog hides somewhere";
  private static final String FIRST =
      "found = detect(img1, [\"dog\"])\nanswer(f\"{len(found)} dogs.\", boxes=found)";
  private static final String CLOSER =
      "found = detect(img1, [\"dog\"])\npart = crop(img1, found[0])\n"
          + "answer(f\"{len(found)} dogs, the first cut out.\", image=part)";

  private final AgentBench bench = new AgentBench();

  @BeforeEach
  void see() {
    bench.model.capabilities = new LanguageModel.Capabilities(true, false, true, true, true, 8_192);
    bench.objects = List.of(AgentBench.region("dog", 0.1, 0.1, 0.3, 0.3));
  }

  private ChatCompletion ask(String model) {
    return bench.ask(
        AgentBench.request(REQUEST, RED).model(ModelName.of(model).orElseThrow()).build());
  }

  private ChatCompletion pro() {
    return ask("vlmrun-orion-1:pro");
  }

  private static List<String> decisions(ChatCompletion completion) {
    return completion
        .rigel()
        .orElseThrow()
        .path("decisions")
        .valueStream()
        .map(decision ->
            decision.path("what").asString("") + ": " + decision.path("why").asString(""))
        .toList();
  }

  private List<Prompt.Picture> pictures(int request) {
    return bench.model.requests.get(request).prompt().messages().getLast().parts().stream()
        .filter(Prompt.Picture.class::isInstance)
        .map(Prompt.Picture.class::cast)
        .toList();
  }

  @Test
  void theModelLooksAtSmallPicturesAndValuesBeforeTheAnswerStands() throws IOException {
    bench.model.writes(FIRST, "done: one dog is there, as drawn.");

    ChatCompletion completion = pro();

    assertThat(completion.text()).isEqualTo("1 dogs.");
    assertThat(decisions(completion)).contains("looked: one dog is there, as drawn.");
    assertThat(bench.model.prompt(1)).contains("detect(", "Answer: 1 dogs.", "<DATA-");
    BufferedImage shown = ImageIO.read(new ByteArrayInputStream(pictures(1).getFirst().encoded()));
    assertThat(shown.getWidth()).isEqualTo(512);
    assertThat(shown.getHeight()).isEqualTo(256);
    assertThat(completion.rigel().orElseThrow().path("looking").path("model_calls").asInt())
        .isEqualTo(1);
  }

  @Test
  void itGoesOnWithAnotherProgramAndNothingIsDoneTwice() {
    bench.model.writes(
        FIRST, "The dog should be cut out.\n```python\n" + CLOSER + "\n```", "done: cut out.");

    ChatCompletion completion = pro();

    assertThat(completion.text()).startsWith("1 dogs, the first cut out.");
    assertThat(decisions(completion))
        .contains("went on: The dog should be cut out.", "looked: cut out.");
    assertThat(bench.detections).hasValue(1);
    JsonNode steps = completion.rigel().orElseThrow().path("steps");
    assertThat(steps.get(0).path("remembered").asBoolean(false)).isTrue();
    assertThat(pictures(2)).hasSize(2);
  }

  @Test
  void roundsHaveAnEnd() {
    bench.model.writes(FIRST);
    for (int i = 1; i <= 8; i++) {
      bench.model.writes(
          "More.\n```\n"
              + FIRST.replace("{len(found)} dogs.", "{len(found)} dogs" + "!".repeat(i))
              + "\n```");
    }

    ChatCompletion completion = pro();

    assertThat(completion.text()).isEqualTo("1 dogs!!!!");
    assertThat(bench.model.requests).hasSize(5);
  }

  @Test
  void aRoundThatFailsLeavesTheAnswerOfTheOneBefore() {
    bench.model.writes(FIRST, "Cut.\n```\n" + CLOSER.replace("found[0]", "found[7]") + "\n```");

    ChatCompletion completion = pro();

    assertThat(completion.text()).isEqualTo("1 dogs.");
    assertThat(decisions(completion)).anyMatch(decision -> decision.startsWith("kept"));
  }

  @Test
  void aProgramThatIsNotRightIsWrittenOnceMore() {
    bench.model.writes(
        FIRST,
        "Better.\n```\nfound = detekt(img1)\nanswer(f\"{found}\")\n```",
        "Better.\n```\n" + CLOSER + "\n```",
        "done");

    assertThat(pro().text()).startsWith("1 dogs, the first cut out.");
    assertThat(bench.model.prompt(2)).contains("was refused", "detekt");
  }

  @Test
  void robustness42_whatIsNeitherLeavesTheAnswerAsItIs() {
    for (String garbage :
        List.of("", "I cannot help.", "<html></html>", "{\"done\": 1", "x x x ")) {
      AgentBench other = new AgentBench();
      other.model.capabilities = bench.model.capabilities;
      other.objects = bench.objects;
      other.model.writes(FIRST, garbage);
      ChatCompletion completion =
          other.ask(
              AgentBench.request(REQUEST, RED)
                  .model(ModelName.of("vlmrun-orion-1:pro").orElseThrow())
                  .build());
      assertThat(completion.text()).isEqualTo("1 dogs.");
      assertThat(decisions(completion)).anyMatch(decision -> decision.startsWith("not looked"));
    }
  }

  @Test
  void aModelThatFailsWhileItLooksLeavesTheAnswerAsItIs() {
    bench.model.writes(FIRST).breaks("", new RigelException(ErrorCode.MODEL_FAILED, "Broke off."));

    ChatCompletion completion = pro();

    assertThat(completion.text()).isEqualTo("1 dogs.");
    assertThat(decisions(completion)).contains("not looked: Broke off.");
  }

  @Test
  void withLittleTimeLeftNobodyLooks() {
    bench.model.writes(FIRST);
    CallScope hasty =
        new CallScope(
            Deadline.after(Duration.ofSeconds(15)), new Cancellation(), Budget.standard());

    ChatCompletion completion =
        bench.ask(
            AgentBench.request(REQUEST, RED)
                .model(ModelName.of("vlmrun-orion-1:pro").orElseThrow())
                .build(),
            hasty);

    assertThat(completion.text()).isEqualTo("1 dogs.");
    assertThat(bench.model.requests).hasSize(1);
  }

  @Test
  void aPlannerThatDoesNotSeeIsNotAskedToLook() {
    bench.model.capabilities =
        new LanguageModel.Capabilities(false, false, true, true, true, 8_192);
    bench.model.writes(FIRST);

    assertThat(pro().text()).isEqualTo("1 dogs.");
    assertThat(bench.model.requests).hasSize(1);
  }

  @Test
  void otherVariantsHaveNoRounds() {
    bench.model.writes(FIRST);

    assertThat(ask("vlmrun-orion-1:auto").text()).isEqualTo("1 dogs.");
    assertThat(ask("vlmrun-orion-1:fast").text()).isEqualTo("1 dogs.");
    assertThat(bench.model.requests).hasSize(2);
  }

  @Test
  void aContradictedLookIsAnsweredAnotherWay() {
    bench.model.writes(
        "said = look(img1, \"How many dogs are there?\")\nanswer(said)",
        "There are 3 dogs.",
        FIRST);

    ChatCompletion completion = ask("vlmrun-orion-1:auto");

    assertThat(completion.text()).isEqualTo("1 dogs.");
    assertThat(decisions(completion)).anyMatch(d -> d.startsWith("escalated: what look says"));
    assertThat(completion.rigel().orElseThrow().path("warnings").toString())
        .contains("detector counts 1");
  }
}
