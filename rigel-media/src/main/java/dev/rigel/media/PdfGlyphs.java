package dev.rigel.media;

import java.awt.geom.Point2D;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.contentstream.operator.color.SetNonStrokingColor;
import org.apache.pdfbox.contentstream.operator.color.SetNonStrokingColorN;
import org.apache.pdfbox.contentstream.operator.color.SetNonStrokingColorSpace;
import org.apache.pdfbox.contentstream.operator.color.SetNonStrokingDeviceCMYKColor;
import org.apache.pdfbox.contentstream.operator.color.SetNonStrokingDeviceGrayColor;
import org.apache.pdfbox.contentstream.operator.color.SetNonStrokingDeviceRGBColor;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDFontDescriptor;
import org.apache.pdfbox.pdmodel.font.PDSimpleFont;
import org.apache.pdfbox.pdmodel.graphics.color.PDColor;
import org.apache.pdfbox.pdmodel.graphics.state.PDGraphicsState;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.util.Matrix;
import org.apache.pdfbox.util.Vector;
import org.jspecify.annotations.Nullable;

/** Collects the glyphs that a page shows, in the order in which it shows them. */
final class PdfGlyphs extends PDFTextStripper {
  /** A page of small print has some 20 000 characters; a bomb has millions. */
  private static final int MAXIMUM_GLYPHS = 500_000;

  /** Ems in points that nobody reads. */
  private static final double TINY = 2;

  private static final double LEAST_ALPHA = 0.12;

  /** Luminance of ink that hardly stands out from white paper. */
  private static final double PALE = 225;

  private static final double DEFAULT_ASCENT = 0.75;
  private static final double DEFAULT_DESCENT = -0.22;

  private final PageFrame frame;
  private final List<Glyph> glyphs = new ArrayList<>();
  private @Nullable PDColor paleAsked;
  private boolean pale;

  private PdfGlyphs(PageFrame frame) {
    this.frame = frame;
    // The stripper leaves colours alone.
    addOperator(new SetNonStrokingColorSpace(this));
    addOperator(new SetNonStrokingColor(this));
    addOperator(new SetNonStrokingColorN(this));
    addOperator(new SetNonStrokingDeviceGrayColor(this));
    addOperator(new SetNonStrokingDeviceRGBColor(this));
    addOperator(new SetNonStrokingDeviceCMYKColor(this));
  }

  static List<Glyph> of(PDDocument document, int number, PageFrame frame) throws IOException {
    PDPage page = document.getPage(number - 1);
    if (!page.hasContents() && !page.getAnnotations().isEmpty()) {
      // The stripper passes over pages without content, whatever annotations show there.
      page.setContents(new PDStream(document, new ByteArrayInputStream(new byte[] {'\n'})));
    }
    PdfGlyphs collector = new PdfGlyphs(frame);
    collector.setStartPage(number);
    collector.setEndPage(number);
    collector.writeText(document, Writer.nullWriter());
    return collector.glyphs;
  }

  /** What annotations show is on the page like the rest: fields of forms, stamps, notes. */
  @Override
  public void processPage(PDPage page) throws IOException {
    super.processPage(page);
    if (getCurrentPageNo() != getStartPage()) {
      return;
    }
    for (PDAnnotation annotation : page.getAnnotations()) {
      InterruptibleSource.check();
      if (!annotation.isHidden() && !annotation.isNoView()) {
        showAnnotation(annotation);
      }
    }
  }

  @Override
  protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
    InterruptibleSource.check();
    super.processOperator(operator, operands);
  }

  @Override
  protected void showGlyph(Matrix rendering, PDFont font, int code, Vector displacement) {
    String text = font.toUnicode(code);
    if (text == null && font instanceof PDSimpleFont) {
      text = Character.toString((char) code);
    }
    if (text == null || text.isEmpty() || glyphs.size() >= MAXIMUM_GLYPHS) {
      return;
    }
    text = SymbolBullets.read(text);
    Point2D origin = frame.place(rendering.transformPoint(0, 0));
    Point2D end = frame.place(rendering.transformPoint(displacement.getX(), 0));
    Point2D up = frame.place(rendering.transformPoint(0, 1));
    Glyph glyph =
        new Glyph(text, origin, end, up, ascent(font), descent(font), isFaint(origin.distance(up)));
    if (glyph.isDrawable()) {
      glyphs.add(glyph);
    }
  }

  private boolean isFaint(double size) {
    PDGraphicsState state = getGraphicsState();
    RenderingMode mode = state.getTextState().getRenderingMode();
    return size < TINY
        || !mode.isFill() && !mode.isStroke()
        || state.getNonStrokeAlphaConstant() < LEAST_ALPHA
        || mode.isFill() && !mode.isStroke() && isPale(state.getNonStrokingColor());
  }

  /** Asked once for each colour that is set, for some are expensive to convert. */
  private boolean isPale(PDColor color) {
    if (color != paleAsked) {
      paleAsked = color;
      pale = luminance(color) > PALE;
    }
    return pale;
  }

  /** 0 black to 255 white (ITU-R BT.601); 0 for patterns, whose colour only the pixels tell. */
  private static double luminance(PDColor color) {
    try {
      if (color.isPattern()) {
        return 0;
      }
      int rgb = color.toRGB();
      return 0.299 * (rgb >> 16 & 0xff) + 0.587 * (rgb >> 8 & 0xff) + 0.114 * (rgb & 0xff);
    } catch (IOException | RuntimeException _) {
      return 0;
    }
  }

  private static double ascent(PDFont font) {
    PDFontDescriptor descriptor = font.getFontDescriptor();
    double ascent = descriptor == null ? 0 : descriptor.getAscent() / 1000;
    return ascent >= 0.5 && ascent <= 1 ? ascent : DEFAULT_ASCENT;
  }

  private static double descent(PDFont font) {
    PDFontDescriptor descriptor = font.getFontDescriptor();
    double descent = descriptor == null ? 0 : descriptor.getDescent() / 1000;
    return descent >= -0.4 && descent <= -0.1 ? descent : DEFAULT_DESCENT;
  }
}
