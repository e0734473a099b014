package dev.rigel.media.pixel;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.GlyphData;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;

/**
 * Writes text into pictures with the bundled DejaVu Sans, as outlines: Java's own text drawing
 * needs font libraries that servers lack. Thread-safe.
 */
public final class Lettering {
  private static final String FONT = "DejaVuSans.ttf";

  private record Outline(Path2D path, double advance) {}

  private static final class Bundled {
    static final Lettering LETTERING = load();
  }

  private final TrueTypeFont font;
  private final CmapLookup characters;
  private final double unitsPerEm;
  private final Map<Integer, Outline> outlines = new HashMap<>();

  private Lettering(TrueTypeFont font) throws IOException {
    this.font = font;
    this.characters = font.getUnicodeCmapLookup();
    this.unitsPerEm = font.getUnitsPerEm();
  }

  public static Lettering bundled() {
    return Bundled.LETTERING;
  }

  private static Lettering load() {
    try (InputStream in = Lettering.class.getResourceAsStream(FONT)) {
      if (in == null) {
        throw new IllegalStateException("the bundled font is missing: " + FONT);
      }
      return new Lettering(new TTFParser().parseEmbedded(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** In pixels. */
  public double width(String text, double size) {
    return text.codePoints().mapToDouble(c -> outline(c).advance()).sum() * size;
  }

  /** From the baseline to the top of capitals, as a share of the size. */
  double capitalHeight() {
    return 0.73;
  }

  /** From the baseline to the foot of letters such as g, as a share of the size. */
  double descent() {
    return 0.24;
  }

  /** Fills the text in the graphics' colour, its baseline starting at the point. */
  public void draw(Graphics2D graphics, String text, double x, double baseline, double size) {
    double at = x;
    for (int character : text.codePoints().toArray()) {
      Outline outline = outline(character);
      graphics.fill(
          outline
              .path()
              .createTransformedShape(new AffineTransform(size, 0, 0, -size, at, baseline)));
      at += outline.advance() * size;
    }
  }

  /** As {@link #draw}, with a rim of another colour around each letter. */
  void drawRimmed(
      Graphics2D graphics,
      String text,
      double x,
      double baseline,
      double size,
      Color color,
      Color rimColor,
      double rim) {
    graphics.setColor(rimColor);
    graphics.setStroke(
        new BasicStroke((float) (2 * rim), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    double at = x;
    for (int character : text.codePoints().toArray()) {
      Outline outline = outline(character);
      graphics.draw(
          outline
              .path()
              .createTransformedShape(new AffineTransform(size, 0, 0, -size, at, baseline)));
      at += outline.advance() * size;
    }
    graphics.setColor(color);
    draw(graphics, text, x, baseline, size);
  }

  /** Shortened with an ellipsis so that it is no wider. */
  public String fitted(String text, double size, double maxWidth) {
    String line = text.replaceAll("\\s+", " ").strip();
    if (width(line, size) <= maxWidth) {
      return line;
    }
    int end = line.length();
    while (end > 1 && width(line.substring(0, end) + "…", size) > maxWidth) {
      end = line.offsetByCodePoints(end, -1);
    }
    return line.substring(0, end).strip() + "…";
  }

  private Outline outline(int character) {
    synchronized (outlines) {
      return outlines.computeIfAbsent(character, this::read);
    }
  }

  private Outline read(int character) {
    try {
      int glyphId = characters.getGlyphId(character);
      GlyphData glyph = font.getGlyph().getGlyph(glyphId);
      Path2D path = new Path2D.Double();
      if (glyph != null) {
        path.append(
            glyph
                .getPath()
                .getPathIterator(AffineTransform.getScaleInstance(1 / unitsPerEm, 1 / unitsPerEm)),
            false);
      }
      return new Outline(path, font.getAdvanceWidth(glyphId) / unitsPerEm);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
