package dev.rigel.tools.reading;

import dev.rigel.media.Box;
import dev.rigel.media.Region;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The lines of a page as one text, so that words can be found that run over a line end, and the way
 * back from positions to places.
 */
public final class FlatText {
  private final List<TextLine> lines;
  private final int[] starts;
  private final String text;

  private FlatText(List<TextLine> lines) {
    this.lines = List.copyOf(lines);
    this.starts = new int[lines.size()];
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      starts[i] = all.length();
      all.append(lines.get(i).text()).append(' ');
    }
    this.text = all.toString();
  }

  /** One text a page, so that nothing is found across pages. */
  public static List<FlatText> pages(List<TextLine> lines) {
    List<FlatText> pages = new ArrayList<>();
    List<TextLine> page = new ArrayList<>();
    for (TextLine line : lines) {
      if (!page.isEmpty() && !page.getLast().region().page().equals(line.region().page())) {
        pages.add(new FlatText(page));
        page.clear();
      }
      page.add(line);
    }
    if (!page.isEmpty()) {
      pages.add(new FlatText(page));
    }
    return pages;
  }

  public String text() {
    return text;
  }

  /** Whether the position is that of the space between two lines. */
  public boolean endsLine(int position) {
    int line = Arrays.binarySearch(starts, position + 1);
    return line > 0;
  }

  /** The stretch with its place: around all its parts where it runs over lines. */
  public Region region(int start, int end, String label) {
    List<Region> parts = new ArrayList<>();
    for (int i = 0; i < starts.length; i++) {
      int length = lines.get(i).text().length();
      int from = Math.max(0, start - starts[i]);
      int to = Math.min(length, end - starts[i]);
      if (from < to) {
        parts.add(lines.get(i).span(from, to, label));
      }
    }
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("no text from " + start + " to " + end);
    }
    return parts.size() == 1 ? parts.getFirst() : joined(parts, label);
  }

  private static Region joined(List<Region> parts, String label) {
    Region first = parts.getFirst();
    return new Region(
        first.source(),
        first.page(),
        first.time(),
        parts.stream().map(Region::box).reduce(Box::union).orElseThrow(),
        label,
        String.join(" ", parts.stream().map(Region::text).toList()),
        parts.stream().mapToDouble(Region::confidence).min().orElseThrow(),
        List.of(),
        Optional.empty(),
        first.angle());
  }
}
