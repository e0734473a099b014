package dev.rigel.server;

import dev.rigel.agent.execution.MediaTools;
import dev.rigel.media.Box;
import dev.rigel.media.MediaLimits;
import dev.rigel.media.MediaReader;
import dev.rigel.media.MediaSource;
import dev.rigel.media.PdfEditor;
import dev.rigel.media.PixelAccount;
import dev.rigel.media.Region;
import dev.rigel.media.fetch.FetchSettings;
import dev.rigel.media.fetch.SafeFetcher;
import dev.rigel.protocol.Json;
import dev.rigel.tools.reading.TextLine;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import tools.jackson.databind.JsonNode;

/** Media for tests, and what reads them: every page says the same. */
final class TestMedia {
  private static final MediaReader READER =
      new MediaReader(MediaLimits.DEFAULT, new PixelAccount(500_000_000), 2);
  private static final SafeFetcher FETCHER = new SafeFetcher(FetchSettings.DEFAULT);

  /** A small picture as a data URI. */
  static final String PICTURE =
      "data:image/png;base64," + Base64.getEncoder().encodeToString(png());

  private TestMedia() {}

  static MediaTools tools() {
    return new MediaTools(
        new MediaGate(READER, FETCHER, MediaSource.OwnContent.NONE),
        new PdfEditor(READER),
        (media, scope) -> List.of(line("Invoice no: 1001", 0.1), line("Total: 119.00 EUR", 0.2)));
  }

  private static TextLine line(String text, double y) {
    return TextLine.of(
        new Region("source", new Box(0.1, y, 0.01 * text.length(), 0.03), "text", text, 0.9));
  }

  static Optional<JsonNode> schema(String domain) {
    return domain.equals("document.invoice")
        ? Optional.of(
            Json.parse("{\"type\":\"object\",\"properties\":{\"total\":{\"type\":\"number\"}}}"))
        : Optional.empty();
  }

  static byte[] png() {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      ImageIO.write(new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB), "png", bytes);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
