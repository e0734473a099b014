package dev.rigel.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.errors.UnprocessableEntityException;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import dev.rigel.server.settings.Setting;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** OpenAI's own client for Java, with only its base URL changed. */
class OpenAiClientTest {
  private static final String SESSION = "9bf846ba-340d-4921-b156-ca90b5610269";

  private ServerFixture fixture;
  private OpenAIClient client;

  @BeforeEach
  void start() throws IOException {
    fixture = new ServerFixture(Map.of(Setting.API_KEYS, "k1"));
    client =
        OpenAIOkHttpClient.builder()
            .baseUrl(fixture.server.address() + "/v1/openai")
            .apiKey("k1")
            .maxRetries(0)
            .build();
  }

  @AfterEach
  void stop() throws IOException {
    client.close();
    fixture.close();
  }

  @Test
  void completes() {
    ChatCompletion completion = client.chat().completions().create(params("vlmrun-orion-1:auto"));

    assertThat(completion.choices().getFirst().message().content()).contains("Hello there.");
    assertThat(completion.usage().orElseThrow().totalTokens()).isEqualTo(10);
    assertThat(completion._additionalProperties().get("session_id"))
        .isEqualTo(JsonValue.from(SESSION));
    completion.validate();
  }

  @Test
  void streams() {
    try (StreamResponse<ChatCompletionChunk> stream =
        client.chat().completions().createStreaming(params("vlmrun-orion-1:auto"))) {
      List<ChatCompletionChunk> chunks = stream.stream().toList();
      chunks.forEach(ChatCompletionChunk::validate);
      assertThat(
              chunks.stream()
                  .map(c -> c.choices().getFirst().delta().content().orElse(""))
                  .collect(Collectors.joining()))
          .isEqualTo("Hello there.");
      assertThat(chunks.getLast().choices().getFirst().finishReason())
          .contains(ChatCompletionChunk.Choice.FinishReason.STOP);
    }
  }

  @Test
  void showsTheMessageOfAnError() {
    assertThatThrownBy(() -> client.chat().completions().create(params("gpt-4o")))
        .isInstanceOf(UnprocessableEntityException.class)
        .hasMessageContaining("vlmrun-orion-1:auto");
  }

  @Test
  void listsTheModels() {
    assertThat(client.models().list().data()).extracting(m -> m.id()).contains("vlmrun-orion-1");
    assertThat(client.models().retrieve("vlmrun-orion-1:fast").id())
        .isEqualTo("vlmrun-orion-1:fast");
  }

  private static ChatCompletionCreateParams params(String model) {
    return ChatCompletionCreateParams.builder()
        .model(model)
        .addUserMessage("hi")
        .putAdditionalBodyProperty("session_id", JsonValue.from(SESSION))
        .build();
  }
}
