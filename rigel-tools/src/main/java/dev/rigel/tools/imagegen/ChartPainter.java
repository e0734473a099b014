package dev.rigel.tools.imagegen;

import dev.rigel.media.Image;
import dev.rigel.media.pixel.Lettering;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Arc2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;

/**
 * Paints one series of values as bars, a line, a pie, points or a histogram, with the bundled font:
 * charting libraries draw text with the system's fonts, which servers lack.
 */
final class ChartPainter implements AutoCloseable {
  private static final int WIDTH = 960;
  private static final int HEIGHT = 600;
  private static final double TEXT = 18;
  private static final double TITLE = 26;
  private static final Color INK = new Color(0x333333);
  private static final Color GRID = new Color(0xdddddd);

  /** Okabe and Ito's colours, told apart also by people who see few colours. */
  private static final int[] COLORS = {
    0x0072b2, 0xe69f00, 0x009e73, 0xd55e00, 0xcc79a7, 0x56b4e9, 0xf0e442, 0x999999
  };

  private final BufferedImage pixels = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
  private final Graphics2D graphics = pixels.createGraphics();
  private final Lettering lettering = Lettering.bundled();
  private final List<String> labels;
  private final List<Double> values;
  private final double top;

  ChartPainter(List<String> labels, List<Double> values, String title) {
    this.labels = labels;
    this.values = values;
    this.top = title.isBlank() ? 30 : 80;
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, WIDTH, HEIGHT);
    graphics.setColor(INK);
    String shown = lettering.fitted(title, TITLE, WIDTH - 40);
    lettering.draw(graphics, shown, (WIDTH - lettering.width(shown, TITLE)) / 2, 48, TITLE);
  }

  Image bars() {
    Axis axis = Axis.around(values, true);
    Rectangle2D plot = axes(axis);
    double slot = plot.getWidth() / values.size();
    double zero = y(plot, axis, 0);
    for (int i = 0; i < values.size(); i++) {
      double end = y(plot, axis, values.get(i));
      graphics.setColor(new Color(COLORS[0]));
      graphics.fill(
          new Rectangle2D.Double(
              plot.getX() + slot * (i + 0.15),
              Math.min(zero, end),
              slot * 0.7,
              Math.abs(zero - end)));
    }
    line(plot.getX(), zero, plot.getMaxX(), zero, INK, 1.5f);
    return Image.of(pixels);
  }

  Image line() {
    Axis axis = Axis.around(values, false);
    Rectangle2D plot = axes(axis);
    double slot = plot.getWidth() / values.size();
    Path2D path = new Path2D.Double();
    graphics.setColor(new Color(COLORS[0]));
    for (int i = 0; i < values.size(); i++) {
      double x = plot.getX() + slot * (i + 0.5);
      double y = y(plot, axis, values.get(i));
      if (i == 0) {
        path.moveTo(x, y);
      } else {
        path.lineTo(x, y);
      }
      graphics.fill(new Ellipse2D.Double(x - 5, y - 5, 10, 10));
    }
    graphics.setStroke(new BasicStroke(3, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    graphics.draw(path);
    return Image.of(pixels);
  }

  /**
   * Points at pairs of numbers.
   *
   * @param across as many as there are values
   */
  Image points(List<Double> across) {
    Axis up = Axis.around(values, false);
    Axis along = Axis.around(across, false);
    Rectangle2D plot = valueAxis(up);
    markedBelow(plot, along);
    // Where many points lie over each other the colour gets denser.
    Color color = new Color(COLORS[0]);
    int opacity = values.size() > 50 ? 140 : 230;
    graphics.setColor(new Color(color.getRed(), color.getGreen(), color.getBlue(), opacity));
    for (int i = 0; i < values.size(); i++) {
      double x = plot.getX() + along.share(across.get(i)) * plot.getWidth();
      double y = y(plot, up, values.get(i));
      graphics.fill(new Ellipse2D.Double(x - 6, y - 6, 12, 12));
    }
    return Image.of(pixels);
  }

  /** How often values fall into each of some ranges of the same width. */
  static Image histogram(List<Double> values, String title) {
    Bins bins = Bins.of(values);
    try (ChartPainter painter = new ChartPainter(List.of(), bins.counts(), title)) {
      Axis up = Axis.around(bins.counts(), true);
      Rectangle2D plot = painter.valueAxis(up);
      painter.markedBelow(plot, bins.axis());
      double slot = plot.getWidth() / bins.counts().size();
      painter.graphics.setColor(new Color(COLORS[0]));
      for (int i = 0; i < bins.counts().size(); i++) {
        double top = y(plot, up, bins.counts().get(i));
        painter.graphics.fill(
            new Rectangle2D.Double(
                plot.getX() + slot * i + 1, top, slot - 2, plot.getMaxY() - top));
      }
      painter.line(plot.getX(), plot.getMaxY(), plot.getMaxX(), plot.getMaxY(), INK, 1.5f);
      return Image.of(painter.pixels);
    }
  }

  Image pie() {
    double total = values.stream().mapToDouble(v -> v).sum();
    double side = HEIGHT - top - 40;
    double left = 40;
    double start = 90;
    double row = Math.min(34, side / values.size());
    for (int i = 0; i < values.size(); i++) {
      double extent = -360 * values.get(i) / total;
      graphics.setColor(color(i));
      graphics.fill(new Arc2D.Double(left, top, side, side, start, extent, Arc2D.PIE));
      start += extent;
      double y = top + row * (i + 0.5);
      double size = Math.min(TEXT, row * 0.7);
      graphics.fill(new Rectangle2D.Double(left + side + 40, y - size / 2, size, size));
      graphics.setColor(INK);
      String share = String.format(Locale.ROOT, " (%.1f %%)", 100 * values.get(i) / total);
      double room = WIDTH - (left + side + 80) - lettering.width(share, size) - 20;
      String name = lettering.fitted(labels.get(i), size, room);
      lettering.draw(graphics, name + share, left + side + 75, y + size * 0.36, size);
    }
    return Image.of(pixels);
  }

  /** Marks and grid of the value axis, labels below; gives the rectangle to plot in. */
  private Rectangle2D axes(Axis axis) {
    Rectangle2D plot = valueAxis(axis);
    labelsBelow(plot);
    return plot;
  }

  /** Marks and grid of an axis of numbers below. */
  private void markedBelow(Rectangle2D plot, Axis axis) {
    for (double mark : axis.marks()) {
      double x = plot.getX() + axis.share(mark) * plot.getWidth();
      line(x, plot.getY(), x, plot.getMaxY(), GRID, 1);
      String text = axis.text(mark);
      graphics.setColor(INK);
      double width = lettering.width(text, TEXT);
      lettering.draw(
          graphics, text, Math.min(x - width / 2, WIDTH - width - 5), plot.getMaxY() + 30, TEXT);
    }
  }

  /** Marks and grid of the value axis; gives the rectangle to plot in. */
  private Rectangle2D valueAxis(Axis axis) {
    double widest =
        axis.marks().stream().mapToDouble(m -> lettering.width(axis.text(m), TEXT)).max().orElse(0);
    double left = 40 + widest;
    Rectangle2D plot = new Rectangle2D.Double(left, top, WIDTH - left - 30, HEIGHT - top - 70);
    for (double mark : axis.marks()) {
      double y = y(plot, axis, mark);
      line(plot.getX(), y, plot.getMaxX(), y, GRID, 1);
      String text = axis.text(mark);
      graphics.setColor(INK);
      lettering.draw(
          graphics, text, left - 12 - lettering.width(text, TEXT), y + TEXT * 0.36, TEXT);
    }
    return plot;
  }

  /** Every label where they fit, otherwise every second, third … */
  private void labelsBelow(Rectangle2D plot) {
    double slot = plot.getWidth() / labels.size();
    int every = (int) Math.max(1, Math.ceil(48 / slot));
    for (int i = 0; i < labels.size(); i += every) {
      String label = lettering.fitted(labels.get(i), TEXT, slot * every - 6);
      double x = plot.getX() + slot * (i + 0.5) - lettering.width(label, TEXT) / 2;
      lettering.draw(graphics, label, x, plot.getMaxY() + 30, TEXT);
    }
  }

  private static double y(Rectangle2D plot, Axis axis, double value) {
    return plot.getMaxY() - axis.share(value) * plot.getHeight();
  }

  private void line(double x1, double y1, double x2, double y2, Color color, float width) {
    graphics.setColor(color);
    graphics.setStroke(new BasicStroke(width));
    graphics.draw(new Line2D.Double(x1, y1, x2, y2));
  }

  /** Colours come again, lighter, when there are more parts than colours. */
  private static Color color(int index) {
    Color color = new Color(COLORS[index % COLORS.length]);
    int lighter = Math.min(120, index / COLORS.length * 40);
    return new Color(
        Math.min(255, color.getRed() + lighter),
        Math.min(255, color.getGreen() + lighter),
        Math.min(255, color.getBlue() + lighter));
  }

  @Override
  public void close() {
    graphics.dispose();
  }
}
