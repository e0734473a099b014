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
import tools.jackson.databind.JsonNode;

class RequestReaderTest {
  private static final String HELLO = "\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]";

  @Test
  void fillsInEveryDefault() {
    ChatCompletionRequest request = read("{" + HELLO + "}");

    assertThat(request.model()).isEqualTo(ModelName.DEFAULT);
    assertThat(request.maxTokens()).isEqualTo(32_768);
    assertThat(request.n()).isEqualTo(1);
    assertThat(request.temperature()).isZero();
    assertThat(request.topP()).isEqualTo(1);
    assertThat(request.stream()).isFalse();
    assertThat(request.responseFormat()).isEqualTo(ResponseFormat.TEXT);
    assertThat(request.toolsets()).isEmpty();
    assertThat(request.toolChoice()).isEqualTo(ToolChoice.NONE);
    assertThat(request.messages()).containsExactly(ChatMessage.user("hello"));
  }

  @Test
  void treatsNullAsAbsent() {
    assertThat(
            read(
                "{"
                    + HELLO
                    + ",\"model\":null,\"n\":null,\"response_format\":null,\"session_id\":null,"
                    + "\"skills\":null,\"logprobs\":null,\"stream\":null}"))
        .isEqualTo(read("{" + HELLO + "}"));
  }

  @Test
  void robustness5_ignoresUnknownFieldsEvenNegativeOnes() {
    assertThat(read("{" + HELLO + ",\"n_discard\":-5,\"user\":7,\"frobnicate\":{\"a\":[1]}}"))
        .isEqualTo(read("{" + HELLO + "}"));
  }

  @Test
  void readsEveryKindOfPart() {
    ChatCompletionRequest request =
        read(
            """
            {"messages":[{"role":"user","content":[
              {"type":"text","text":"look"},
              {"type":"image_url","image_url":{"url":"https://a.example/1.png","detail":"high"}},
              {"type":"image_url","image_url":"https://a.example/2.png"},
              {"type":"video_url","video_url":{"url":"https://a.example/v.mp4"}},
              {"type":"audio_url","audio_url":{"url":"https://a.example/a.mp3"}},
              {"type":"file_url","file_url":{"url":"https://a.example/d.pdf","detail":"auto"}},
              {"type":"input_file","file_id":"6d2c"},
              {"type":"input_file","file_url":{"url":"https://a.example/e.pdf"}},
              {"type":"file","file":{"filename":"f.pdf","file_data":"data:application/pdf;base64,JVBE"}},
              {"type":"input_audio","input_audio":{"data":"AAAA","format":"wav"}}]}]}
            """);

    assertThat(request.messages().getFirst().content())
        .containsExactly(
            new ContentPart.Text("look"),
            new ContentPart.ImageUrl("https://a.example/1.png", Optional.of("high")),
            new ContentPart.ImageUrl("https://a.example/2.png"),
            new ContentPart.VideoUrl("https://a.example/v.mp4"),
            new ContentPart.AudioUrl("https://a.example/a.mp3"),
            new ContentPart.FileUrl("https://a.example/d.pdf"),
            new ContentPart.InputFile(Optional.of("6d2c"), Optional.empty()),
            new ContentPart.InputFile(Optional.empty(), Optional.of("https://a.example/e.pdf")),
            new ContentPart.OpenAiFile(
                Optional.of("f.pdf"),
                Optional.of("data:application/pdf;base64,JVBE"),
                Optional.empty()),
            new ContentPart.InputAudio("AAAA", "wav"));
    assertThat(request.messages().getFirst().text()).isEqualTo("look");
    assertThat(request.messages().getFirst().media()).hasSize(9);
  }

