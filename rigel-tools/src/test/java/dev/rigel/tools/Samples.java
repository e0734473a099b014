package dev.rigel.tools;

import dev.rigel.base.CallScope;
import dev.rigel.media.Box;
import dev.rigel.media.Document;
import dev.rigel.media.Image;
import dev.rigel.media.MediaLimits;
import dev.rigel.media.MediaReader;
import dev.rigel.media.PdfEditor;
import dev.rigel.media.PixelAccount;
import dev.rigel.media.Region;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;

/** Small pictures and documents, made when they are needed. */
public final class Samples {
  /** A text at a place, in points from the top left of an A4 page. */
  public record Placed(String text, float x, float y) {}

  private static final MediaReader READER =
      new MediaReader(MediaLimits.DEFAULT, new PixelAccount(500_000_000), 2);

  private Samples() {}

  public static PdfEditor editor() {
    return new PdfEditor(READER);
  }

  public static Document read(byte[] pdf) {
    return READER.readDocument(pdf, CallScope.unlimited());
  }

  public static Image plain(int width, int height, Color color) {
    return halves(width, height, color, color);
  }

  /** Left half one colour, right half the other. */
  public static Image halves(int width, int height, Color left, Color right) {
    BufferedImage pixels = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = pixels.createGraphics();
    graphics.setColor(left);
    graphics.fillRect(0, 0, width, height);
    graphics.setColor(right);
    graphics.fillRect(width / 2, 0, width - width / 2, height);
    graphics.dispose();
    return Image.of(pixels);
  }

  public static Color colorAt(Image image, int x, int y) {
    return new Color(image.pixels().getRGB(x, y), true);
  }

  public static Region region(String label, double x, double y, double width, double height) {
    return new Region("source", new Box(x, y, width, height), label, "", 0.9);
  }

  public static Region text(String text, double x, double y, double width, double height) {
    return new Region("source", new Box(x, y, width, height), "text", text, 0.9);
  }

  /** Lines of text one below the other, as a reader would give them. */
  public static List<Region> lines(String... texts) {
    return IntStream.range(0, texts.length)
        .mapToObj(i -> text(texts[i], 0.1, 0.05 + 0.05 * i, 0.01 * texts[i].length(), 0.03))
        .toList();
  }

  /** A page for each array, its lines one below the other. */
  public static Document document(String[]... pages) {
    return write(
        List.of(pages).stream()
            .map(lines ->
                IntStream.range(0, lines.length)
                    .mapToObj(i -> new Placed(lines[i], 60, 80 + 20f * i))
                    .toList())
            .toList());
  }

  /** One page with texts at their places. */
  public static Document page(Placed... texts) {
    return write(List.of(List.of(texts)));
  }

  private static Document write(List<List<Placed>> pages) {
    try (PDDocument pdf = new PDDocument()) {
      PDType1Font font = new PDType1Font(Standard14Fonts.FontName.HELVETICA);
      for (List<Placed> texts : pages) {
        PDPage page = new PDPage(PDRectangle.A4);
        pdf.addPage(page);
        try (PDPageContentStream content = new PDPageContentStream(pdf, page)) {
          for (Placed text : texts) {
            content.beginText();
            content.setFont(font, 11);
            content.newLineAtOffset(text.x(), PDRectangle.A4.getHeight() - text.y());
            content.showText(text.text());
            content.endText();
          }
        }
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      pdf.save(bytes);
      return READER.readDocument(bytes.toByteArray(), CallScope.unlimited());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
