package dev.rigel.agent.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rigel.agent.AgentBench;
import dev.rigel.agent.turn.Turn;
import dev.rigel.agent.turn.TurnInput;
import dev.rigel.agent.turn.Variant;
import dev.rigel.base.RigelException;
import dev.rigel.language.TokenConstraint;
import dev.rigel.language.TokenConstraint.Verdict;
import dev.rigel.media.Image;
import dev.rigel.program.Library;
import dev.rigel.program.check.CheckOptions;
import dev.rigel.program.check.Checker;
import dev.rigel.protocol.ChatCompletionRequest;
import dev.rigel.protocol.ChatMessage;
import dev.rigel.protocol.Guidance;
import dev.rigel.protocol.GuidedProgram;
import dev.rigel.protocol.Json;
import dev.rigel.protocol.ModelName;
import dev.rigel.protocol.RequestReader;
import dev.rigel.protocol.RequestWriter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GuidedProgramsTest {
  private static final String WRITTEN = "found = faces(img1)\nanswer(image=blur(img1, found))";

  private final Library library = new AgentBench().toolbox().offered();
  private final Turn turn =
      new Turn(
          "Blur the faces",
          "",
          List.of(),
          List.of(new TurnInput("img1", "img_1a2b3c", Image.ofPacked(2, 1, false, new int[2]))),
          Optional.empty(),
          List.of(),
          Variant.AUTO);

  private GuidedProgram guide() {
    return GuidedPrograms.of(
        turn,
        library,
        Set.of("image"),
        Precedents.of(List.of(new GuidedProgram.Precedent(WRITTEN, 1.5))),
        List.of(
            Doubt.against(
                "nobody asks to flip", Pattern.compile("\\bFLIP\\(", Pattern.CASE_INSENSITIVE)),
            Doubt.told("be brief")));
  }

  /** As it comes out of a request that was sent. */
  private static GuidedProgram sent(GuidedProgram guide) {
    ChatCompletionRequest request =
        ChatCompletionRequest.builder(List.of(ChatMessage.user("hello")))
            .model(ModelName.of("rigel-embedded").orElseThrow())
            .guidance(new Guidance(Optional.of(guide), List.of(), 0, false))
            .build();
    return RequestReader.read(Json.bytes(RequestWriter.write(request)))
        .guidance()
        .program()
        .orElseThrow();
  }

  private TokenConstraint elsewhere(GuidedProgram guide) {
    return new GuidedPrograms(new AgentBench().toolbox().library()).constraint(guide);
  }

  @Test
  void theConstraintElsewhereSaysTheSameOfEveryBeginning() {
    GuidedProgram guide = guide();
    assertThat(sent(guide)).isEqualTo(guide);
    TokenConstraint here =
        GuidedPrograms.constraint(
            guide,
            new Checker(
                library,
                turn.inputTypes(),
                CheckOptions.planned(turn.request(), true).withRequiredAnswers(Set.of("image"))));
    TokenConstraint there = elsewhere(sent(guide));

    for (String program :
        List.of(
            WRITTEN,
            "found = faces(img2)",
            "found = flip(img1, \"horizontal\")\n",
            "found = faces(img1)\nanswer(f\"{len(found)} faces\")",
            "answer(\"none\")")) {
      for (int end = 0; end <= program.length(); end++) {
        String text = program.substring(0, end);
        assertThat(there.check(text)).as(text).isEqualTo(here.check(text));
        assertThat(there.mayEnd(text)).as(text).isEqualTo(here.mayEnd(text));
        assertThat(there.preference(text)).as(text).isEqualTo(here.preference(text));
        assertThat(there.insteadOfEnd(text)).isEqualTo(here.insteadOfEnd(text));
      }
    }
    assertThat(there.prefers()).isTrue();
    assertThat(there.closers()).isEqualTo(here.closers());
    assertThat(there.check(WRITTEN)).isEqualTo(new Verdict.Complete(WRITTEN.length()));
    assertThat(there.check("found = flip(")).isInstanceOf(Verdict.Refused.class);
    assertThat(there.portable()).isEqualTo(here.portable());
  }

  @Test
  void whatIsNotTheSameElsewhereIsNamed() {
    GuidedProgram guide = guide();

    assertRefused(with(guide, guide.tools(), "abc", guide.inputs()), "guided_program.library");
    assertRefused(
        with(guide, List.of("faces", "levitate"), guide.library(), guide.inputs()),
        "guided_program.tools[1]");
    assertRefused(
        with(
            guide,
            guide.tools(),
            guide.library(),
            List.of(new GuidedProgram.Input("img1", "Hologram"))),
        "guided_program.inputs[0].type");
    assertRefused(
        new GuidedProgram(
            guide.inputs(),
            guide.tools(),
            guide.library(),
            guide.request(),
            List.of(),
            List.of(),
            List.of(new GuidedProgram.Barred("(", "no pattern"))),
        "guided_program.barred[0].pattern");
  }

  /** A bar that could not be told would end the turn of whoever is doubted. */
  @Test
  void whateverRigelBarsCanBeTold() {
    List<Doubt> doubts =
        Stream.of(
                KindsOfWork.UNASKED.stream().map(Work::done),
                Slip.ALL.stream().map(Slip::written),
                Stream.of(RequestedWork.LOOKS))
            .flatMap(patterns -> patterns)
            .map(pattern -> Doubt.against("barred", pattern))
            .toList();
    GuidedProgram guide =
        GuidedPrograms.of(turn, library, Set.of(), Precedents.of(List.of()), doubts);

    assertThat(elsewhere(guide).check("x = 1")).isInstanceOf(Verdict.Viable.class);
  }

  private static GuidedProgram with(
      GuidedProgram guide, List<String> tools, String library, List<GuidedProgram.Input> inputs) {
    return new GuidedProgram(
        inputs, tools, library, guide.request(), List.of(), List.of(), List.of());
  }

  private void assertRefused(GuidedProgram guide, String place) {
    assertThatThrownBy(() -> elsewhere(guide))
        .isInstanceOfSatisfying(RigelException.class, e -> assertThat(e.param()).hasValue(place));
  }
}
