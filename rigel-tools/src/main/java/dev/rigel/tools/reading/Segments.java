package dev.rigel.tools.reading;

import dev.rigel.media.Box;
import dev.rigel.media.Region;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Cuts lines where a gap is wider than a space: the columns of a table, or a label and the value at
 * the other edge of the page. And orders the pieces in rows.
 */
public final class Segments {
  /** In heights of the line; a space is about a quarter to a third of it. */
  private static final double GAP = 0.9;

  /** Boxes that share this much of the lower one's height stand in one row. */
  private static final double SHARED_HEIGHT = 0.5;

  private Segments() {}

  public static List<TextLine> of(List<TextLine> lines) {
    List<TextLine> segments = new ArrayList<>();
    lines.forEach(line -> cut(line, segments));
    return segments;
  }

  private static void cut(TextLine line, List<TextLine> segments) {
    if (line.words().size() < 2) {
      segments.add(line);
      return;
    }
    // The corners are those of the whole line.
    Region region = line.region().withPoints(List.of());
    int before = segments.size();
    List<Region> segment = new ArrayList<>();
    for (Region word : line.words()) {
      if (!segment.isEmpty() && isApart(segment.getLast().box(), word.box())) {
        segments.add(TextLine.ofWords(region, segment));
        segment = new ArrayList<>();
      }
      segment.add(word);
    }
    segments.add(segments.size() == before ? line : TextLine.ofWords(region, segment));
  }

  /**
   * Widths and heights are parts of different sides of the page: compared on paper of A4's shape.
   */
  private static boolean isApart(Box left, Box right) {
    double height = Math.max(left.height(), right.height()) * Math.sqrt(2);
    return right.x() - left.right() > GAP * height;
  }

  /** The pieces of one page row by row, each from left to right. */
  public static List<List<TextLine>> rows(List<TextLine> segments) {
    List<TextLine> downwards =
        segments.stream()
            .sorted(Comparator.comparingDouble(s -> s.region().box().center().y()))
            .toList();
    List<List<TextLine>> rows = new ArrayList<>();
    for (TextLine segment : downwards) {
      if (!rows.isEmpty() && sameRow(rows.getLast().getFirst(), segment)) {
        rows.getLast().add(segment);
      } else {
        rows.add(new ArrayList<>(List.of(segment)));
      }
    }
    rows.forEach(row -> row.sort(Comparator.comparingDouble(s -> s.region().box().x())));
    return rows;
  }

  public static boolean sameRow(TextLine a, TextLine b) {
    Box one = a.region().box();
    Box other = b.region().box();
    double shared = Math.min(one.bottom(), other.bottom()) - Math.max(one.y(), other.y());
    return shared >= SHARED_HEIGHT * Math.min(one.height(), other.height());
  }
}
