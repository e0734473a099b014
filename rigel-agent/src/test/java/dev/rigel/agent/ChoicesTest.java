package dev.rigel.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rigel.language.LanguageModel;
import dev.rigel.protocol.ChatCompletion;
import dev.rigel.protocol.ChatCompletionRequest;
import dev.rigel.protocol.FinishReason;
import dev.rigel.protocol.ResponseFormat;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Several choices, their log-probabilities, and where a text ends. */
class ChoicesTest {
  private static final String RED = AgentBench.png(Color.RED);
  private static final String SUMMARY = "words = write(\"Summarise.\", text(img1))\nanswer(words)";
  private static final String WITH_PICTURE =
      "words = write(\"Summarise.\", text(img1))\nanswer(words, image=half(img1, \"left\"))";

  private final AgentBench bench = new AgentBench();

  private static List<String> warnings(ChatCompletion completion) {
    return completion
        .rigel()
        .orElseThrow()
        .path("warnings")
        .valueStream()
        .map(JsonNode::asString)
        .toList();
  }

  private static String tokens(JsonNode logprobs) {
    StringBuilder text = new StringBuilder();
    logprobs.path("content").forEach(token -> text.append(token.path("token").asString()));
    return text.toString();
  }

  private ChatCompletion summary(ChatCompletionRequest.Builder request) {
    bench.text = AgentBench.lines("A long story about a dog.");
    return bench.ask(request.build());
  }

  private static ChatCompletionRequest.Builder ask() {
    return AgentBench.request("Tell me in your own words what all of this amounts to", RED);
  }

  @Test
  void aTextThatAModelWordedInAProgramIsWordedAgainForEachChoice() {
    bench.model.writes(SUMMARY, "It is about a dog.", "A dog's story.", "Dogs!");
    ChatCompletion completion =
        summary(ask().n(3).temperature(0.8).topP(0.9).topK(Optional.of(5)).seed(Optional.of(7L)));
    assertThat(completion.choices())
        .extracting(ChatCompletion.Choice::content)
        .containsExactly("It is about a dog.", "A dog's story.", "Dogs!");
    assertThat(bench.readings).hasValue(1);
    assertThat(bench.model.requests).hasSize(4);
    assertThat(bench.model.requests.getFirst().temperature()).isZero();
    for (int i = 1; i < 4; i++) {
      assertThat(bench.model.requests.get(i).seed()).hasValue(6L + i);
      assertThat(bench.model.requests.get(i).temperature()).isEqualTo(0.8);
      assertThat(bench.model.requests.get(i).topP()).isEqualTo(0.9);
      assertThat(bench.model.requests.get(i).topK()).hasValue(5);
      assertThat(bench.model.prompt(i)).isEqualTo(bench.model.prompt(1));
    }
    assertThat(warnings(completion)).noneMatch(w -> w.contains("equal"));
    assertThat(bench.wrote.toString()).isEqualTo("It is about a dog.");
  }

  @Test
  void whatCodeAddedStaysInEachChoice() {
    bench.model.writes(WITH_PICTURE, "It is about a dog.", "Dogs!");
    ChatCompletion completion = summary(ask().n(2));
    assertThat(completion.choices().get(0).content()).matches("It is about a dog\\.\nimg_\\w{6}");
    assertThat(completion.choices().get(1).content()).matches("Dogs!\nimg_\\w{6}");
  }

  @Test
  void choicesThatCodeComposedAreEqualAndSaySo() {
    ChatCompletion completion =
        bench.ask(AgentBench.request("How many dogs are in the picture?", RED).n(8).build());
    assertThat(completion.choices()).hasSize(8);
    assertThat(completion.choices()).extracting(ChatCompletion.Choice::content).containsOnly("0");
    assertThat(warnings(completion)).anyMatch(w -> w.contains("choices are equal"));
  }

  @Test
  void jsonThatAModelWordedIsSampledAndCheckedToo() {
    bench.text = AgentBench.lines("A long story about a dog.");
    bench.model.writes(
        "words = text(img1)\nanswer(words)",
        "{\"mood\":\"good\",\"hero\":\"dog\"}",
        "{\"mood\":\"fine\",\"hero\":\"dog\"}",
        "{\"mood\": 3}");
    ChatCompletion completion =
        bench.ask(
            ask()
                .n(3)
                .responseFormat(
                    new ResponseFormat.JsonSchemaFormat(
                        JsonMapper.shared()
                            .readTree(
                                """
                                {"type":"object","properties":{"mood":{"type":"string"},
                                "hero":{"type":"string"}},"required":["mood","hero"]}\
                                """),
                        Optional.empty(),
                        true))
                .build());
    assertThat(completion.choices())
        .extracting(ChatCompletion.Choice::content)
        .containsExactly(
            "{\"mood\":\"good\",\"hero\":\"dog\"}",
            "{\"mood\":\"fine\",\"hero\":\"dog\"}",
            "{\"mood\":\"good\",\"hero\":\"dog\"}");
    assertThat(warnings(completion)).anyMatch(w -> w.contains("Choice 2 equals the first"));
  }

  // --- log-probabilities

