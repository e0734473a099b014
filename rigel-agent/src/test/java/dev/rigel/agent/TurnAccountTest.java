package dev.rigel.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rigel.agent.port.TurnRecord;
import dev.rigel.agent.port.TurnUsage;
import dev.rigel.agent.skill.ActiveSkill;
import dev.rigel.base.Budget;
import dev.rigel.base.CallScope;
import dev.rigel.base.ModelUse;
import dev.rigel.protocol.AgentSkill;
import dev.rigel.protocol.ChatCompletion;
import dev.rigel.protocol.ResponseFormat;
import java.awt.Color;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a turn cost, what is kept of it, and under which id. */
class TurnAccountTest {
  private static final String RED = AgentBench.png(Color.RED);
  private static final String SUMMARY = "words = write(\"Summarise.\", text(img1))\nanswer(words)";

  private final AgentBench bench = new AgentBench();

  private JsonNode trace() {
    return JsonMapper.shared().readTree(bench.sessions.turns.getLast().trace());
  }

  @Test
  void aTurnWithoutAModelUsesNoTokens() {
    ChatCompletion completion = bench.ask("How many dogs are in the picture?", RED);
    assertThat(completion.usage().totalTokens()).isZero();
    assertThat(completion.usage().creditsUsed()).isZero();
    assertThat(bench.sessions.turns.getFirst().usage()).isEqualTo(TurnUsage.NONE);
    JsonNode step = trace().path("steps").get(0);
    assertThat(step.path("seconds").isNumber()).isTrue();
    assertThat(step.path("model_calls").asInt(-1)).isZero();
  }

  @Test
  void tokensAreToldForTheTurnAndForEachPartOfIt() {
    bench.text = AgentBench.lines("A long story about a dog.");
    bench.prices = new Prices(1, 10, 0.5);
    bench.model.writes(SUMMARY, "It is about a dog, all of it.");
    ChatCompletion completion =
        bench.ask("Tell me in your own words what all of this amounts to", RED);
    int planned = SUMMARY.length() / 4;
    assertThat(completion.usage().promptTokens()).isEqualTo(200);
    assertThat(completion.usage().completionTokens()).isEqualTo(planned + 7);

    JsonNode steps = trace().path("steps");
    assertThat(steps).hasSize(2);
    assertThat(steps.get(0).path("model_calls").asInt(-1)).isZero();
    assertThat(steps.get(1).path("model_calls").asInt()).isEqualTo(1);
    assertThat(steps.get(1).path("prompt_tokens").asInt()).isEqualTo(100);
    assertThat(steps.get(1).path("completion_tokens").asInt()).isEqualTo(7);
    assertThat(trace().path("planning").path("model_calls").asInt()).isEqualTo(1);
    assertThat(trace().path("planning").path("completion_tokens").asInt()).isEqualTo(planned);
    assertThat(trace().path("wording").path("model_calls").asInt(-1)).isZero();

    double credits = 0.2 + 10 * (planned + 7) / 1000.0 + 2 * 0.5;
    assertThat(completion.usage().creditsUsed()).isEqualTo(credits);
    assertThat(bench.sessions.turns.getFirst().usage())
        .isEqualTo(new TurnUsage(200, planned + 7, credits));
  }

  @Test
  void stepsOfAProgramThatFailedAreChargedOnceAndRememberedOnesAreFree() {
    bench.prices = new Prices(0, 0, 1);
    bench.text = AgentBench.lines("Total 3.50");
    bench.model.writes(
        "lines = read(img1)\npart = crop(img1, lines[3])\nanswer(\"Cut out.\", image=part)",
        "lines = read(img1)\npart = crop(img1, lines[0])\nanswer(\"Cut out.\", image=part)");
    ChatCompletion completion = bench.ask("Give me the important bit of it all", RED);
    assertThat(completion.usage().creditsUsed()).isEqualTo(2);
    assertThat(trace().path("steps").get(0).path("remembered").asBoolean()).isTrue();
    assertThat(trace().path("steps").get(0).path("seconds").asDouble()).isZero();
  }

  @Test
  void whatOthersDoOnTheSameBudgetIsNotThisTurns() {
    CallScope scope = CallScope.unlimited();
    scope.budget().usedModel("m", 1_000, 1_000);
    bench.model.writes("I am Rigel.");
    ChatCompletion completion = bench.ask(AgentBench.request("Who are you?").build(), scope);
    assertThat(completion.usage().promptTokens()).isEqualTo(100);
    assertThat(scope.budget().modelUse().promptTokens()).isEqualTo(1_100);
  }

  @Test
  void partsOfABudgetAddUp() {
    Budget whole = Budget.standard();
    Budget part = whole.part();
    Budget step = part.part();
    step.usedModel("m", 5, 3);
    step.spendModelTokens(3);
    part.usedModel("m", 1, 1);
    assertThat(step.modelUse()).isEqualTo(new ModelUse(1, 5, 3));
    assertThat(part.modelUse()).isEqualTo(new ModelUse(2, 6, 4));
    assertThat(whole.modelUse()).isEqualTo(new ModelUse(2, 6, 4));
    assertThat(whole.modelTokensSpent()).isEqualTo(3);
    assertThat(whole.modelUse().since(new ModelUse(1, 5, 3))).isEqualTo(new ModelUse(1, 1, 1));
  }

