package dev.rigel.agent.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rigel.protocol.ChatMessage;
import dev.rigel.protocol.ResponseFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PromptedSchemaTest {
  private static final ResponseFormat OBJECT = new ResponseFormat.JsonObjectFormat();
  private static final String SCHEMA =
      "{\"properties\": {\"total\": {\"type\": \"number\"}}, \"required\": [\"total\"],"
          + " \"type\": \"object\"}";

  private static boolean isFound(ResponseFormat format, String system, String user) {
    return PromptedSchema.in(List.of(ChatMessage.system(system), ChatMessage.user(user)), format)
        .isPresent();
  }

  @Test
  void aSchemaAmongWordsIsFound() {
    AnswerSchema schema =
        PromptedSchema.in(
                List.of(
                    ChatMessage.system("Write {json} as this says:\n" + SCHEMA + "\nNo fence!"),
                    ChatMessage.user("Extract")),
                OBJECT)
            .orElseThrow();
    assertThat(schema.json().path("properties").has("total")).isTrue();
    assertThat(isFound(OBJECT, "Be brief.", "Extract. Schema: " + SCHEMA)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Answer in JSON.",
        "{",
        "{\"total\": 3}",
        "{\"properties\": {}}",
        "{\"properties\": {\"a\": 1}, \"type\": \"object\"}",
        "{\"properties\": {\"a\": {\"$ref\": \"http://evil.example/s\"}}, \"type\": \"object\"}"
      })
  void whatIsNoSchemaIsNotTakenForOne(String text) {
    assertThat(isFound(OBJECT, text, "Extract")).isFalse();
  }

  @Test
  void proseAsksForItByAFence() {
    String fenced = "Extract it\nReturn it within a ```json codeblock";
    assertThat(isFound(ResponseFormat.TEXT, SCHEMA, "Extract it")).isFalse();
    assertThat(isFound(ResponseFormat.TEXT, SCHEMA, fenced)).isTrue();
    assertThat(PromptedSchema.withoutFence(fenced)).isEqualTo("Extract it");
  }

  @Test
  void manyBracesCostLittle() {
    assertThat(isFound(OBJECT, "{".repeat(150_000), "Extract")).isFalse();
  }
}