  @Test
  void readsToolConversations() {
    ChatCompletionRequest request =
        read(
            """
            {"messages":[
              {"role":"developer","content":"be brief"},
              {"role":"user","content":"weather?"},
              {"role":"assistant","content":null,"tool_calls":[
                {"id":"c1","type":"function","function":{"name":"weather","arguments":"{\\"city\\":\\"Bern\\"}"}}]},
              {"role":"tool","tool_call_id":"c1","content":"sunny"}],
             "tools":[{"type":"function","function":{"name":"weather","parameters":{"type":"object"}}}],
             "tool_choice":{"type":"function","function":{"name":"weather"}},
             "parallel_tool_calls":false}
            """);

    assertThat(request.messages().get(0).role()).isEqualTo(Role.SYSTEM);
    assertThat(request.messages().get(2).content()).isEmpty();
    assertThat(request.messages().get(2).toolCalls())
        .containsExactly(new ToolCall("c1", "weather", "{\"city\":\"Bern\"}"));
    assertThat(request.messages().get(3).toolCallId()).contains("c1");
    assertThat(request.toolChoice()).isEqualTo(new ToolChoice.Named("weather"));
    assertThat(request.parallelToolCalls()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"json_schema\",\"schema\":S}",
        "{\"type\":\"json_schema\",\"json_schema\":S}",
        "{\"type\":\"json_schema\",\"strict\":true,\"schema\":S,\"name\":\"x\"}",
        "{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"x\",\"schema\":S,\"strict\":true}}",
        "{\"type\":\"json_object\",\"schema\":S}"
      })
  void findsTheSchemaInEverySpellingOfTheResponseFormat(String format) {
    String schema = "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"integer\"}}}";
    ChatCompletionRequest request =
        read("{" + HELLO + ",\"response_format\":" + format.replace("S", schema) + "}");

    assertThat(request.responseFormat())
        .isInstanceOfSatisfying(
            ResponseFormat.JsonSchemaFormat.class,
            f -> {
              assertThat(f.schema()).isEqualTo(Json.parse(schema));
              assertThat(f.strict()).isEqualTo(format.contains("strict"));
              assertThat(f.name())
                  .isEqualTo(format.contains("name") ? Optional.of("x") : Optional.empty());
            });
  }

  @Test
  void readsTheFormatsWithoutSchema() {
    assertThat(
            read("{" + HELLO + ",\"response_format\":{\"type\":\"json_object\"}}").responseFormat())
        .isEqualTo(new ResponseFormat.JsonObjectFormat());
    assertThat(read("{" + HELLO + ",\"response_format\":{\"type\":\"text\"}}").responseFormat())
        .isEqualTo(ResponseFormat.TEXT);
  }

  @Test
  void readsSkillsOfEverySpelling() {
    ChatCompletionRequest request =
        read(
            "{"
                + HELLO
                + """
                ,"skills":[
                  {"type":"skill_reference","skill_id":"a","skill_version":3},
                  {"skill_name":"b","version":"20260219-abc123"},
                  {"type":"inline","name":"c","description":"d","source":{"type":"base64","media_type":"application/zip","data":"UEs="}},
                  {"type":"inline","name":"e","bundle":"UEs="}]}
                """);

    assertThat(request.skills())
        .containsExactly(
            new AgentSkill.ById("a", "3"),
            new AgentSkill.ById("b", "20260219-abc123"),
            new AgentSkill.Inline("c", "d", "UEs="),
            new AgentSkill.Inline("e", "", "UEs="));
  }

