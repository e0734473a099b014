package dev.rigel.media;

import java.awt.geom.Point2D;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.contentstream.PDFGraphicsStreamEngine;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.graphics.color.PDColor;
import org.apache.pdfbox.pdmodel.graphics.color.PDPattern;
import org.apache.pdfbox.pdmodel.graphics.image.PDImage;
import org.apache.pdfbox.util.Matrix;
import org.apache.pdfbox.util.Vector;

/**
 * Collects the places of pictures and the level and upright lines of a page: strokes, and filled
 * rectangles that are so thin that they can only be meant as lines. White ones are left out: they
 * cover, they do not rule.
 */
final class PdfDrawing extends PDFGraphicsStreamEngine {
  /** A page of forms has some thousand lines; a map or a drawing has far more and no tables. */
  private static final int MAXIMUM_RULINGS = 20_000;

  private static final int MAXIMUM_PICTURES = 1_000;

  /** In points: thicker ones are bars. */
  private static final double THICKEST_LINE = 3.5;

  private static final double SHORTEST_LINE = 3;

  /** Of a line's length, how far it may lean. */
  private static final double LEAN = 0.01;

  private static final double WHITE = 0.98;

  private final PageFrame frame;
  private final List<Ruling> rulings = new ArrayList<>();
  private final List<Box> pictures = new ArrayList<>();
  private final List<List<Point2D>> subpaths = new ArrayList<>();
  private Point2D current = new Point2D.Double();

  private PdfDrawing(PDPage page, PageFrame frame) {
    super(page);
    this.frame = frame;
  }

  static PageDrawing of(PDPage page) throws IOException {
    PageFrame frame = PageFrame.of(page);
    PdfDrawing collector = new PdfDrawing(page, frame);
    if (frame.width() > 0 && frame.height() > 0) {
      collector.processPage(page);
    }
    return new PageDrawing(frame.width(), frame.height(), collector.rulings, collector.pictures);
  }

  @Override
  protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
    InterruptibleSource.check();
    super.processOperator(operator, operands);
  }

  @Override
  public void moveTo(float x, float y) {
    current = new Point2D.Double(x, y);
    List<Point2D> started = new ArrayList<>();
    started.add(current);
    subpaths.add(started);
  }

  @Override
  public void lineTo(float x, float y) {
    if (subpaths.isEmpty()) {
      moveTo(x, y);
      return;
    }
    current = new Point2D.Double(x, y);
    subpaths.getLast().add(current);
  }

  /** A curve rules nothing: the path goes on from its end. */
  @Override
  public void curveTo(float x1, float y1, float x2, float y2, float x3, float y3) {
    moveTo(x3, y3);
  }

  @Override
  public void appendRectangle(Point2D p0, Point2D p1, Point2D p2, Point2D p3) {
    subpaths.add(new ArrayList<>(List.of(p0, p1, p2, p3, p0)));
    current = p0;
  }

  @Override
  public void closePath() {
    if (!subpaths.isEmpty()) {
      subpaths.getLast().add(subpaths.getLast().getFirst());
    }
  }

  @Override
  public Point2D getCurrentPoint() {
    return current;
  }

  @Override
  public void strokePath() {
    if (shows(getGraphicsState().getStrokingColor())) {
      addStrokes();
    }
    subpaths.clear();
  }

  @Override
  public void fillPath(int windingRule) {
    if (shows(getGraphicsState().getNonStrokingColor())) {
      addBars();
    }
    subpaths.clear();
  }

  @Override
  public void fillAndStrokePath(int windingRule) {
    if (shows(getGraphicsState().getStrokingColor())) {
      addStrokes();
    }
    subpaths.clear();
  }

  @Override
  public void endPath() {
    subpaths.clear();
  }

  @Override
  protected void showGlyph(Matrix rendering, PDFont font, int code, Vector displacement) {
    // Letters are no lines; not going into them also keeps Type 3 fonts out.
  }

  @Override
  public void drawImage(PDImage image) {
    Matrix place = getGraphicsState().getCurrentTransformationMatrix();
    Point2D one = frame.place(place.transformPoint(0, 0));
    Point2D other = frame.place(place.transformPoint(1, 1));
    if (pictures.size() < MAXIMUM_PICTURES
        && Double.isFinite(one.getX() + one.getY() + other.getX() + other.getY())) {
      pictures.add(
          Box.ofEdges(
              one.getX() / frame.width(),
              one.getY() / frame.height(),
              other.getX() / frame.width(),
              other.getY() / frame.height()));
    }
  }

  @Override
  public void clip(int windingRule) {
    // What is clipped away is rarely a line of a table.
  }

  @Override
  public void shadingFill(COSName shading) {
    // No line.
  }

  private void addStrokes() {
    for (List<Point2D> subpath : subpaths) {
      for (int i = 1; i < subpath.size(); i++) {
        add(frame.place(subpath.get(i - 1)), frame.place(subpath.get(i)));
      }
    }
  }

  private void addBars() {
    for (List<Point2D> subpath : subpaths) {
      if (subpath.size() < 4 || subpath.size() > 6) {
        continue;
      }
      List<Point2D> shown = subpath.stream().map(frame::place).toList();
      double left = shown.stream().mapToDouble(Point2D::getX).min().orElse(0);
      double right = shown.stream().mapToDouble(Point2D::getX).max().orElse(0);
      double top = shown.stream().mapToDouble(Point2D::getY).min().orElse(0);
      double bottom = shown.stream().mapToDouble(Point2D::getY).max().orElse(0);
      double middleX = (left + right) / 2;
      double middleY = (top + bottom) / 2;
      if (bottom - top <= THICKEST_LINE && right - left > bottom - top) {
        add(new Point2D.Double(left, middleY), new Point2D.Double(right, middleY));
      } else if (right - left <= THICKEST_LINE && bottom - top > right - left) {
        add(new Point2D.Double(middleX, top), new Point2D.Double(middleX, bottom));
      }
    }
  }

  private void add(Point2D from, Point2D to) {
    double across = Math.abs(to.getX() - from.getX());
    double down = Math.abs(to.getY() - from.getY());
    if (rulings.size() >= MAXIMUM_RULINGS
        || !Double.isFinite(across + down)
        || Math.max(across, down) < SHORTEST_LINE) {
      return;
    }
    if (down <= LEAN * across) {
      double y = (from.getY() + to.getY()) / 2 / frame.height();
      rulings.add(Ruling.level(from.getX() / frame.width(), to.getX() / frame.width(), y));
    } else if (across <= LEAN * down) {
      double x = (from.getX() + to.getX()) / 2 / frame.width();
      rulings.add(Ruling.upright(x, from.getY() / frame.height(), to.getY() / frame.height()));
    }
  }

  private static boolean shows(PDColor color) {
    if (color.getColorSpace() instanceof PDPattern) {
      return true;
    }
    try {
      int rgb = color.toRGB();
      double least = Math.min(rgb & 255, Math.min(rgb >> 8 & 255, rgb >> 16 & 255)) / 255.0;
      return least < WHITE;
    } catch (IOException | RuntimeException e) {
      // A colour that cannot be told is more often ink than paper.
      return true;
    }
  }
}
