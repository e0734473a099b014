package dev.rigel.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.rigel.base.Budget;
import dev.rigel.base.CallScope;
import dev.rigel.base.Cancellation;
import dev.rigel.base.Deadline;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What every language model must do, whatever is behind it. */
public abstract class LanguageModelContract {
  protected static final Prompt COUNT =
      Prompt.of(
          Prompt.Message.system("You are a helpful assistant."),
          Prompt.Message.user("Count from one to twenty in words, separated by commas."));

  private static final Prompt SPARROW =
      Prompt.of(Prompt.Message.user("Describe a sparrow as JSON."));

  private static final JsonNode BIRD =
      JsonMapper.shared()
          .readTree(
              """
              {"type":"object","properties":{
                "name":{"type":"string","maxLength":20},
                "legs":{"type":"integer","minimum":0,"maximum":8},
                "can_fly":{"type":"boolean"}},
               "required":["name","legs","can_fly"]}
              """);

  /** One model for all tests of a class; the tests do not close it. */
  protected abstract LanguageModel model();

  @Test
  void writesAnAnswerAndLetsTheListenerHearAllOfIt() {
    List<String> pieces = new ArrayList<>();

    Generation generation =
        model().generate(GenerationRequest.greedy(COUNT, 24), pieces::add, CallScope.unlimited());

    assertThat(generation.text()).isNotBlank();
    assertThat(String.join("", pieces)).isEqualTo(generation.text());
    assertThat(pieces).hasSizeGreaterThan(1);
    assertThat(generation.promptTokens()).isPositive();
    assertThat(generation.completionTokens()).isBetween(1, 24);
    assertThat(generation.refusals()).isZero();
  }

  @Test
  void reportsThatTheTokenLimitWasReached() {
    Generation generation = generate(GenerationRequest.greedy(COUNT, 3));

    assertThat(generation.finishReason()).isEqualTo(Generation.FinishReason.LENGTH);
    assertThat(generation.completionTokens()).isEqualTo(3);
  }

  @Test
  void writesTheSameTextForTheSameSeed() {
    GenerationRequest request =
        GenerationRequest.greedy(COUNT, 16).withSampling(1.2, 0.95, OptionalLong.of(7));

    assertThat(generate(request).text()).isEqualTo(generate(request).text());
  }

  @Test
  void stopsBeforeAStopText() {
    Generation whole = generate(GenerationRequest.greedy(COUNT, 24));
    String stop = whole.text().substring(5, 8);
    List<String> pieces = new ArrayList<>();

    Generation stopped =
        model().generate(withStop(COUNT, 24, stop), pieces::add, CallScope.unlimited());

    assertThat(stopped.text()).isEqualTo(whole.text().substring(0, whole.text().indexOf(stop)));
    assertThat(stopped.finishReason()).isEqualTo(Generation.FinishReason.STOP);
    assertThat(String.join("", pieces)).isEqualTo(stopped.text());
  }

  @Test
  void reportsLogProbabilitiesOnRequest() {
    GenerationRequest request =
        new GenerationRequest(
            COUNT,
            6,
            0,
            1,
            OptionalInt.empty(),
            OptionalLong.of(1),
            List.of(),
            3,
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    Generation generation = generate(request);

    assertThat(generation.logProbabilities()).hasSize(generation.completionTokens());
    for (Generation.TokenLogProbability token : generation.logProbabilities()) {
      assertThat(token.logProbability()).isLessThanOrEqualTo(1e-6);
      assertThat(token.alternatives()).hasSize(3);
      double sum =
          token.alternatives().stream().mapToDouble(a -> Math.exp(a.logProbability())).sum();
      assertThat(sum).isBetween(0.0, 1.0001);
    }
  }

  @Test
  void isStoppedByCancellation() {
    Cancellation cancellation = new Cancellation();
    CallScope scope = new CallScope(Deadline.never(), cancellation, Budget.standard());
    List<String> pieces = new ArrayList<>();

    assertThatThrownBy(() ->
            model()
                .generate(
                    GenerationRequest.greedy(COUNT, 400),
                    piece -> {
                      pieces.add(piece);
                      if (pieces.size() == 3) {
                        cancellation.cancel("nobody waits");
                      }
                    },
                    scope))
        .isInstanceOfSatisfying(
            RigelException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED));
    assertThat(pieces).hasSizeLessThan(20);
    assertThat(generate(GenerationRequest.greedy(COUNT, 3)).text()).isNotEmpty();
  }

  @Test
  void holdsToASchema() {
    assumeThat(model().capabilities().jsonSchema()).isTrue();

    Generation generation = generate(GenerationRequest.greedy(SPARROW, 80).withJsonSchema(BIRD));

    JsonNode bird = JsonMapper.shared().readTree(generation.text());
    assertThat(bird.propertyNames()).containsExactly("name", "legs", "can_fly");
    assertThat(bird.path("name").asString().length()).isLessThanOrEqualTo(20);
    assertThat(bird.path("legs").asInt()).isBetween(0, 8);
    assertThat(bird.path("can_fly").isBoolean()).isTrue();
    assertThat(generation.finishReason()).isEqualTo(Generation.FinishReason.STOP);
  }

  @Test
  void robustness49_doesNotPresentWhatTheTokenLimitCutAsWhole() {
    assumeThat(model().capabilities().jsonSchema()).isTrue();

    Generation generation = generate(GenerationRequest.greedy(SPARROW, 4).withJsonSchema(BIRD));

    assertThat(generation.text()).startsWith("{").doesNotEndWith("}");
    assertThat(generation.finishReason()).isEqualTo(Generation.FinishReason.LENGTH);
  }

  @Test
  void holdsToAGrammar() {
    assumeThat(model().capabilities().grammars()).isTrue();

    Generation generation = generate(withGrammar(SPARROW, 20, "root ::= (\"yes\" | \"no\") \"!\""));

    assertThat(generation.text()).matches("(yes|no)!");
    assertThat(generation.finishReason()).isEqualTo(Generation.FinishReason.STOP);
  }

  @Test
  void countsTokens() {
    assertThat(model().countTokens("one two three four", CallScope.unlimited())).isBetween(3, 12);
    assertThat(model().countTokens("", CallScope.unlimited())).isZero();
  }

  protected final Generation generate(GenerationRequest request) {
    return model().generate(request, TokenListener.SILENT, CallScope.unlimited());
  }

  protected static GenerationRequest withStop(Prompt prompt, int maxTokens, String stop) {
    return new GenerationRequest(
        prompt,
        maxTokens,
        0,
        1,
        OptionalInt.empty(),
        OptionalLong.empty(),
        List.of(stop),
        -1,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static GenerationRequest withGrammar(Prompt prompt, int maxTokens, String grammar) {
    return new GenerationRequest(
        prompt,
        maxTokens,
        0,
        1,
        OptionalInt.empty(),
        OptionalLong.empty(),
        List.of(),
        -1,
        Optional.empty(),
        Optional.empty(),
        Optional.of(grammar));
  }
}
