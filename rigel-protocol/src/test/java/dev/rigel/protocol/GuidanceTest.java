package dev.rigel.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GuidanceTest {
  private static final GuidedProgram PROGRAM =
      new GuidedProgram(
          List.of(new GuidedProgram.Input("img1", "Image")),
          List.of("faces", "blur"),
          "abc",
          "Blur the faces",
          List.of("image"),
          List.of(new GuidedProgram.Precedent("found = faces(img1)", 1.25)),
          List.of(new GuidedProgram.Barred("\\bflip\\(", "nobody asks to flip")));

  private static String body(String model, String more) {
    return """
    {"model": "%s", "messages": [
      {"role": "system", "content": "You write programs."},
      {"role": "user", "content": "Blur the faces"},
      {"role": "assistant", "content": "found = "}]%s}
    """
        .formatted(model, more.isEmpty() ? "" : ", " + more.replace('\'', '"'));
  }

  private static ChatCompletionRequest read(String more) {
    return RequestReader.read(body("rigel-embedded", more).getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> faults(String body) {
    ValidationException failure =
        catchThrowableOfType(
            ValidationException.class,
            () -> RequestReader.read(body.getBytes(StandardCharsets.UTF_8)));
    assertThat(failure).as("must be refused: %.200s", body).isNotNull();
    return failure.details().stream().map(ErrorDetail::path).toList();
  }

  @Test
  void isReadAsItIsWritten() {
    Guidance guidance = new Guidance(Optional.of(PROGRAM), List.of("yes", "no"), 2, true);
    ChatCompletionRequest request =
        ChatCompletionRequest.builder(
                List.of(
                    ChatMessage.user("one"),
                    ChatMessage.user("two"),
                    new ChatMessage(Role.ASSISTANT, List.of(new ContentPart.Text("three")))))
            .model(ModelName.of("rigel-embedded").orElseThrow())
            .guidance(guidance)
            .build();

    assertThat(RequestReader.read(Json.bytes(RequestWriter.write(request))).guidance())
        .isEqualTo(guidance);
  }

  @Test
  void isNothingWhereNothingIsSaid() {
    assertThat(read("").guidance()).isEqualTo(Guidance.NONE);
    assertThat(read("'guided_program': null, 'guided_choice': null").guidance())
        .isEqualTo(Guidance.NONE);
  }

  @Test
  void fixedMessagesStandBeforeTheAnswer() {
    assertThat(read("'fixed_messages': 9").guidance().fixedMessages()).isEqualTo(3);
    assertThat(
            read("'fixed_messages': 9, 'continue_final_message': true").guidance().fixedMessages())
        .isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'guided_program': {'library': 'a', 'request': 'b'}",
        "'guided_choice': ['a']",
        "'fixed_messages': 1",
        "'continue_final_message': true"
      })
  void otherModelsRefuseIt(String field) {
    String name = field.substring(1, field.indexOf('\'', 1));
    assertThat(faults(body("vlmrun-orion-1:auto", field))).containsExactly(name);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'guided_program': 7 | guided_program",
        "'guided_program': {'request': 'b'} | guided_program.library",
        "'guided_program': {'library': 'a'} | guided_program.request",
        "'guided_program': {'library': 'a', 'request': 'b', 'tools': [1, {}]} | guided_program.tools[1]",
        "'guided_program': {'library': 'a', 'request': 'b', 'inputs': [{'name': 'a'}]} | guided_program.inputs[0].type",
        "'guided_program': {'library': 'a', 'request': 'b', 'precedents': [{'program': 'a', 'lean': 11}]} | guided_program.precedents[0].lean",
        "'guided_program': {'library': 'a', 'request': 'b', 'barred': [{'reason': 'a'}]} | guided_program.barred[0].pattern",
        "'guided_choice': 'a' | guided_choice",
        "'fixed_messages': -1 | fixed_messages",
      })
  void whatIsWrongIsNamed(String field, String place) {
    assertThat(faults(body("rigel-embedded", field))).contains(place);
  }

  @Test
  void sizesAreBounded() {
    String long1 = "x".repeat(2_001);
    assertThat(
            faults(
                body(
                    "rigel-embedded",
                    "'guided_program': {'library': 'a', 'request': 'b', 'barred': [{'pattern': '"
                        + long1
                        + "'}]}")))
        .containsExactly("guided_program.barred[0].pattern");
    String tools = "'t',".repeat(2_001);
    assertThat(
            faults(
                body(
                    "rigel-embedded",
                    "'guided_program': {'library': 'a', 'request': 'b', 'tools': ["
                        + tools.substring(0, tools.length() - 1)
                        + "]}")))
        .containsExactly("guided_program.tools");
  }

  @Test
  void onlyAMessageOfTheAssistantIsGoneOnWith() {
    String body =
        "{\"model\":\"rigel-embedded\",\"continue_final_message\":true,"
            + "\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}";
    assertThat(faults(body)).containsExactly("continue_final_message");
  }
}
