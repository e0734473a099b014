package dev.rigel.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * What goes over the wire, byte for byte. {@code -Dgolden.update=true} writes the files anew; look
 * at the difference before committing it.
 */
class GoldenTest {
  private static final Path FOLDER = Path.of("src/test/resources/golden");
  private static final String SESSION = "9bf846ba-340d-4921-b156-ca90b5610269";

  @Test
  void completion() throws IOException {
    ChatCompletion completion =
        new ChatCompletion(
            "chatcmpl-1",
            1_766_496_000,
            "vlmrun-orion-1:auto",
            "rigel-0.1.0",
            List.of(new ChatCompletion.Choice(0, "Two cats: img_a1b2c3", FinishReason.STOP)),
            new Usage(26_063, 457, 13),
            SESSION,
            Optional.empty());
    check("completion.json", completion.toJson());
    assertThat(ChatCompletion.of(completion.toJson())).isEqualTo(completion);
  }

  @Test
  void completionWithToolCallsAndProgram() throws IOException {
    ChatCompletion completion =
        new ChatCompletion(
            "chatcmpl-2",
            1_766_496_000,
            "vlmrun-orion-2:pro",
            "rigel-0.1.0",
            List.of(
                new ChatCompletion.Choice(
                    0,
                    "",
                    List.of(new ToolCall("call_1", "weather", "{\"city\":\"Bern\"}")),
                    FinishReason.TOOL_CALLS,
                    Optional.empty())),
            new Usage(10, 5),
            SESSION,
            Optional.of(Json.parse("{\"program\":\"answer(\\\"hi\\\")\",\"warnings\":[]}")));
    check("completion-tools.json", completion.toJson());
    assertThat(ChatCompletion.of(completion.toJson())).isEqualTo(completion);
  }

  @Test
  void firstChunk() throws IOException {
    check(
        "chunk-first.json",
        chunk(
                new ChatCompletionChunk.Delta(Optional.of("assistant"), Optional.of(""), List.of()),
                Optional.empty(),
                Optional.empty())
            .toJson());
  }

  @Test
  void lastChunk() throws IOException {
    ChatCompletionChunk chunk =
        chunk(
            ChatCompletionChunk.Delta.EMPTY,
            Optional.of(FinishReason.STOP),
            Optional.of(new Usage(7, 3, 0)));
    check("chunk-last.json", chunk.toJson());
    assertThat(ChatCompletionChunk.of(chunk.toJson())).isEqualTo(chunk);
  }

  @Test
  void chunkWithToolCall() throws IOException {
    ChatCompletionChunk chunk =
        chunk(
            new ChatCompletionChunk.Delta(
                Optional.empty(),
                Optional.empty(),
                List.of(
                    new ChatCompletionChunk.ToolCallDelta(
                        0, Optional.of("call_1"), Optional.of("weather"), "{}"))),
            Optional.empty(),
            Optional.empty());
    check("chunk-tool.json", chunk.toJson());
    assertThat(ChatCompletionChunk.of(chunk.toJson())).isEqualTo(chunk);
  }

  @Test
  void readsAnotherServersUsageChunkWithoutChoices() {
    ChatCompletionChunk chunk =
        ChatCompletionChunk.of(
            Json.parse("{\"choices\":[],\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":1}}"));
    assertThat(chunk.choices()).isEmpty();
    assertThat(chunk.usage()).contains(new Usage(5, 1));
  }

  @Test
  void errorOfAWrongBody() throws IOException {
    check(
        "error-validation.json",
        ErrorBody.of(
                new ValidationException(
                    new ErrorDetail(
                        List.of("body", "messages", 0, "content"), "Field required", "missing")),
                "req_1")
            .toJson());
  }

  @Test
  void errorOfARefusedMedium() throws IOException {
    check(
        "error-media.json",
        ErrorBody.of(
                new RigelException(
                    ErrorCode.MEDIA_REFUSED,
                    "The image cannot be decoded.",
                    "messages[0].content[1].image_url"),
                "req_2")
            .toJson());
  }

  @Test
  void errorOutsideTheBody() throws IOException {
    check(
        "error-unauthenticated.json",
        ErrorBody.of(
                new RigelException(ErrorCode.UNAUTHENTICATED, "The API key is not accepted."),
                "req_3")
            .toJson());
  }

  @Test
  void lists() throws IOException {
    check(
        "models.json",
        new ModelList(List.of(new ModelList.Model("vlmrun-orion-1:auto", 1_766_496_000, "rigel")))
            .toJson());
    check(
        "artifacts.json",
        new ArtifactList(
                SESSION,
                List.of(
                    new ArtifactList.Item("img_a1b2c3", Optional.of("cat.png")),
                    new ArtifactList.Item("img_d4e5f6", Optional.empty())))
            .toJson());
    check("health.json", new HealthStatus("0.1.0", List.of("planner model")).toJson());
  }

  private static ChatCompletionChunk chunk(
      ChatCompletionChunk.Delta delta, Optional<FinishReason> reason, Optional<Usage> usage) {
    return new ChatCompletionChunk(
        "chatcmpl-1",
        1_766_496_000,
        "vlmrun-orion-1:auto",
        "rigel-0.1.0",
        SESSION,
        List.of(new ChatCompletionChunk.Choice(0, delta, reason, Optional.empty())),
        usage,
        Optional.empty());
  }

  private static void check(String name, JsonNode actual) throws IOException {
    String text = actual.toPrettyString() + "\n";
    Path file = FOLDER.resolve(name);
    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(FOLDER);
      Files.writeString(file, text);
    }
    assertThat(text).isEqualTo(Files.readString(file));
  }
}
