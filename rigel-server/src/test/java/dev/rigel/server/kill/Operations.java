package dev.rigel.server.kill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rigel.protocol.Json;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The kinds of operations of the mixed load, each told from others of its kind by a number. */
final class Operations {
  /** What the execution's record says after this many deaths during one run. */
  static final String GIVEN_UP = "it is given up";

  private Operations() {}

  private static <T> T known(@Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("not acknowledged yet");
    }
    return value;
  }

  /** A picture of its own size and colours, so that no two operations share their content. */
  private static String picture(int number) {
    BufferedImage image = new BufferedImage(width(number), 20, BufferedImage.TYPE_INT_RGB);
    for (int x = 0; x < image.getWidth(); x++) {
      image.setRGB(x, x % 20, number * 0x9e3779b1);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return "data:image/png;base64," + Base64.getEncoder().encodeToString(bytes.toByteArray());
  }

  private static int width(int number) {
    return 20 + number % 40;
  }

  private static void checkPicture(byte[] content, int number) throws IOException {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(content));
    assertThat(image.getWidth()).isEqualTo(width(number));
  }

  /** A question without media, in a session that all of a worker's questions share. */
  static final class Question implements Operation {
    private final int number;
    private final String session;
    private final String key = UUID.randomUUID().toString();
    private @Nullable String completion;

    Question(int number, String session) {
      this.number = number;
      this.session = session;
    }

    @Override
    public void send(Client client) throws IOException, InterruptedException {
      JsonNode answer =
          client.post(
              "/v1/chat/completions",
              """
              {"model": "vlmrun-orion-1:fast", "session_id": "%s",
               "messages": [{"role": "user", "content": "What is %d * 12?"}]}\
              """
                  .formatted(session, number),
              key);
      assertThat(answer.path("choices").path(0).path("message").path("content").asString())
          .as(answer.toString())
          .isEqualTo(String.valueOf(number * 12));
      completion = answer.path("id").asString();
    }

    @Override
    public void check(Client client) throws IOException, InterruptedException {
      JsonNode run = client.get("/v1/runs/" + known(completion));
      assertThat(run.path("session_id").asString()).isEqualTo(session);
      long asked =
          client
              .get("/v1/sessions/" + session)
              .path("messages")
              .valueStream()
              .filter(message -> message.toString().contains("What is " + number + " * 12?"))
              .count();
      assertThat(asked).as("times that question " + number + " is in its session").isEqualTo(1);
    }
  }

  /** A picture that is changed, in a session of its own; its tool call costs a credit. */
  static final class PictureChat implements Operation {
    private final int number;
    private final String key = UUID.randomUUID().toString();
    private @Nullable String completion;
    private @Nullable String session;

    PictureChat(int number) {
      this.number = number;
    }

    String completion() {
      return known(completion);
    }

    @Override
    public void send(Client client) throws IOException, InterruptedException {
      JsonNode answer =
          client.post(
              "/v1/chat/completions",
              """
              {"model": "vlmrun-orion-1:fast", "messages": [{"role": "user", "content": [
                {"type": "text", "text": "Make it grayscale"},
                {"type": "image_url", "image_url": {"url": "%s"}}]}]}\
              """
                  .formatted(picture(number)),
              key);
      assertThat(answer.path("usage").path("credits_used").asInt())
          .as(answer.toString())
          .isEqualTo(1);
      completion = answer.path("id").asString();
      session = answer.path("session_id").asString();
    }

    @Override
    public void check(Client client) throws IOException, InterruptedException {
      assertThat(client.get("/v1/runs/" + known(completion)).path("steps")).hasSize(1);
      JsonNode kept = client.get("/v1/sessions/" + known(session));
      assertThat(kept.path("messages")).as(kept.toString()).hasSize(2);
      assertThat(kept.path("artifacts")).as(kept.toString()).hasSize(2);
      for (JsonNode artifact : kept.path("artifacts")) {
        checkPicture(
            client.bytes(
                "/v1/artifacts?session_id=%s&object_id=%s"
                    .formatted(session, artifact.path("object_id").asString())),
            number);
      }
    }
  }

  /** A file, sent in one form. */
  static final class Upload implements Operation {
    private final String content;
    private @Nullable String id;

    Upload(int number, String run) {
      content = ("file " + number + " of " + run + "\n").repeat(1 + number % 500);
    }

    @Override
    public void send(Client client) throws IOException, InterruptedException {
      JsonNode file = client.upload("notes.txt", content.getBytes(StandardCharsets.UTF_8));
      id = file.path("id").asString();
    }

    @Override
    public void check(Client client) throws IOException, InterruptedException {
      JsonNode file = client.get("/v1/files/" + known(id) + "?generate_public_url=true");
      String url = file.path("public_url").asString();
      byte[] kept = client.bytes(url.substring(url.indexOf("/v1/")));
      assertThat(new String(kept, StandardCharsets.UTF_8)).isEqualTo(content);
    }
  }

  /** A run in the background, whose end is told to a receiver. */
  static final class Execution implements Operation {
    private final int number;
    private final WebhookReceiver receiver;
    private final String key = UUID.randomUUID().toString();
    private @Nullable String id;

    Execution(int number, WebhookReceiver receiver) {
      this.number = number;
      this.receiver = receiver;
    }

    String id() {
      return known(id);
    }

    @Override
    public void send(Client client) throws IOException, InterruptedException {
      JsonNode execution =
          client.post(
              "/v1/agent/execute",
              """
              {"model": "vlmrun-orion-1:fast", "config": {"prompt": "Make it grayscale"},
               "inputs": {"photo": {"type": "image_url", "image_url": {"url": "%s"}}},
               "callback_url": "%s"}\
              """
                  .formatted(picture(number), receiver.url()),
              key);
      id = execution.path("id").asString();
    }

    /** Waits for its end, which it must have. */
    @Override
    public void check(Client client) throws IOException, InterruptedException {
      JsonNode run = ended(client);
      if (!isGivenUp(run)) {
        assertThat(run.path("status").asString()).as(run.toString()).isEqualTo("completed");
        assertThat(run.path("response").path("artifacts")).as(run.toString()).hasSize(1);
        assertThat(run.path("usage").path("steps").asInt()).as(run.toString()).isEqualTo(1);
        assertThat(run.path("usage").path("credits_used").asInt()).isEqualTo(1);
        JsonNode artifacts = client.get("/v1/artifacts/list?execution_id=" + id);
        assertThat(artifacts.path("items"))
            .as("what came in and what was made: " + artifacts)
            .hasSize(2);
        String artifact = run.path("response").path("artifacts").path(0).path("id").asString();
        checkPicture(
            client.bytes("/v1/artifacts?execution_id=%s&object_id=%s".formatted(id, artifact)),
            number);
      }
      assertThat(receiver.awaitDeliveries(known(id)))
          .as("the ids of the deliveries of execution " + id)
          .hasSize(1);
    }

    JsonNode ended(Client client) throws IOException, InterruptedException {
      for (int tries = 0; tries < 1_200; tries++) {
        JsonNode run = client.get("/v1/agent/executions/" + known(id));
        if (Set.of("completed", "failed").contains(run.path("status").asString())) {
          return run;
        }
        Thread.sleep(100);
      }
      throw new AssertionError("the execution " + id + " did not end within two minutes");
    }

    static boolean isGivenUp(JsonNode run) {
      return run.toString().contains(GIVEN_UP);
    }
  }

  /** A skill made from a prompt. */
  static final class Skill implements Operation {
    private final String name;
    private @Nullable String id;

    Skill(int number) {
      name = "birds-" + number;
    }

    @Override
    public void send(Client client) throws IOException, InterruptedException {
      id =
          client
              .post(
                  "/v1/skills/create",
                  "{\"prompt\": \"Count the birds of %s\", \"name\": \"%s\"}".formatted(name, name),
                  name)
              .path("id")
              .asString();
    }

    @Override
    public void check(Client client) throws IOException, InterruptedException {
      assertThat(client.get("/v1/skills/" + known(id)).path("name").asString()).isEqualTo(name);
      JsonNode found =
          client.post(
              "/v1/skills/lookup", "{\"name\": \"%s\"}".formatted(name), UUID.randomUUID() + "");
      assertThat(found.path("id").asString()).isEqualTo(id);
    }
  }

  /** What somebody says of an answer. */
  static final class Feedback implements Operation {
    private final String chat;
    private final String notes;

    Feedback(PictureChat chat, int number) {
      this.chat = chat.completion();
      this.notes = "note " + number;
    }

    @Override
    public void send(Client client) throws IOException, InterruptedException {
      JsonNode said =
          client.post(
              "/v1/feedback/submit",
              Json.object().put("chat_id", chat).put("notes", notes).toString(),
              notes);
      assertThat(said.path("id").asString()).isNotEmpty();
    }

    /** It has no key, so that it may stand there twice when it was sent twice. */
    @Override
    public void check(Client client) throws IOException, InterruptedException {
      JsonNode said = client.get("/v1/feedback/" + chat + "?type=chat&limit=1000");
      assertThat(said.path("items").valueStream().map(item -> item.path("notes").asString()))
          .contains(notes);
    }
  }
}
