package dev.rigel.media;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.apache.pdfbox.util.Matrix;

/** Lays words over a page picture so that they can be searched and copied but not seen. */
final class InvisibleText {
  private static final String FONT = "pixel/DejaVuSans.ttf";

  /** Between the baseline and the foot of a box of text, as a share of its height. */
  private static final double FOOT = 0.23;

  private InvisibleText() {}

  static void write(PDDocument document, PDPage page, List<Region> words) throws IOException {
    if (words.isEmpty()) {
      return;
    }
    try (InputStream in = InvisibleText.class.getResourceAsStream(FONT)) {
      if (in == null) {
        throw new IllegalStateException("the bundled font is missing: " + FONT);
      }
      PDFont font = PDType0Font.load(document, in, true);
      try (PDPageContentStream stream =
          new PDPageContentStream(
              document, page, PDPageContentStream.AppendMode.APPEND, true, true)) {
        stream.beginText();
        stream.setRenderingMode(RenderingMode.NEITHER);
        for (Region word : words) {
          write(stream, font, word, page);
        }
        stream.endText();
      }
    }
  }

  private static void write(PDPageContentStream stream, PDFont font, Region word, PDPage page)
      throws IOException {
    String text = encodable(font, word.text());
    if (text.isEmpty()) {
      return;
    }
    double pageWidth = page.getMediaBox().getWidth();
    double pageHeight = page.getMediaBox().getHeight();
    Box box = word.box();
    double left = box.x() * pageWidth;
    double right = box.right() * pageWidth;
    double top = pageHeight - box.y() * pageHeight;
    double bottom = pageHeight - box.bottom() * pageHeight;
    int quarter = (int) Math.round(word.angle().orElse(0) / 90) % 4;
    boolean sideways = quarter % 2 == 1;
    double height = sideways ? right - left : top - bottom;
    double length = sideways ? top - bottom : right - left;
    double advance = font.getStringWidth(text) / 1000;
    if (height <= 0 || length <= 0 || advance <= 0) {
      return;
    }
    stream.setFont(font, 1);
    float along = (float) (length / advance);
    float up = (float) height;
    float foot = (float) (height * FOOT);
    // The angle is clockwise on the shown page; the PDF's y axis points up.
    Matrix place =
        switch (quarter) {
          case 1 -> new Matrix(0, -along, up, 0, (float) left + foot, (float) top);
          case 2 -> new Matrix(-along, 0, 0, -up, (float) right, (float) top - foot);
          case 3 -> new Matrix(0, along, -up, 0, (float) right - foot, (float) bottom);
          default -> new Matrix(along, 0, 0, up, (float) left, (float) bottom + foot);
        };
    stream.setTextMatrix(place);
    stream.showText(text + " ");
  }

  /** What the font has; the rest cannot be searched for. */
  private static String encodable(PDFont font, String text) {
    StringBuilder kept = new StringBuilder();
    text.codePoints()
        .forEach(c -> {
          String character = Character.toString(c);
          try {
            font.encode(character);
            kept.append(character);
          } catch (IOException | IllegalArgumentException _) {
            // The font has no glyph for it.
          }
        });
    return kept.toString();
  }
}
