package dev.rigel.language.openai;

import static dev.rigel.language.openai.FakeEndpoint.chunk;
import static dev.rigel.language.openai.FakeEndpoint.last;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rigel.base.CallScope;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import dev.rigel.language.Generation;
import dev.rigel.language.GenerationRequest;
import dev.rigel.language.Prompt;
import dev.rigel.language.TokenListener;
import dev.rigel.language.constraint.ChoiceConstraint;
import dev.rigel.language.constraint.GrammarConstraint;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What is asked of another Rigel's language model beyond what any endpoint takes. */
class GuidedWritingTest {
  private static final Prompt PROGRAM =
      new Prompt(
          List.of(
              Prompt.Message.system("You write programs."), Prompt.Message.user("Blur the faces.")),
          1,
          "found = ");

  private static final ChoiceConstraint CHOICE =
      new ChoiceConstraint(List.of("found = faces(img1)", "found = people(img1)"));

  @TempDir Path folder;
  private FakeEndpoint endpoint;
  private OpenAiLanguageModel model;

  @BeforeEach
  void start() throws IOException {
    endpoint = new FakeEndpoint();
    model =
        new OpenAiLanguageModel(
            EndpointSettings.of(endpoint.baseUrl(), "rigel-embedded")
                .withProbed(EnumSet.of(Ability.GUIDANCE)),
            new AbilityTable(folder, Clock.systemUTC()));
  }

  @AfterEach
  void stop() {
    model.close();
    endpoint.close();
  }

  private void isAnotherRigel() {
    endpoint.lists(
        "{\"data\": [{\"id\": \"rigel-embedded\", \"context_length\": 8192, \"abilities\":"
            + " [\"json_schema\"], \"extensions\":"
            + " [\"guided_program\", \"guided_choice\", \"fixed_messages\","
            + " \"continue_final_message\"]}]}");
    assertThat(model.probed(CallScope.unlimited()).tokenConstraints()).isTrue();
    assertThat(endpoint.bodies).isEmpty();
  }

  private Generation write(GenerationRequest request, List<String> heard) {
    return model.generate(request, heard::add, CallScope.unlimited());
  }

  @Test
  void tellsTheConstraintAndWhatIsFixedAndBegun() {
    isAnotherRigel();
    endpoint.thenStream(chunk("faces(") + chunk("img1)") + last("stop"));
    List<String> heard = new ArrayList<>();

    Generation written = write(GenerationRequest.greedy(PROGRAM, 40).withConstraint(CHOICE), heard);

    assertThat(written.text()).isEqualTo("found = faces(img1)");
    assertThat(String.join("", heard)).isEqualTo("found = faces(img1)");
    JsonNode body = endpoint.bodies.getFirst();
    assertThat(body.path("guided_choice").path(1).asString()).isEqualTo("found = people(img1)");
    assertThat(body.path("fixed_messages").asInt()).isEqualTo(1);
    assertThat(body.path("continue_final_message").asBoolean()).isTrue();
    assertThat(body.path("messages").path(2).path("role").asString()).isEqualTo("assistant");
    assertThat(body.path("max_tokens").asInt()).isEqualTo(40);
    assertThat(body.path("temperature").asDouble()).isZero();
  }

  @Test
  void goesOnAfterTheBeginningEvenWhereTheSameWordsFollow() {
    isAnotherRigel();
    endpoint.thenStream(chunk("found = ") + chunk("1") + last("stop"));

    assertThat(write(GenerationRequest.greedy(PROGRAM, 40), new ArrayList<>()).text())
        .isEqualTo("found = found = 1");
  }

  @Test
  void saysWhereNothingFits() {
    isAnotherRigel();
    String stuck = last("length").replace("\"choices\"", "\"rigel\":{\"stuck\":true},\"choices\"");
    endpoint.thenStream(stuck);

    Generation written =
        write(GenerationRequest.greedy(PROGRAM, 40).withConstraint(CHOICE), new ArrayList<>());

    assertThat(written.finishReason()).isEqualTo(Generation.FinishReason.STUCK);
    assertThat(written.text()).isEqualTo("found = ");
  }

  @Test
  void writesUnguidedWhereTheOtherRigelIsOfAnotherVersion() {
    isAnotherRigel();
    endpoint
        .thenStatus(422, "{\"error\": {\"param\": \"guided_program.library\"}}")
        .thenStream(chunk("faces(img1)") + last("stop"));

    write(GenerationRequest.greedy(PROGRAM, 40).withConstraint(CHOICE), new ArrayList<>());

    JsonNode second = endpoint.bodies.get(1);
    assertThat(second.has("guided_choice")).isFalse();
    assertThat(second.has("fixed_messages")).isFalse();
    assertThat(second.has("temperature")).isTrue();
  }

  @Test
  void whatDoesNotSatisfyASchemaIsTheCallersToJudge() {
    isAnotherRigel();
    endpoint.thenStream(
        chunk("{\"a\": 3}") + "data: {\"error\": {\"code\": \"schema_unsatisfied\"}}\n\n");
    JsonNode schema = FakeEndpoint.JSON.readTree("{\"properties\": {\"a\": {\"multipleOf\": 2}}}");

    Generation written =
        write(
            GenerationRequest.greedy(PROGRAM.beginning(""), 40).withJsonSchema(schema),
            new ArrayList<>());

    assertThat(written.text()).isEqualTo("{\"a\": 3}");
    assertThat(written.finishReason()).isEqualTo(Generation.FinishReason.STOP);
  }

  @Test
  void anyOtherEndpointSeesNoDifference() {
    model.probed(CallScope.unlimited());
    endpoint.bodies.clear();
    endpoint.thenStream(chunk("found = faces(img1)") + last("stop"));

    assertThat(write(GenerationRequest.greedy(PROGRAM, 40), new ArrayList<>()).text())
        .isEqualTo("found = faces(img1)");
    assertThat(endpoint.bodies.getFirst().propertyNames())
        .containsExactlyInAnyOrder(
            "model", "messages", "max_tokens", "stream", "temperature", "stream_options");
    assertThatThrownBy(() ->
            model.generate(
                GenerationRequest.greedy(PROGRAM, 40).withConstraint(CHOICE),
                TokenListener.SILENT,
                CallScope.unlimited()))
        .isInstanceOfSatisfying(
            RigelException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_CONFIGURED));
  }

  @Test
  void whatCannotBeToldCannotBeHeld() {
    isAnotherRigel();

    assertThatThrownBy(() ->
            model.generate(
                GenerationRequest.greedy(PROGRAM, 40)
                    .withConstraint(GrammarConstraint.ofGbnf("root ::= \"a\"")),
                TokenListener.SILENT,
                CallScope.unlimited()))
        .isInstanceOfSatisfying(
            RigelException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_CONFIGURED));
  }
}
