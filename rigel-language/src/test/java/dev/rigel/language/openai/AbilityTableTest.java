package dev.rigel.language.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.rigel.base.CallScope;
import dev.rigel.language.LanguageModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class AbilityTableTest {
  @TempDir Path folder;
  private FakeEndpoint endpoint;

  @BeforeEach
  void start() throws IOException {
    endpoint = new FakeEndpoint();
  }

  @AfterEach
  void stop() {
    endpoint.close();
  }

  /** An endpoint that can do all of these and answers plainly to the rest. */
  private void answers(Set<Ability> able, int questions) {
    for (int i = 0; i < questions; i++) {
      endpoint.then((exchange, body) -> answer(exchange, body, able));
    }
  }

  private static void answer(HttpExchange exchange, JsonNode body, Set<Ability> able)
      throws IOException {
    boolean picture = body.path("messages").toString().contains("image_url");
    if (picture && !able.contains(Ability.VISION)) {
      FakeEndpoint.send(exchange, 400, "application/json", "{\"error\":{\"message\":\"no\"}}");
      return;
    }
    ObjectNode choice = FakeEndpoint.JSON.createObjectNode().put("finish_reason", "stop");
    ObjectNode message = choice.putObject("message").put("role", "assistant");
    message.put("content", "Hello!");
    if (picture) {
      message.put("content", "Yellow, blue, black and red.");
    } else if (body.has("response_format") && able.contains(Ability.JSON_SCHEMA)) {
      message.put("content", "{\"word\": \"zq41\"}");
    } else if (body.has("grammar") && able.contains(Ability.GRAMMAR)) {
      message.put("content", "zq41");
    } else if (body.has("logprobs") && able.contains(Ability.LOG_PROBABILITIES)) {
      choice
          .putObject("logprobs")
          .putArray("content")
          .addObject()
          .put("token", "Hello")
          .put("logprob", -0.1);
    } else if (body.has("tools") && able.contains(Ability.TOOL_CALLS)) {
      message.putArray("tool_calls").addObject().putObject("function").put("name", "weather");
    }
    ObjectNode answer = FakeEndpoint.JSON.createObjectNode();
    answer.putArray("choices").add(choice);
    FakeEndpoint.send(exchange, 200, "application/json", answer.toString());
  }

  private AbilityTable table() {
    return new AbilityTable(folder, Clock.systemUTC());
  }

  private OpenAiLanguageModel model(AbilityTable table) {
    return new OpenAiLanguageModel(
        EndpointSettings.of(endpoint.baseUrl(), "fake")
            .withImages(false)
            .withProbed(EnumSet.allOf(Ability.class)),
        table);
  }

  @Test
  void findsOutEachAbilityByItself() {
    for (Ability ability : Ability.values()) {
      answers(Set.of(ability), 6);
      endpoint.lists(ability == Ability.GUIDANCE ? guided(ability.name(), 8_192) : guided("x", 1));
      EndpointSettings settings =
          EndpointSettings.of(endpoint.baseUrl(), ability.name())
              .withProbed(EnumSet.allOf(Ability.class));
      AbilityTable table = table();
      try (OpenAiLanguageModel model = new OpenAiLanguageModel(settings, table)) {
        model.probed(CallScope.unlimited());
        assertThat(table.known(settings).orElseThrow().known()).isEqualTo(Set.of(ability));
      }
    }
  }

  /** A list with a model that takes what one Rigel asks another's model for. */
  private static String guided(String model, int contextLength, String... abilities) {
    return """
    {"object": "list", "data": [
      {"id": "other", "object": "model"},
      {"id": "%s", "object": "model", "context_length": %d, "abilities": [%s], "extensions":
        ["guided_program", "guided_choice", "fixed_messages", "continue_final_message", "new"]}]}
    """
        .formatted(
            model,
            contextLength,
            Arrays.stream(abilities).map(a -> '"' + a + '"').collect(Collectors.joining(", ")));
  }

  @Test
  void anotherRigelSaysThatItGuidesAndHowMuchItReads() {
    endpoint.lists(guided("fake", 8_192, "json_schema", "grammar", "telepathy"));
    try (OpenAiLanguageModel model = model(table())) {
      assertThat(model.capabilities().tokenConstraints()).isFalse();
      assertThat(model.probed(CallScope.unlimited()).tokenConstraints()).isTrue();
      assertThat(model.capabilities().contextLength()).isEqualTo(8_192);
      assertThat(model.capabilities().grammars()).isTrue();
      assertThat(model.capabilities().logProbabilities()).isFalse();
    }
    // Not even its model was asked, which may still be loaded.
    assertThat(endpoint.bodies).isEmpty();
    try (OpenAiLanguageModel again = model(table())) {
      assertThat(again.capabilities().tokenConstraints()).isTrue();
      assertThat(again.capabilities().contextLength()).isEqualTo(8_192);
    }
    answers(Set.of(), 6);
    // Neither a list without extensions nor a length without guidance changes anything.
    endpoint.lists("{\"data\": [{\"id\": \"plain\", \"context_length\": 4096}]}");
    EndpointSettings plain =
        EndpointSettings.of(endpoint.baseUrl(), "plain").withProbed(EnumSet.allOf(Ability.class));
    try (OpenAiLanguageModel model = new OpenAiLanguageModel(plain, table())) {
      assertThat(model.probed(CallScope.unlimited()).tokenConstraints()).isFalse();
      assertThat(model.capabilities().contextLength()).isEqualTo(32_768);
    }
  }

  @Test
  void asksOnceAndRemembersAcrossRestarts() {
    answers(EnumSet.allOf(Ability.class), 6);
    try (OpenAiLanguageModel model = model(table())) {
      assertThat(model.capabilities().images()).isFalse();
      LanguageModel.Capabilities found = model.probed(CallScope.unlimited());
      assertThat(found.images()).isTrue();
      assertThat(found.grammars()).isTrue();
      model.probed(CallScope.unlimited());
    }
    try (OpenAiLanguageModel again = model(table())) {
      assertThat(again.capabilities().images()).isTrue();
      assertThat(again.probed(CallScope.unlimited()).images()).isTrue();
    }
    assertThat(endpoint.bodies).hasSize(6);
  }

  @Test
  void asksAgainAfterAWeekAndWhenTheFileIsDamaged() throws IOException {
    answers(Set.of(Ability.VISION), 6);
    try (OpenAiLanguageModel model = model(table())) {
      model.probed(CallScope.unlimited());
    }
    answers(Set.of(), 12);
    Clock later = Clock.offset(Clock.systemUTC(), Duration.ofDays(8));
    try (OpenAiLanguageModel model = model(new AbilityTable(folder, later))) {
      assertThat(model.probed(CallScope.unlimited()).images()).isFalse();
    }
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.writeString(file, "{\"abilities\": [\"VIS");
      }
    }
    try (OpenAiLanguageModel model = model(table())) {
      assertThat(model.probed(CallScope.unlimited()).images()).isFalse();
    }
    assertThat(endpoint.bodies).hasSize(18);
  }

  @Test
  void robustness43_nothingIsKeptOfAnEndpointThatDoesNotAnswer() {
    endpoint.thenStatus(500, "oops");
    try (OpenAiLanguageModel model = model(table())) {
      assertThat(model.probed(CallScope.unlimited()).images()).isFalse();
      // Not asked again at once.
      assertThat(model.probed(CallScope.unlimited()).images()).isFalse();
    }
    assertThat(endpoint.bodies).hasSize(1);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void whatTheConfigurationSaysIsNotAsked() {
    try (OpenAiLanguageModel told =
        new OpenAiLanguageModel(
            EndpointSettings.of(endpoint.baseUrl(), "fake").withImages(true), table())) {
      assertThat(told.probed(CallScope.unlimited()).images()).isTrue();
    }
    assertThat(endpoint.bodies).isEmpty();
  }
}
