package dev.rigel.tools.extract;

import dev.rigel.media.Box;
import dev.rigel.media.Region;
import dev.rigel.tools.reading.TextLine;
import dev.rigel.tools.text.Folding;

/**
 * A stretch of text without wide gaps: a label, a value, a cell.
 *
 * @param line its text and, for every letter, its place in the picture
 * @param flat its place on the page laid flat: lines run level, both axes in widths of the page
 * @param page from 1; 0 for a picture
 * @param folded the text without case and accents, letter by letter
 */
record Piece(TextLine line, Rectangle flat, int page, String folded) {
  /** Beside the ink of a letter to the edge of its cell, in heights of the ink. */
  private static final double RIM = 0.15;

  private static final double RIM_ABOVE = 0.07;

  static Piece of(TextLine line, Rectangle flat, int page) {
    return new Piece(line, flat, page, Folding.fold(line.text()));
  }

  String text() {
    return line.text();
  }

  double height() {
    return flat.height();
  }

  /** The letters' place. Boxes of words in pictures end at their ink: those get a letter's rim. */
  Region span(int start, int end, String label) {
    Region span = line.span(start, end, label);
    boolean ink = !line.words().isEmpty() && line.words().getFirst().points().size() == 4;
    if (!ink) {
      return span;
    }
    double tallest = line.words().stream().mapToDouble(w -> w.box().height()).max().orElse(0);
    double side = RIM * tallest * flat.height() / Math.max(1e-6, line.region().box().height());
    Box box = span.box();
    return span.withBox(
        Box.ofEdges(
            box.x() - side,
            box.y() - RIM_ABOVE * tallest,
            box.right() + side,
            box.bottom() + RIM_ABOVE * tallest));
  }

  /** The part of the flat place that the letters take, as the picture's place is shared out. */
  Rectangle flatSpan(int start, int end) {
    Box whole = line.region().box();
    Box part = line.span(start, end, "text").box();
    if (whole.width() <= 0) {
      return flat;
    }
    double from = (part.x() - whole.x()) / whole.width();
    double to = (part.right() - whole.x()) / whole.width();
    return new Rectangle(
        flat.left() + from * flat.width(),
        flat.top(),
        flat.left() + to * flat.width(),
        flat.bottom());
  }

  boolean inRowWith(Piece other) {
    return page == other.page && flat.sharedHeight(other.flat) >= 0.42;
  }
}