  @ParameterizedTest
  @CsvSource({
    "true,,0",
    "true,3,3",
    "5,,5",
    "0,,0",
    "false,3,-1",
  })
  void takesLogprobsAsNumberAndAsBoolean(String logprobs, Integer top, int expected) {
    String body =
        "{"
            + HELLO
            + ",\"logprobs\":"
            + logprobs
            + (top == null ? "" : ",\"top_logprobs\":" + top)
            + "}";
    assertThat(read(body).logprobs().orElse(-1)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "vlmrun-orion-1,ORION_1,AUTO",
    "vlmrun-orion-1:lite,ORION_1,FAST",
    "vlmrun-orion-1:fast,ORION_1,FAST",
    "vlmrun-orion-1:auto,ORION_1,AUTO",
    "vlmrun-orion-1:pro,ORION_1,PRO",
    "vlmrun-orion-2:pro,ORION_2,PRO",
    "vlmrun-orion-2:opus-5,ORION_2,AUTO",
    "vlm-agent-1,ORION_1,AUTO",
    "vlm-agent:document,ORION_1,AUTO",
    "rigel-embedded,EMBEDDED,AUTO",
  })
  void knowsItsModelNames(String name, ModelName.Family family, ModelName.Variant variant) {
    assertThat(ModelName.of(name)).contains(new ModelName(name, family, variant));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gpt-4o",
        "",
        "vlmrun-orion-1:",
        "vlmrun-orion-1:turbo",
        "vlmrun-orion-3:auto",
        "vlm-1",
        "rigel-embedded:fast",
        "vlm-agent x"
      })
  void refusesOtherModelNamesAndNamesTheAcceptedOnes(String name) {
    ErrorDetail fault =
        onlyFault(
            "{" + HELLO + ",\"model\":" + Json.text(Json.object().put("m", name).get("m")) + "}");
    assertThat(fault.loc()).containsExactly("body", "model");
    assertThat(fault.msg()).contains("vlmrun-orion-1:auto", "rigel-embedded");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{}|messages|missing",
        "{\"messages\":null}|messages|list_type",
        "{\"messages\":[]}|messages|too_short",
        "{\"messages\":\"hi\"}|messages|list_type",
        "{\"messages\":{}}|messages|list_type",
        "{\"messages\":[3]}|messages[0]|model_attributes_type",
        "{\"messages\":[{\"role\":\"wizard\",\"content\":\"x\"}]}|messages[0].role|literal_error",
        "{\"messages\":[{\"role\":3,\"content\":\"x\"}]}|messages[0].role|literal_error",
        "{\"messages\":[{\"role\":\"user\"}]}|messages[0].content|missing",
        "{\"messages\":[{\"role\":\"user\",\"content\":null}]}|messages[0].content|string_type",
        "{\"messages\":[{\"role\":\"user\",\"content\":5}]}|messages[0].content|string_type",
        "{\"messages\":[{\"role\":\"user\",\"content\":[]}]}|messages[0].content|too_short",
        "{\"messages\":[{\"role\":\"user\",\"content\":[\"x\"]}]}|messages[0].content[0]|model_attributes_type",
        "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"x\"}]}]}|messages[0].content[0]|union_tag_not_found",
        "{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"hologram\"}]}]}|messages[0].content[0]|union_tag_invalid",
        "{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\"}]}]}|messages[0].content[0].image_url|missing",
        "{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":{}}]}]}|messages[0].content[0].image_url.url|missing",
        "{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"input_file\"}]}]}|messages[0].content[0]|value_error",
        "{\"messages\":[{\"role\":\"tool\",\"content\":\"x\"}]}|messages[0].tool_call_id|missing",
      })
  void robustness4_namesTheFaultInTheMessages(String body, String path, String type) {
    ErrorDetail fault = onlyFault(body);
    assertThat(fault.path()).isEqualTo(path);
    assertThat(fault.type()).isEqualTo(type);
    assertThat(fault.loc().getFirst()).isEqualTo("body");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "\"n\":0|n|greater_than_equal",
        "\"n\":-1|n|greater_than_equal",
        "\"n\":16384|n|less_than_equal",
        "\"n\":1.5|n|int_from_float",
        "\"n\":\"many\"|n|int_parsing",
        "\"n\":[]|n|int_type",
        "\"max_tokens\":-1|max_tokens|greater_than_equal",
        "\"max_tokens\":9223372036854775808|max_tokens|less_than_equal",
        "\"max_tokens\":1e300|max_tokens|int_parsing_size",
        "\"max_tokens\":\"-12\"|max_tokens|greater_than_equal",
        "\"temperature\":\"hot\"|temperature|float_parsing",
        "\"temperature\":2.5|temperature|less_than_equal",
        "\"temperature\":-0.1|temperature|greater_than_equal",
        "\"top_p\":7|top_p|less_than_equal",
        "\"top_k\":-1|top_k|greater_than_equal",
        "\"stream\":\"perhaps\"|stream|bool_parsing",
        "\"session_id\":\"abc\"|session_id|uuid_parsing",
        "\"session_id\":\"..%2f..%2fetc\"|session_id|uuid_parsing",
        "\"session_id\":7|session_id|uuid_type",
        "\"metadata\":[]|metadata|dict_type",
        "\"toolsets\":\"core\"|toolsets|list_type",
        "\"toolsets\":[\"core\",\"zz\"]|toolsets[1]|literal_error",
        "\"response_format\":{\"type\":\"xml\"}|response_format.type|literal_error",
        "\"response_format\":{\"type\":\"json_schema\"}|response_format.schema|missing",
        "\"response_format\":{\"type\":\"json_schema\",\"schema\":\"S\"}|response_format.schema|dict_type",
        "\"tool_choice\":\"required\"|tool_choice|value_error",
        "\"skills\":[{}]|skills[0].skill_id|missing",
      })
  void robustness5_namesTheFaultInTheNumbersAndOptions(String field, String path, String type) {
    ErrorDetail fault = onlyFault("{" + HELLO + "," + field + "}");
    assertThat(fault.path()).isEqualTo(path);
    assertThat(fault.type()).isEqualTo(type);
  }

  @Test
  void toolsetsOfAConfigurationMayBeNamedWhereItIsKnown() {
    String body = "{" + HELLO + ",\"toolsets\":[\"core\",\"files\"]}";
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    assertThat(RequestReader.read(bytes, Toolsets.BUILT_IN.and(List.of("files"))).toolsets())
        .contains(List.of("core", "files"));
    assertThat(onlyFault(body).path()).isEqualTo("toolsets[1]");
    assertThat(RequestReader.stored(Json.parse(body)).toolsets())
        .contains(List.of("core", "files"));
  }

  @Test
  void reportsSeveralFaultsAtOnceButNotThousands() {
    ValidationException two =
        catchThrowableOfType(
            ValidationException.class, () -> read("{" + HELLO + ",\"n\":0,\"stream\":2}"));
    assertThat(two.details()).extracting(ErrorDetail::path).containsExactly("n", "stream");
    assertThat(two.getMessage()).contains("n: ", "1 more");

    String many = "{\"messages\":[" + "1,".repeat(5_000) + "1]}";
    ValidationException bounded = catchThrowableOfType(ValidationException.class, () -> read(many));
    assertThat(bounded.details()).hasSizeLessThan(100);
  }

  @Test
  void robustness2_refusesATextThatBelongsIntoAFile() {
    ErrorDetail fault =
        onlyFault(
            "{\"messages\":[{\"role\":\"user\",\"content\":\"" + "x".repeat(50_000_000) + "\"}]}");
    assertThat(fault.type()).isEqualTo("string_too_long");
  }

  @Test
  void canonicalisesTheSessionId() {
    assertThat(
            read("{" + HELLO + ",\"session_id\":\"9BF846BA-340D-4921-B156-CA90B5610269\"}")
                .sessionId())
        .contains("9bf846ba-340d-4921-b156-ca90b5610269");
  }

  @Test
  void readsAMediumThatStandsWhereAMessageBelongs() {
    ChatMessage message =
        read("{\"messages\":[{\"role\":\"image_url\",\"image_url\":{\"url\":\"https://a.example/v\"}}]}")
            .messages()
            .getFirst();
    assertThat(message.role()).isEqualTo(Role.USER);
    assertThat(message.content()).containsExactly(new ContentPart.ImageUrl("https://a.example/v"));
  }

  @Test
  void readsAgainWhatTheWriterWrote() {
    JsonNode schema = Json.parse("{\"type\":\"object\"}");
    ChatCompletionRequest request =
        ChatCompletionRequest.builder(
                List.of(
                    ChatMessage.system("be brief"),
                    new ChatMessage(
                        Role.USER,
                        List.of(
                            new ContentPart.Text("what is this?"),
                            new ContentPart.ImageUrl(
                                "data:image/png;base64,AAAA", Optional.of("low")),
                            new ContentPart.InputFile(Optional.of("x"), Optional.empty()),
                            new ContentPart.OpenAiFile(
                                Optional.of("a.pdf"), Optional.of("JVBE"), Optional.empty()),
                            new ContentPart.InputAudio("AAAA", "wav"))),
                    new ChatMessage(
                        Role.ASSISTANT,
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(new ToolCall("1", "f", "{}"))),
                    new ChatMessage(
                        Role.TOOL,
                        List.of(new ContentPart.Text("ok")),
                        Optional.empty(),
                        Optional.of("1"),
                        List.of())))
            .id(Optional.of("chatcmpl-1"))
            .model(ModelName.of("vlmrun-orion-2:pro").orElseThrow())
            .maxTokens(12)
            .n(2)
            .temperature(0.5)
            .topP(0.9)
            .topK(Optional.of(4))
            .logprobs(Optional.of(2))
            .stream(true)
            .includeUsage(true)
            .preview(true)
            .responseFormat(new ResponseFormat.JsonSchemaFormat(schema, Optional.of("x"), true))
            .sessionId(Optional.of("9bf846ba-340d-4921-b156-ca90b5610269"))
            .metadata(Optional.of(Json.parse("{\"experiment_id\":\"7\"}")))
            .skills(
                List.of(
                    new AgentSkill.ById("a", "latest"), new AgentSkill.Inline("n", "d", "UEs=")))
            .toolsets(Optional.of(List.of("core", "image")))
            .models(List.of("gemini"))
            .tools(List.of(new ClientTool("f", Optional.of("does f"), schema, true)))
            .toolChoice(new ToolChoice.Named("f"))
            .parallelToolCalls(false)
            .seed(Optional.of(7L))
            .stop(List.of("END"))
            .grammar(Optional.of("root ::= \"a\""))
            .jsonSchema(Optional.of(schema))
            .build();

    assertThat(RequestReader.read(Json.bytes(RequestWriter.write(request)))).isEqualTo(request);
  }

  private static ChatCompletionRequest read(String body) {
    return RequestReader.read(body.getBytes(StandardCharsets.UTF_8));
  }

  private static ErrorDetail onlyFault(String body) {
    ValidationException failure = catchThrowableOfType(ValidationException.class, () -> read(body));
    assertThat(failure).as("must be refused: %.100s", body).isNotNull();
    assertThat(failure.details()).hasSize(1);
    return failure.details().getFirst();
  }
}
