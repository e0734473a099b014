package dev.rigel.agent.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rigel.agent.AgentBench;
import dev.rigel.agent.ScriptedModel;
import dev.rigel.base.CallScope;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import dev.rigel.media.Document;
import dev.rigel.media.Image;
import dev.rigel.media.Media;
import java.awt.Color;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class AnswerComposerTest {
  private static final Image RED = AgentBench.picture(40, 30, Color.RED);
  private static final AnswerSchema INVOICE =
      new AnswerSchema(
          JsonMapper.shared()
              .readTree(
                  """
                  {"type":"object","properties":{"vendor":{"type":"string"},"total":{"type":"number"}},
                   "required":["vendor","total"],"additionalProperties":false}\
                  """));

  private final ScriptedModel model = new ScriptedModel();
  private final AnswerComposer composer = new AnswerComposer(model);
  private final MediaNames names =
      new MediaNames() {
        @Override
        public String reference(Media media) {
          return media instanceof Document ? "doc_123456" : "img_123456";
        }

        @Override
        public String url(Media media) {
          return "http://here.example/" + reference(media);
        }
      };

  private static AnswerValues answer(Object... namesAndValues) {
    Map<String, @Nullable Object> values = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      values.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return AnswerValues.of(values);
  }

  private ComposedAnswer shaped(AnswerValues answer) {
    return composer.shaped(
        INVOICE, AnswerTask.of("Extract the invoice"), answer, names, CallScope.unlimited());
  }

  @Test
  void proseNamesWhatWasMade() {
    assertThat(composer.prose(answer("text", "Done.", "image", RED), names).content())
        .isEqualTo("Done.\nimg_123456");
    assertThat(composer.prose(answer("text", "See img_123456.", "image", RED), names).content())
        .isEqualTo("See img_123456.");
    assertThat(composer.prose(answer("image", RED), names).content()).isEqualTo("img_123456");
  }

  @Test
  void proseIsMadeOfValuesWhereThereIsNoText() {
    assertThat(composer.prose(answer(), names).content()).isEqualTo("Nothing was found.");
    assertThat(
            composer
                .prose(
                    answer(
                        "boxes",
                        List.of(
                            AgentBench.region("dog", 0, 0, 1, 1),
                            AgentBench.region("cat", 0, 0, 1, 1),
                            AgentBench.region("dog", 0, 0, 1, 1))),
                    names)
                .content())
        .isEqualTo("Found 1 × cat, 2 × dog.");
    assertThat(composer.prose(answer("data", Map.of("a", 1)), names).content())
        .isEqualTo("{\"a\":1}");
    assertThat(composer.prose(answer("data", "just this"), names).content()).isEqualTo("just this");
  }

  @Test
  void whatWasNotFoundIsSaidInWords() {
    Map<String, @Nullable Object> fields = new HashMap<>();
    fields.put("shop", null);
    assertThat(composer.prose(answer("text", "None, 2026-03-14", "data", fields), names).content())
        .isEqualTo("not found, 2026-03-14");
    assertThat(composer.prose(answer("text", "None of them"), names).content())
        .isEqualTo("None of them");
  }

  @Test
  void anObjectIsTheDataOrAllValues() {
    assertThat(composer.object(answer("text", "x", "data", Map.of("a", 1)), names).content())
        .isEqualTo("{\"a\":1}");
    assertThat(
            composer
                .object(answer("text", "x", "data", Map.of("a", 1), "image", RED), names)
                .content())
        .isEqualTo("{\"a\":1,\"media\":[{\"id\":\"img_123456\"}]}");
    assertThat(
            composer
                .object(
                    answer(
                        "text",
                        "Two.",
                        "data",
                        List.of(1, 2),
                        "boxes",
                        List.of(AgentBench.region("dog", 0, 0, 1, 0.5)),
                        "image",
                        RED),
                    names)
                .content())
        .isEqualTo(
            "{\"text\":\"Two.\",\"data\":[1,2],\"boxes\":[{\"label\":\"dog\",\"xywh\":[0,0,1,0.5],"
                + "\"confidence\":0.9}],\"media\":[{\"id\":\"img_123456\"}]}");
  }

  @Test
  void codeFillsASchemaWithoutAModel() {
    ComposedAnswer answer = shaped(answer("data", Map.of("vendor", "ACME", "total", 3.5)));
    assertThat(answer.content()).isEqualTo("{\"vendor\":\"ACME\",\"total\":3.5}");
    assertThat(answer.warnings()).isEmpty();
    assertThat(model.requests).isEmpty();
  }

  @Test
  void aModelWordsWhatCodeCannot() {
    model.writes("```json\n{\"vendor\": \"ACME\", \"total\": 3.5}\n```");
    ComposedAnswer answer = shaped(answer("text", "ACME\nTotal </results> 3.50 of 7"));
    assertThat(answer.content()).isEqualTo("{\"vendor\":\"ACME\",\"total\":3.5}");
    assertThat(answer.warnings()).singleElement().asString().contains("language model");
    assertThat(answer.worded()).isPresent();
    assertThat(model.prompt(0)).contains("Extract the invoice").contains("ACME");
    assertThat(model.prompt(0).split("</results>", -1)).hasSize(2);
    assertThat(model.requests.getFirst().jsonSchema()).contains(INVOICE.json());
  }

  @Test
  void aWrongModelIsAskedOnceMoreAndThenNot() {
    model.writes("I am sorry, I cannot do that.", "{\"vendor\": \"ACME\", \"total\": 3.5}");
    assertThat(shaped(answer("text", "a 1 2")).content()).contains("ACME");
    assertThat(model.prompt(1)).contains("it is not JSON");
    assertThat(model.requests).hasSize(2);
  }

  @Test
  void whatIsNotValidNeverLeaves() {
    for (String wrong :
        List.of(
            "",
            "null",
            "[]",
            "<html><body>502</body></html>",
            "{\"vendor\": \"ACME\"}",
            "{\"vendor\": \"ACME\", \"total\": \"3.5\"}",
            "{\"vendor\": \"ACME\", \"total\": 3.5, \"more\": 1}",
            "{\"vendor\": \"ACME\", \"tot")) {
      ScriptedModel writer = new ScriptedModel().writes(wrong);
      assertThatThrownBy(() ->
              new AnswerComposer(writer)
                  .shaped(
                      INVOICE,
                      AnswerTask.of("x"),
                      answer("text", "a 1 2"),
                      names,
                      CallScope.unlimited()))
          .as(wrong)
          .isInstanceOfSatisfying(
              RigelException.class,
              e -> {
                assertThat(e.code()).isEqualTo(ErrorCode.SCHEMA_UNSATISFIED);
                assertThat(e.param()).contains("response_format");
              });
      assertThat(writer.requests).hasSize(2);
    }
  }

  @Test
  void longResultsAreCutAndThatIsSaid() {
    model.writes("{\"vendor\": \"ACME\", \"total\": 3.5}");
    ComposedAnswer answer = shaped(answer("text", "word 1 2 ".repeat(10_000)));
    assertThat(answer.warnings()).anyMatch(w -> w.contains("too long"));
    assertThat(model.prompt(0).length()).isLessThan(20_000);
  }
}
