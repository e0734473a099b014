package dev.rigel.server;

import static dev.rigel.server.ServerFixture.data;
import static dev.rigel.server.ServerFixture.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rigel.agent.AgentEvent;
import dev.rigel.base.BudgetExhaustedException;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import dev.rigel.program.Step;
import dev.rigel.protocol.ChatCompletion;
import dev.rigel.protocol.FinishReason;
import dev.rigel.protocol.Json;
import dev.rigel.protocol.ToolCall;
import dev.rigel.protocol.Usage;
import dev.rigel.server.settings.Setting;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ChatHttpTest {
  private static final String SESSION = "9bf846ba-340d-4921-b156-ca90b5610269";
  private static final String HELLO = "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]";

  private ServerFixture fixture;

  @BeforeEach
  void start() throws IOException {
    fixture = new ServerFixture(Map.of(Setting.KEEP_ALIVE, "50ms"));
  }

  @AfterEach
  void stop() throws IOException {
    fixture.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/openai/chat/completions",
        "/v1/chat/completions",
        "/v1//openai/chat/completions",
        "/v1/openai/chat/completions/"
      })
  void answersAtEveryPathThatClientsUse(String path) throws Exception {
    HttpResponse<String> response =
        fixture.post(path, "{" + HELLO + ",\"session_id\":\"" + SESSION + "\"}");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("content-type")).contains("application/json");
    assertThat(response.headers().firstValue("x-request-id").orElseThrow()).startsWith("req_");
    JsonNode body = json(response);
    assertThat(body.path("session_id").stringValue()).isEqualTo(SESSION);
    assertThat(body.path("choices").get(0).path("message").path("content").stringValue())
        .isEqualTo("Hello there.");
    assertThat(fixture.agent.callers.getFirst().tenant()).isEqualTo("local");
    assertThat(fixture.agent.callers.getFirst().origin())
        .isEqualTo(fixture.server.address().toString());
    assertThat(fixture.agent.callers.getFirst().localFiles()).isFalse();
  }

  @Test
  void streamsChunksThatTheStrictestClientsRead() throws Exception {
    HttpResponse<String> response =
        fixture.chat("{" + HELLO + ",\"stream\":true,\"session_id\":\"" + SESSION + "\"}");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("content-type").orElseThrow())
        .startsWith("text/event-stream");
    List<String> data = data(response.body());
    assertThat(data.getLast()).isEqualTo("[DONE]");
    List<JsonNode> chunks = chunks(data);
    assertThat(chunks)
        .allSatisfy(chunk -> {
          assertThat(chunk.path("object").stringValue()).isEqualTo("chat.completion.chunk");
          assertThat(chunk.path("session_id").stringValue()).isEqualTo(SESSION);
          assertThat(chunk.path("choices").size()).isEqualTo(1);
          assertThat(chunk.path("id")).isEqualTo(chunks.getFirst().path("id"));
          assertThat(chunk.has("rigel")).isFalse();
        });
    assertThat(chunks.getFirst().path("choices").get(0).path("delta").path("role").stringValue())
        .isEqualTo("assistant");
    assertThat(text(chunks)).isEqualTo("Hello there.");
    JsonNode last = chunks.getLast();
    assertThat(last.path("choices").get(0).path("finish_reason").stringValue()).isEqualTo("stop");
    assertThat(last.path("usage").path("total_tokens").intValue()).isEqualTo(10);
    assertThat(last.path("usage").path("credits_used").intValue()).isZero();
  }

  @Test
  void streamsTheFirstChunkBeforeTheWorkIsDone() throws Exception {
    fixture.agent.will((request, _, listener, _) -> {
      listener.started("chatcmpl-1", SESSION);
      FakeAgent.pause(300);
      return FakeAgent.answer(request, "chatcmpl-1", SESSION, "late");
    });
    String body = fixture.chat("{" + HELLO + ",\"stream\":true}").body();

    assertThat(body.indexOf(SESSION)).isLessThan(body.indexOf(": ping"));
    assertThat(body.indexOf(": ping")).isLessThan(body.indexOf("late"));
  }

  @Test
  void streamsTextThatTheAgentDidNotWriteBitByBit() throws Exception {
    fixture.agent.will((request, _, listener, _) -> {
      listener.started("chatcmpl-1", SESSION);
      listener.wrote("one ");
      return FakeAgent.answer(request, "chatcmpl-1", SESSION, "one two");
    });
    assertThat(text(chunks(data(fixture.chat("{" + HELLO + ",\"stream\":true}").body()))))
        .isEqualTo("one two");
  }

  @Test
  void streamsSeveralChoicesAndToolCalls() throws Exception {
    fixture.agent.will((_, _, listener, _) -> {
      listener.started("chatcmpl-1", SESSION);
      return new ChatCompletion(
          "chatcmpl-1",
          1,
          "vlmrun-orion-1",
          "rigel",
          List.of(
              new ChatCompletion.Choice(0, "a", FinishReason.STOP),
              new ChatCompletion.Choice(
                  1,
                  "",
                  List.of(new ToolCall("c1", "weather", "{}")),
                  FinishReason.TOOL_CALLS,
                  Optional.empty())),
          Usage.NONE,
          SESSION,
          Optional.of(
              Json.parse(
                  "{\"planner\":\"reflex\",\"program\":\"answer(1)\",\"steps\":[],\"warnings\":[]}")));
    });
    List<JsonNode> chunks =
        chunks(data(fixture.chat("{" + HELLO + ",\"stream\":true,\"n\":2}").body()));

    JsonNode call =
        chunks.stream()
            .map(c -> c.path("choices").get(0))
            .filter(c -> c.path("delta").has("tool_calls"))
            .findFirst()
            .orElseThrow();
    assertThat(call.path("index").intValue()).isEqualTo(1);
    assertThat(call.path("delta").path("tool_calls").get(0).path("id").stringValue())
        .isEqualTo("c1");
    assertThat(
            call.path("delta")
                .path("tool_calls")
                .get(0)
                .path("function")
                .path("arguments")
                .asString())
        .isEmpty();
    JsonNode arguments =
        chunks.stream()
            .map(c -> c.path("choices").get(0).path("delta").path("tool_calls"))
            .filter(calls -> !calls.isEmpty())
            .toList()
            .getLast()
            .get(0);
    assertThat(arguments.has("id")).isFalse();
    assertThat(arguments.path("index").intValue()).isZero();
    assertThat(arguments.path("function").path("arguments").asString()).isEqualTo("{}");
    assertThat(
            chunks.stream()
                .map(c -> c.path("choices").get(0))
                .filter(c -> c.path("index").intValue() == 1)
                .toList()
                .getLast()
                .path("finish_reason")
                .asString())
        .isEqualTo("tool_calls");
    assertThat(chunks.stream().filter(c -> c.has("usage"))).hasSize(1);
    assertThat(chunks.getLast().path("rigel").path("program").stringValue()).isEqualTo("answer(1)");
  }

  @Test
  void streamsTheProbabilitiesOfTheTokensWithThem() throws Exception {
    String one = "{\"token\":\"Hel\",\"logprob\":-0.5,\"bytes\":[72,101,108],\"top_logprobs\":[]}";
    String two = "{\"token\":\"lo\",\"logprob\":-0.1,\"bytes\":[108,111],\"top_logprobs\":[]}";
    fixture.agent.will((request, _, listener, _) -> {
      listener.started("chatcmpl-1", SESSION);
      listener.wrote(
          "Hel", Optional.of(Json.parse("{\"content\":[" + one + "],\"refusal\":null}")));
      return new ChatCompletion(
          "chatcmpl-1",
          1,
          "vlmrun-orion-1",
          "rigel",
          List.of(
              new ChatCompletion.Choice(
                  0,
                  "Hello",
                  List.of(),
                  FinishReason.STOP,
                  Optional.of(
                      Json.parse("{\"content\":[" + one + "," + two + "],\"refusal\":null}")))),
          Usage.NONE,
          SESSION,
          Optional.empty());
    });
    List<JsonNode> chunks =
        chunks(data(fixture.chat("{" + HELLO + ",\"stream\":true,\"logprobs\":true}").body()));
    assertThat(text(chunks)).isEqualTo("Hello");
    List<String> tokens = new ArrayList<>();
    chunks.forEach(c -> {
      JsonNode choice = c.path("choices").get(0);
      choice
          .path("logprobs")
          .path("content")
          .forEach(token -> {
            tokens.add(token.path("token").asString());
            assertThat(choice.path("delta").path("content").asString())
                .isEqualTo(token.path("token").asString());
          });
    });
    assertThat(tokens).containsExactly("Hel", "lo");
  }

  @ParameterizedTest
  @CsvSource({"true,0", "false,1"})
  void tellsProgressOnlyWhenAsked(boolean preview, String header) throws Exception {
    fixture.agent.will((request, _, listener, _) -> {
      listener.started("chatcmpl-1", SESSION);
      listener.happened(new AgentEvent.Phase("planning", "thinking"));
      listener.happened(new AgentEvent.Planned("reflex", "answer(1)", 0.25));
      listener.happened(new AgentEvent.StepStarted(1, 2, "detect"));
      listener.happened(
          new AgentEvent.StepFinished(
              new Step(
                  1,
                  2,
                  "detect",
                  "img1",
                  "3 regions",
                  Duration.ofMillis(120),
                  false,
                  Optional.empty())));
      listener.happened(new AgentEvent.Warning("blurred"));
      return FakeAgent.answer(request, "chatcmpl-1", SESSION, "done");
    });
    String body =
        fixture
            .chat(
                "{" + HELLO + ",\"stream\":true,\"preview\":" + preview + "}",
                "X-Rigel-Events",
                header)
            .body();

    List<JsonNode> events =
        chunks(data(body)).stream()
            .filter(c -> c.has("rigel"))
            .peek(c -> assertThat(c.path("choices").get(0).path("delta").isEmpty()).isTrue())
            .map(c -> c.path("rigel"))
            .toList();
    assertThat(events)
        .extracting(e -> e.path("event").stringValue())
        .containsExactly("phase", "program", "step_started", "step", "warning");
    assertThat(events.get(3).path("seconds").doubleValue()).isEqualTo(0.12);
    assertThat(events.get(3).path("summary").stringValue()).isEqualTo("3 regions");

    assertThat(fixture.chat("{" + HELLO + ",\"stream\":true}").body()).doesNotContain("rigel\":{");
  }

  @Test
  void coversALongWaitWithWhiteSpaceBeforeTheJson() throws Exception {
    fixture.agent.will((request, _, _, _) -> {
      FakeAgent.pause(400);
      return FakeAgent.answer(request, "chatcmpl-1", SESSION, "late");
    });
    HttpResponse<String> response = fixture.chat("{" + HELLO + "}");

    assertThat(response.body()).startsWith(" \n \n");
    assertThat(json(response).path("session_id").stringValue()).isEqualTo(SESSION);
  }

  @ParameterizedTest
  @CsvSource({
    "INVALID_REQUEST,422", "UNSUPPORTED_MEDIA,415", "MEDIA_REFUSED,422", "TOO_LARGE,413",
    "FORBIDDEN,403", "NOT_FOUND,404", "NOT_CONFIGURED,422", "SCHEMA_UNSATISFIED,422",
    "OVERLOADED,429", "MODEL_FAILED,502", "NOT_IMPLEMENTED,501", "INTERNAL,500",
  })
  void reportsAFailureInBothShapes(ErrorCode code, int status) throws Exception {
    for (boolean stream : List.of(false, true)) {
      fixture.agent.will((_, _, _, _) -> {
        throw new RigelException(code, "The picture is odd.", "messages[0].content[1]");
      });
      HttpResponse<String> response = fixture.chat("{" + HELLO + ",\"stream\":" + stream + "}");

      assertThat(response.statusCode()).isEqualTo(status);
      JsonNode error = json(response).path("error");
      assertThat(error.path("message").stringValue()).isEqualTo("The picture is odd.");
      assertThat(error.path("code").stringValue()).isEqualTo(code.wireName());
      assertThat(error.path("param").stringValue()).isEqualTo("messages[0].content[1]");
      assertThat(error.path("id").stringValue())
          .isEqualTo(response.headers().firstValue("x-request-id").orElseThrow());
      JsonNode detail = json(response).path("detail");
      if (status == 422) {
        assertThat(Json.text(detail.get(0).path("loc")))
            .isEqualTo("[\"body\",\"messages\",0,\"content\",1]");
      } else {
        assertThat(detail.stringValue()).isEqualTo("The picture is odd.");
      }
      assertThat(response.headers().firstValue("retry-after").isPresent()).isEqualTo(status == 429);
    }
  }

  @Test
  void tellsNothingAboutAnUnexpectedFailure() throws Exception {
    fixture.agent.will((_, _, _, _) -> {
      throw new IllegalStateException("secret at 0x7f3a");
    });
    HttpResponse<String> response = fixture.chat("{" + HELLO + "}");

    assertThat(response.statusCode()).isEqualTo(500);
    assertThat(response.body()).doesNotContain("secret").contains("req_");
  }

  @Test
  void survivesAStackOverflowInOneRun() throws Exception {
    fixture.agent.will((_, _, _, _) -> {
      throw new StackOverflowError();
    });
    assertThat(fixture.chat("{" + HELLO + "}").statusCode()).isEqualTo(500);
    assertThat(fixture.get("/v1/health").statusCode()).isEqualTo(200);
  }

  @Test
  void reportsAUsedUpBudgetWithoutInvitingTheClientToRepeatIt() throws Exception {
    fixture.agent.will((_, _, _, _) -> {
      throw new BudgetExhaustedException("time", "over");
    });
    assertThat(fixture.chat("{" + HELLO + "}").statusCode()).isEqualTo(422);
  }

  @Test
  void reportsAFailureInTheMiddleOfAStreamAsAnErrorEvent() throws Exception {
    fixture.agent.will((_, _, listener, _) -> {
      listener.started("chatcmpl-1", SESSION);
      listener.wrote("half");
      FakeAgent.pause(100);
      throw new RigelException(ErrorCode.MODEL_FAILED, "The model stopped.");
    });
    HttpResponse<String> response = fixture.chat("{" + HELLO + ",\"stream\":true}");

    assertThat(response.statusCode()).isEqualTo(200);
    JsonNode last = Json.parse(data(response.body()).getLast());
    assertThat(last.path("error").path("message").stringValue()).isEqualTo("The model stopped.");
    assertThat(last.has("detail")).isFalse();
  }

  @Test
  void reportsAFailureAfterKeepAlivesInTheBody() throws Exception {
    fixture.agent.will((_, _, _, _) -> {
      FakeAgent.pause(200);
      throw new RigelException(ErrorCode.MODEL_FAILED, "The model stopped.");
    });
    HttpResponse<String> response = fixture.chat("{" + HELLO + "}");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(json(response).path("error").path("code").stringValue()).isEqualTo("model_failed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "not json",
        "{\"messages\":",
        "{} trailing",
        "\uFEFF{}",
        "[NaN]",
        "{\"messages\":[],\"messages\":[]}",
        "[]",
        "7",
        "null"
      })
  void robustness1_answers422ToWhatIsNoRequest(String body) throws Exception {
    HttpResponse<String> response = fixture.chat(body);
    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(json(response).path("detail").get(0).path("loc").get(0).stringValue())
        .isEqualTo("body");
    assertThat(json(response).path("error").path("message").isString()).isTrue();
  }

  @Test
  void robustness2_answers422ToBottomlessNesting() throws Exception {
    assertThat(fixture.chat("[".repeat(100_000)).statusCode()).isEqualTo(422);
    assertThat(fixture.chat("{" + HELLO + ",\"seed\":" + "9".repeat(10_000) + "}").statusCode())
        .isEqualTo(422);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ff", "c0af", "eda080", "e282", "f09f98", "00", "5c7564383030"})
  void robustness3_answers422ToTextThatIsNone(String hex) throws Exception {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes("{\"messages\":[{\"role\":\"user\",\"content\":\"".getBytes(UTF_8));
    body.writeBytes(HexFormat.of().parseHex(hex));
    body.writeBytes("\"}]}".getBytes(UTF_8));
    HttpResponse<String> response =
        fixture.send(
            fixture
                .request("/v1/openai/chat/completions")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                .build());
    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(response.body()).contains("json_invalid");
    assertThat(fixture.agent.requests).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{}|\"messages\"",
        "{\"messages\":[]}|\"messages\"",
        "{\"messages\":\"hi\"}|\"messages\"",
        "{\"messages\":[{\"role\":\"wizard\",\"content\":\"x\"}]}|\"messages\",0,\"role\"",
        "{\"messages\":[{\"role\":\"user\",\"content\":null}]}|\"messages\",0,\"content\"",
        "{\"messages\":[{\"role\":\"user\",\"content\":5}]}|\"messages\",0,\"content\"",
        "{\"messages\":[{\"role\":\"user\",\"content\":[]}]}|\"messages\",0,\"content\"",
        "{\"messages\":[{\"role\":\"tool\",\"content\":\"x\"}]}|\"messages\",0,\"tool_call_id\"",
      })
  void robustness4_answers422ToWrongMessages(String body, String place) throws Exception {
    HttpResponse<String> response = fixture.chat(body);
    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(response.body()).contains("\"loc\":[\"body\"," + place + "]");
    assertThat(fixture.agent.requests).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"model\":\"gpt-4\"",
        "\"n\":0",
        "\"n\":16384",
        "\"max_tokens\":-1",
        "\"max_tokens\":9223372036854775808",
        "\"temperature\":\"hot\"",
        "\"session_id\":\"x\""
      })
  void robustness5_answers422ToWrongFields(String field) throws Exception {
    HttpResponse<String> response = fixture.chat("{" + HELLO + "," + field + "}");
    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(response.body()).contains("\"body\",\"" + field.split("\"")[1] + "\"");
    assertThat(fixture.agent.requests).isEmpty();
  }

  private static List<JsonNode> chunks(List<String> data) {
    List<JsonNode> chunks = new ArrayList<>();
    for (String line : data) {
      if (!line.equals("[DONE]")) {
        chunks.add(Json.parse(line));
      }
    }
    return chunks;
  }

  private static String text(List<JsonNode> chunks) {
    StringBuilder text = new StringBuilder();
    for (JsonNode chunk : chunks) {
      text.append(
          chunk.path("choices").get(0).path("delta").path("content").stringValueOpt().orElse(""));
    }
    return text.toString();
  }
}
