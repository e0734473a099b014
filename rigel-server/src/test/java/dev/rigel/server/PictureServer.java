package dev.rigel.server;

import dev.rigel.agent.Agent;
import dev.rigel.agent.AgentListener;
import dev.rigel.agent.Caller;
import dev.rigel.agent.port.ArtifactUrls;
import dev.rigel.agent.port.Session;
import dev.rigel.agent.port.StoredArtifact;
import dev.rigel.agent.port.StoredMessage;
import dev.rigel.agent.port.TurnRecord;
import dev.rigel.agent.port.TurnUsage;
import dev.rigel.base.CallScope;
import dev.rigel.base.RigelException;
import dev.rigel.protocol.ChatCompletion;
import dev.rigel.protocol.ChatCompletionRequest;
import dev.rigel.protocol.ContentPart;
import dev.rigel.protocol.FinishReason;
import dev.rigel.protocol.Json;
import dev.rigel.protocol.RequestWriter;
import dev.rigel.protocol.Usage;
import dev.rigel.server.settings.Setting;
import dev.rigel.server.settings.SettingsReader;
import dev.rigel.store.Store;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.imageio.ImageIO;

/**
 * A server to try clients against, without models: tells the size of a picture it is sent, turns
 * the session's last picture around, and says hello to everything else.
 *
 * <p>Arguments: port, data folder. {@code RIGEL_…} variables count.
 */
public final class PictureServer {
  private PictureServer() {}

  public static void main(String[] arguments) throws InterruptedException {
    var settings =
        SettingsReader.read(
            Optional.empty(),
            System.getenv(),
            Map.of(Setting.PORT, arguments[0], Setting.DATA, arguments[1]));
    RunningRigel rigel =
        RunningRigel.start(
            settings,
            (_, store, urls) ->
                new Services(
                    new PictureAgent(store, urls),
                    TestRigel.shared().services(store, urls).programs(),
                    TestMedia.tools(),
                    _ -> Optional.empty(),
                    () -> ServedModels.of(8_192, List.of("grammar"), false)),
            List::of);
    Runtime.getRuntime().addShutdownHook(new Thread(rigel::close));
    System.out.println("listening on " + rigel.address());
    Thread.currentThread().join();
  }

  private record PictureAgent(Store store, SignedUrls urls) implements Agent {
    @Override
    public ChatCompletion complete(
        ChatCompletionRequest request, Caller caller, AgentListener listener, CallScope scope) {
      String id = "chatcmpl-" + UUID.randomUUID();
      String session = request.sessionId().orElseGet(() -> UUID.randomUUID().toString());
      listener.started(id, session);
      List<StoredArtifact> artifacts = new ArrayList<>();
      String text = answer(request, caller, session, artifacts);
      for (String word : text.split("(?<= )")) {
        listener.wrote(word);
      }
      store
          .sessions()
          .commit(
              new TurnRecord(
                  caller.tenant(),
                  session,
                  id,
                  Instant.now(),
                  false,
                  request.messages().stream()
                      .map(m ->
                          new StoredMessage(
                              m.role().wireName(), Json.text(RequestWriter.message(m)), ""))
                      .toList(),
                  artifacts,
                  "",
                  "[]",
                  "{}",
                  TurnUsage.NONE,
                  Optional.empty()));
      return new ChatCompletion(
          id,
          Instant.now().getEpochSecond(),
          request.model().name(),
          Version.FINGERPRINT,
          List.of(new ChatCompletion.Choice(0, text, FinishReason.STOP)),
          new Usage(10, text.length()),
          session,
          Optional.empty());
    }

    private String answer(
        ChatCompletionRequest request,
        Caller caller,
        String session,
        List<StoredArtifact> artifacts) {
      try {
        for (ContentPart part : request.messages().getLast().media()) {
          if (part instanceof ContentPart.ImageUrl(String url, _)) {
            byte[] bytes = Base64.getDecoder().decode(url.substring(url.indexOf(',') + 1));
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(bytes));
            StoredArtifact artifact = keep(bytes, false);
            artifacts.add(artifact);
            return "The picture %s is %d pixels wide and %d pixels high."
                .formatted(artifact.objectId(), image.getWidth(), image.getHeight());
          }
        }
        List<StoredArtifact> earlier = store.sessions().artifacts(caller.tenant(), session);
        if (earlier.isEmpty()) {
          Optional<Session> known = store.sessions().session(caller.tenant(), session);
          return "Hello, this is turn %d."
              .formatted(known.map(s -> s.messages().size()).orElse(0) + 1);
        }
        try (InputStream content = store.blobs().open(earlier.getFirst().blob()).orElseThrow()) {
          StoredArtifact turned = keep(turned(ImageIO.read(content)), true);
          artifacts.add(turned);
          return "Turned it: %s, also at %s"
              .formatted(
                  turned.objectId(),
                  urls.create(
                      caller.origin(),
                      new ArtifactUrls.Target(caller.tenant(), session, turned.objectId()),
                      "png"));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (IllegalArgumentException e) {
        throw RigelException.invalid("The picture is not a data URI.", "messages");
      }
    }

    private StoredArtifact keep(byte[] bytes, boolean produced) {
      String blob = store.blobs().put(bytes);
      return new StoredArtifact(
          "img_" + blob.substring(0, 6),
          "image/png",
          Optional.empty(),
          blob,
          bytes.length,
          produced);
    }

    private static byte[] turned(BufferedImage image) throws IOException {
      BufferedImage turned =
          new BufferedImage(image.getHeight(), image.getWidth(), BufferedImage.TYPE_INT_RGB);
      for (int y = 0; y < image.getHeight(); y++) {
        for (int x = 0; x < image.getWidth(); x++) {
          turned.setRGB(image.getHeight() - 1 - y, x, image.getRGB(x, y));
        }
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      ImageIO.write(turned, "png", bytes);
      return bytes.toByteArray();
    }
  }
}