  @Test
  void talkTellsTheProbabilitiesOfItsTokensAsTheyCome() {
    bench.model.writes("I am Rigel, a visual agent.");
    List<String> heard = new ArrayList<>();
    ChatCompletion completion =
        bench
            .agent()
            .complete(
                AgentBench.request("Who are you?").logprobs(Optional.of(1)).build(),
                AgentBench.CALLER,
                new AgentListener() {
                  @Override
                  public void wrote(String text, Optional<JsonNode> logprobs) {
                    assertThat(tokens(logprobs.orElseThrow())).isEqualTo(text);
                    heard.add(text);
                  }
                },
                dev.rigel.base.CallScope.unlimited());
    JsonNode logprobs = completion.choices().getFirst().logprobs().orElseThrow();
    assertThat(tokens(logprobs)).isEqualTo(completion.text());
    assertThat(String.join("", heard)).isEqualTo(completion.text());
    JsonNode first = logprobs.path("content").get(0);
    assertThat(first.path("logprob").asDouble()).isEqualTo(-0.5);
    assertThat(first.path("bytes").get(0).asInt()).isEqualTo('I');
    assertThat(first.path("top_logprobs").get(0).path("token").asString())
        .isEqualTo(first.path("token").asString());
    assertThat(bench.model.requests.getFirst().topLogProbabilities()).isEqualTo(1);
  }

  @Test
  void aTextThatAModelWordedInAProgramHasItsProbabilities() {
    bench.model.writes(SUMMARY, "It is about a dog.", "A dog's story.");
    ChatCompletion completion = summary(ask().logprobs(Optional.of(0)).n(2));
    for (ChatCompletion.Choice choice : completion.choices()) {
      assertThat(tokens(choice.logprobs().orElseThrow())).isEqualTo(choice.content());
    }
    assertThat(warnings(completion)).noneMatch(w -> w.contains("logprobs"));
  }

  @Test
  void aTextThatIsNotAllAModelsHasNone() {
    bench.model.writes(WITH_PICTURE, "It is about a dog.");
    ChatCompletion completion = summary(ask().logprobs(Optional.of(0)));
    assertThat(completion.choices().getFirst().logprobs()).isEmpty();
    assertThat(warnings(completion)).anyMatch(w -> w.contains("logprobs are null"));
  }

  @Test
  void jsonKeepsTheModelsSpacingWhereItsTokensAreTold() {
    bench.model.writes("{\"name\": \"Rigel\"}");
    ChatCompletion completion =
        bench.ask(
            AgentBench.request("Who are you?")
                .responseFormat(new ResponseFormat.JsonObjectFormat())
                .logprobs(Optional.of(0))
                .build());
    assertThat(completion.text()).isEqualTo("{\"name\": \"Rigel\"}");
    assertThat(tokens(completion.choices().getFirst().logprobs().orElseThrow()))
        .isEqualTo(completion.text());
  }

  @Test
  void aModelThatTellsNoneIsNotAskedForThem() {
    bench.model.capabilities =
        new LanguageModel.Capabilities(false, false, true, true, false, 8_192);
    bench.model.writes(SUMMARY, "It is about a dog.");
    ChatCompletion completion = summary(ask().logprobs(Optional.of(3)));
    assertThat(completion.choices().getFirst().logprobs()).isEmpty();
    assertThat(bench.model.requests.getLast().topLogProbabilities()).isEqualTo(-1);
    assertThat(warnings(completion)).anyMatch(w -> w.contains("does not report them"));
  }

  // --- ends

  @Test
  void aStopTextEndsWhateverWroteTheText() {
    bench.text = AgentBench.lines("one two", "three four");
    ChatCompletion composed =
        bench.ask(
            AgentBench.request("Read the text in this image", RED)
                .stop(List.of("four", "three"))
                .build());
    assertThat(composed.text()).isEqualTo("one two\n");
    assertThat(composed.choices().getFirst().finishReason()).isEqualTo(FinishReason.STOP);

    bench.model.writes(SUMMARY, "It is about a dog.");
    ChatCompletion worded = summary(ask().stop(List.of(" about")).logprobs(Optional.of(0)));
    assertThat(worded.text()).isEqualTo("It is");
    assertThat(tokens(worded.choices().getFirst().logprobs().orElseThrow())).startsWith("It is");
  }

  @Test
  void aStopTextDoesNotHalveJson() {
    ChatCompletion completion =
        bench.ask(
            AgentBench.request("How many dogs are in the picture?", RED)
                .responseFormat(new ResponseFormat.JsonObjectFormat())
                .stop(List.of("text"))
                .build());
    assertThat(JsonMapper.shared().readTree(completion.text()).isObject()).isTrue();
    assertThat(warnings(completion)).anyMatch(w -> w.contains("stop"));
    bench.model.writes("{\"name\":\"Rigel\"}");
    bench.ask(
        AgentBench.request("Who are you?")
            .responseFormat(new ResponseFormat.JsonObjectFormat())
            .stop(List.of("name"))
            .build());
    assertThat(bench.model.requests.getLast().stop()).isEmpty();
  }
}
