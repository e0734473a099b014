package dev.rigel.media;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;

/** Pictures and documents made for tests. */
public final class Samples {
  private Samples() {}

  /** Red top left, green top right, blue bottom left, white bottom right. */
  public static BufferedImage quarters(int width, int height, int type) {
    BufferedImage image = new BufferedImage(width, height, type);
    Graphics2D graphics = image.createGraphics();
    fill(graphics, Color.RED, 0, 0, width, height);
    fill(graphics, Color.GREEN, width / 2, 0, width, height / 2);
    fill(graphics, Color.BLUE, 0, height / 2, width / 2, height);
    fill(graphics, Color.WHITE, width / 2, height / 2, width, height);
    graphics.dispose();
    return image;
  }

  public static byte[] encoded(BufferedImage image, String format) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      if (!ImageIO.write(image, format, bytes)) {
        throw new IllegalArgumentException("no writer for " + format);
      }
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One of the files beside the tests. */
  public static byte[] file(String name) {
    try (InputStream in = Samples.class.getResourceAsStream("/media/" + name)) {
      if (in == null) {
        throw new IllegalArgumentException("no sample " + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a test wants to draw on a page. */
  @FunctionalInterface
  public interface Drawing {
    void draw(PDDocument document, PDPage page, PDPageContentStream stream) throws IOException;
  }

  public static byte[] pdf(PDRectangle size, Drawing... pages) {
    try (PDDocument document = new PDDocument()) {
      for (Drawing drawing : pages) {
        PDPage page = new PDPage(size);
        document.addPage(page);
        try (PDPageContentStream stream = new PDPageContentStream(document, page)) {
          drawing.draw(document, page, stream);
        }
      }
      return saved(document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static byte[] saved(PDDocument document) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    document.save(bytes);
    return bytes.toByteArray();
  }

  /** Lines of text in Helvetica, the first baseline at the given point. */
  public static Drawing text(float size, float x, float y, String... lines) {
    return (_, _, stream) -> {
      stream.beginText();
      stream.setFont(new PDType1Font(FontName.HELVETICA), size);
      stream.setLeading(size * 1.3f);
      stream.newLineAtOffset(x, y);
      for (String line : lines) {
        stream.showText(line);
        stream.newLine();
      }
      stream.endText();
    };
  }

  private static void fill(
      Graphics2D graphics, Color color, int left, int top, int right, int bottom) {
    graphics.setColor(color);
    graphics.fillRect(left, top, right - left, bottom - top);
  }
}
