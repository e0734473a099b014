package dev.rigel.language.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rigel.base.CallScope;
import dev.rigel.language.Generation;
import dev.rigel.language.GenerationRequest;
import dev.rigel.language.Prompt;
import dev.rigel.language.TokenListener;
import dev.rigel.weights.PullListener;
import dev.rigel.weights.PullingModelFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The model that Rigel comes with. */
@Tag("slow")
class RealModelTest {
  @Test
  void extractsFieldsUnderASchemaAndKeepsItsPrefix(@TempDir Path states) {
    JsonNode schema =
        JsonMapper.shared()
            .readTree(
                """
                {"type":"object","properties":{
                  "invoice_number":{"type":"string"},
                  "date":{"type":"string","format":"date"},
                  "total":{"type":"number"},
                  "currency":{"enum":["EUR","USD","GBP"]}},
                 "required":["invoice_number","date","total","currency"],
                 "additionalProperties":false}
                """);
    Prompt prompt =
        new Prompt(
            List.of(
                Prompt.Message.system("You copy the fields of a document exactly."),
                Prompt.Message.user(
                    "Invoice INV-2026-0042 of 7 March 2026. Sum due: 1,249.50 euros.")),
            1,
            "");
    try (PullingModelFiles files =
            PullingModelFiles.standard(System.getenv(), PullListener.silent());
        EmbeddedLanguageModel model =
            new EmbeddedLanguageModel(EmbeddedSettings.defaults(states), files)) {
      Generation generation =
          model.generate(
              GenerationRequest.greedy(prompt, 120).withJsonSchema(schema),
              TokenListener.SILENT,
              CallScope.unlimited());

      JsonNode answer = JsonMapper.shared().readTree(generation.text());
      assertThat(answer.path("invoice_number").asString()).isEqualTo("INV-2026-0042");
      assertThat(answer.path("date").asString()).isEqualTo("2026-03-07");
      assertThat(answer.path("total").asDouble()).isEqualTo(1249.5);
      assertThat(answer.path("currency").asString()).isEqualTo("EUR");
    }
  }

  /** The number of threads changes with what else the machine does; an answer must not. */
  @Test
  void writesTheSameWithAnyNumberOfThreads(@TempDir Path states) {
    Prompt prompt =
        new Prompt(
            List.of(
                Prompt.Message.system("You explain machines. ".repeat(300)),
                Prompt.Message.user("How does a railway signal work?")),
            1,
            "");
    List<Generation> written = new ArrayList<>();
    for (int threads : new int[] {1, 2}) {
      try (PullingModelFiles files =
              PullingModelFiles.standard(System.getenv(), PullListener.silent());
          EmbeddedLanguageModel model =
              new EmbeddedLanguageModel(
                  EmbeddedSettings.defaults(states).withThreads(threads), files)) {
        written.add(
            model.generate(
                new GenerationRequest(
                    prompt,
                    60,
                    0,
                    1,
                    OptionalInt.empty(),
                    OptionalLong.empty(),
                    List.of(),
                    3,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty()),
                TokenListener.SILENT,
                CallScope.unlimited()));
      }
    }
    assertThat(written.get(1).text()).isEqualTo(written.get(0).text());
    assertThat(written.get(1).logProbabilities())
        .usingRecursiveComparison()
        .isEqualTo(written.get(0).logProbabilities());
  }
}