  @Test
  void pricesAreExactAndNeverNegative() {
    assertThat(new Prices(0.1, 0.2, 0.01).credits(new ModelUse(1, 1_000, 500), 3)).isEqualTo(0.23);
    // What a model with prices of its own did is not paid twice.
    ModelUse half = new ModelUse(2, 2_000, 500, new ModelUse.Priced(1_000, 500, 3));
    assertThat(new Prices(0.1, 0.2, 0.01).credits(half, 0)).isEqualTo(3.1);
    assertThatThrownBy(() -> new Prices(-1, 0, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Prices(0, Double.NaN, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  // --- ids and what is kept

  @Test
  void aCompletionIdIsAnsweredOnce() {
    bench.model.writes("One.", "Two.");
    ChatCompletion first =
        bench.ask(AgentBench.request("Who are you?").id(Optional.of("chatcmpl-mine")).build());
    ChatCompletion again =
        bench.ask(AgentBench.request("Something else").id(Optional.of("chatcmpl-mine")).build());
    assertThat(first.id()).isEqualTo("chatcmpl-mine");
    assertThat(again.toJson()).hasToString(first.toJson().toString());
    assertThat(bench.sessions.turns).hasSize(1);
    assertThat(bench.model.requests).hasSize(1);
  }

  @Test
  void whoAskedAndWhyIsKeptWithTheTurnAndNotSentBack() {
    bench.model.writes("One.");
    TurnRecord.Idempotency key = new TurnRecord.Idempotency("key-1", "body");
    ChatCompletion completion =
        bench
            .agent()
            .complete(
                AgentBench.request("Who are you?")
                    .user(Optional.of("anna"))
                    .metadata(Optional.of(JsonMapper.shared().readTree("{\"run\":7}")))
                    .build(),
                new Caller("someone", "http://here.example", false, Optional.of(key)),
                AgentListener.SILENT,
                CallScope.unlimited());
    assertThat(trace().path("user").asString()).isEqualTo("anna");
    assertThat(trace().path("metadata").path("run").asInt()).isEqualTo(7);
    assertThat(completion.rigel().orElseThrow().has("metadata")).isFalse();
    assertThat(bench.sessions.repeated("someone", "key-1").orElseThrow().turn().completion())
        .isEqualTo(completion.id());
  }

  @Test
  void metadataThatAreTooLongAreLeftOutWithAWarning() {
    bench.model.writes("One.");
    ChatCompletion completion =
        bench.ask(
            AgentBench.request("Who are you?")
                .metadata(
                    Optional.of(
                        JsonMapper.shared().createObjectNode().put("a", "x".repeat(20_000))))
                .build());
    assertThat(trace().has("metadata")).isFalse();
    assertThat(completion.rigel().orElseThrow().path("warnings").toString()).contains("metadata");
  }

  @Test
  void theModelsNameIsNoUnknownEndpoint() {
    ChatCompletion completion =
        bench.ask(
            AgentBench.request("How many dogs are in the picture?", RED)
                .models(List.of("scripted", "gemini"))
                .build());
    assertThat(completion.rigel().orElseThrow().path("warnings").toString())
        .contains("gemini")
        .doesNotContain("scripted");
  }

  // --- skills

  private static final AgentSkill INVOICES = new AgentSkill.ById("invoices", "latest");

  private void keepSkill(String schema) {
    bench.skills.put(
        "invoices",
        new ActiveSkill(
            "invoices",
            "Extract the fields of the invoice.",
            schema.isEmpty()
                ? Optional.empty()
                : Optional.of(JsonMapper.shared().readTree(schema.replace("'", "\""))),
            List.of("document"),
            Optional.empty()));
  }

  @Test
  void aSkillsSchemaIsTheAnswers() {
    keepSkill(
        "{'type':'object','properties':{'invoice_number':{'type':'string'}},"
            + "'required':['invoice_number']}");
    bench.text = AgentBench.lines("ACME Ltd", "Invoice number: 77", "Total: 141.61 EUR");
    ChatCompletion completion =
        bench.ask(AgentBench.request("", RED).skills(List.of(INVOICES)).build());
    assertThat(completion.text()).isEqualTo("{\"invoice_number\":\"77\"}");

    ChatCompletion own =
        bench.ask(
            AgentBench.request("Extract it", RED)
                .skills(List.of(INVOICES))
                .responseFormat(
                    new ResponseFormat.JsonSchemaFormat(
                        JsonMapper.shared()
                            .readTree(
                                """
                                {"type":"object","properties":{"total":{"type":"number"}},
                                "required":["total"]}\
                                """),
                        Optional.empty(),
                        true))
                .build());
    assertThat(own.text()).isEqualTo("{\"total\":141.61}");
  }

  @Test
  void aSkillsInstructionsReachTheModel() {
    keepSkill("");
    bench.model.writes("Here.");
    bench.ask(AgentBench.request("Who are you?").skills(List.of(INVOICES)).build());
    assertThat(bench.model.prompt(0)).contains("Extract the fields of the invoice.");
  }

  @Test
  void aWrongSchemaOfASkillNamesTheSkills() {
    keepSkill("{'$ref':'http://evil.example/s'}");
    assertThatThrownBy(
            () -> bench.ask(AgentBench.request("", RED).skills(List.of(INVOICES)).build()))
        .isInstanceOfSatisfying(
            dev.rigel.base.RigelException.class, e -> assertThat(e.param()).contains("skills"));
  }
}
