package dev.rigel.media.office;

import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;

/**
 * Sets a flow of blocks on pages of a PDF, plainly: one font, headings larger, tables with all
 * their lines. The same flow always gives the same bytes.
 */
final class FlowPdf implements AutoCloseable {
  static final float MARGIN = 50;
  static final float BODY = 10;
  private static final float LEADING = 1.35f;
  private static final float[] HEADING_SIZES = {20, 16, 14, 13, 12.2f, 12};
  private static final String FONT = "/dev/rigel/media/pixel/DejaVuSans.ttf";

  private final PDDocument document = new PDDocument();
  private final PDFont font;
  private final int mostPages;
  private final List<PDPageContentStream> streams = new ArrayList<>();
  private float width = PDRectangle.A4.getWidth();
  private float y;

  private FlowPdf(int mostPages) throws IOException {
    this.mostPages = mostPages;
    try (InputStream in = FlowPdf.class.getResourceAsStream(FONT)) {
      if (in == null) {
        throw new IllegalStateException("the bundled font is missing: " + FONT);
      }
      font = PDType0Font.load(document, in, true);
    }
  }

  static byte[] of(List<Block> blocks, int mostPages) throws IOException {
    try (FlowPdf pdf = new FlowPdf(mostPages)) {
      pdf.page();
      for (Block block : blocks) {
        if (Thread.currentThread().isInterrupted()) {
          throw new IOException("interrupted");
        }
        pdf.set(block);
      }
      return pdf.saved();
    }
  }

  private void set(Block block) throws IOException {
    switch (block) {
      case Block.Heading(int level, String text) -> {
        float size = HEADING_SIZES[level - 1];
        y += size * 0.6f;
        lines(text, MARGIN, size);
        y += size * 0.4f;
      }
      case Block.Paragraph(String text) -> {
        lines(text, MARGIN, BODY);
        y += BODY * 0.8f;
      }
      case Block.Item(int depth, String text) -> {
        float left = MARGIN + 14 * (depth + 1);
        need(BODY * LEADING);
        write("•", left - 10, y + BODY, BODY);
        lines(text, left, BODY);
        y += BODY * 0.4f;
      }
      case Block.Grid grid -> new GridPainter(this, grid).draw();
      case Block.Picture picture -> picture(picture);
      case Block.NewPage() -> {
        width = PDRectangle.A4.getWidth();
        page();
      }
    }
  }

  /** As large as wanted, or as fits on a page. */
  private void picture(Block.Picture picture) throws IOException {
    PDImageXObject image;
    try {
      image = PDImageXObject.createFromByteArray(document, picture.content(), "picture");
    } catch (IOException | IllegalArgumentException _) {
      // Damaged: the text around it is still worth reading.
      return;
    }
    float fit =
        Math.min(
            1, Math.min(textWidth() / picture.width(), (height() - 2 * MARGIN) / picture.height()));
    float drawnHeight = picture.height() * fit;
    need(drawnHeight);
    streams
        .getLast()
        .drawImage(image, MARGIN, height() - y - drawnHeight, picture.width() * fit, drawnHeight);
    y += drawnHeight + BODY * 0.8f;
  }

  private void lines(String text, float left, float size) throws IOException {
    for (String line : wrapped(text, size, width - MARGIN - left)) {
      need(size * LEADING);
      write(line, left, y + size, size);
      y += size * LEADING;
    }
  }

  /** Begins a new page where less than this is left of it. */
  void need(float height) throws IOException {
    if (y + height > height() - MARGIN) {
      page();
    }
  }

  private void page() throws IOException {
    if (document.getNumberOfPages() >= mostPages) {
      throw new RigelException(
          ErrorCode.TOO_LARGE,
          "The document would fill more than %,d pages; split it.".formatted(mostPages));
    }
    PDPage page = new PDPage(new PDRectangle(width, height()));
    document.addPage(page);
    if (!streams.isEmpty()) {
      streams.getLast().close();
    }
    streams.add(new PDPageContentStream(document, page));
    y = MARGIN;
  }

  /** Makes the pages from here on wider, when they are not wide enough. */
  void widen(float wanted) throws IOException {
    if (wanted > width) {
      width = wanted;
      if (y > MARGIN) {
        page();
      } else {
        document
            .getPage(document.getNumberOfPages() - 1)
            .setMediaBox(new PDRectangle(width, height()));
      }
    }
  }

  static float height() {
    return PDRectangle.A4.getHeight();
  }

  float y() {
    return y;
  }

  void advance(float by) {
    y += by;
  }

  float textWidth() {
    return width - 2 * MARGIN;
  }

  void write(String text, float left, float baseline, float size) throws IOException {
    if (text.isBlank()) {
      return;
    }
    PDPageContentStream stream = streams.getLast();
    stream.beginText();
    stream.setFont(font, size);
    stream.newLineAtOffset(left, height() - baseline);
    stream.showText(text);
    stream.endText();
  }

  void line(float x1, float y1, float x2, float y2) throws IOException {
    PDPageContentStream stream = streams.getLast();
    stream.setLineWidth(0.5f);
    stream.moveTo(x1, height() - y1);
    stream.lineTo(x2, height() - y2);
    stream.stroke();
  }

  /** Lines no wider than the width; words that are longer are cut. */
  List<String> wrapped(String text, float size, float most) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String paragraph : text.split("\n", -1)) {
      StringBuilder line = new StringBuilder();
      float used = 0;
      float space = width(" ", size);
      for (String word : shown(paragraph).split(" ", -1)) {
        String rest = word;
        float wide = width(rest, size);
        while (wide > most && rest.length() > 1) {
          if (!line.isEmpty()) {
            lines.add(line.toString());
            line.setLength(0);
            used = 0;
          }
          int cut = fitting(rest, size, most);
          lines.add(rest.substring(0, cut));
          rest = rest.substring(cut);
          wide = width(rest, size);
        }
        if (!line.isEmpty() && used + space + wide > most) {
          lines.add(line.toString());
          line.setLength(0);
          used = 0;
        }
        if (!line.isEmpty()) {
          line.append(' ');
          used += space;
        }
        line.append(rest);
        used += wide;
      }
      lines.add(line.toString());
    }
    return lines;
  }

  private int fitting(String word, float size, float most) throws IOException {
    int cut = 1;
    while (cut < word.length() && width(word.substring(0, cut + 1), size) <= most) {
      cut++;
    }
    // Never between the halves of one character.
    return cut < word.length() && Character.isLowSurrogate(word.charAt(cut)) ? cut + 1 : cut;
  }

  float width(String text, float size) throws IOException {
    return font.getStringWidth(shown(text)) / 1000 * size;
  }

  /** What the font has; a character it lacks is shown as a question mark. */
  private String shown(String text) {
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .forEach(c -> {
          if (Character.isWhitespace(c) || Character.isISOControl(c) || c == 0xa0) {
            shown.append(' ');
          } else if (Character.getType(c) != Character.FORMAT) {
            shown.append(has(c) ? Character.toString(c) : "?");
          }
        });
    return shown.toString();
  }

  private boolean has(int codePoint) {
    if (codePoint < 0x7f) {
      return true;
    }
    try {
      font.encode(Character.toString(codePoint));
      return true;
    } catch (IOException | IllegalArgumentException e) {
      return false;
    }
  }

  private byte[] saved() throws IOException {
    streams.getLast().close();
    document.setDocumentId(1L);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    document.save(out);
    return out.toByteArray();
  }

  @Override
  public void close() throws IOException {
    document.close();
  }
}
