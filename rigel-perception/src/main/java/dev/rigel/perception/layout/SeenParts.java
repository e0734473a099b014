package dev.rigel.perception.layout;

import dev.rigel.media.Box;
import dev.rigel.media.Region;
import dev.rigel.perception.layout.SeenPart.Kind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a network sees on one page, as far as it is believed: where it is sure and text, lines and
 * places say nothing else. A page nobody has looked at shows nothing.
 *
 * <p>The thresholds are chosen on the half to develop on of {@code benchmarks/layout}.
 */
final class SeenParts {
  private static final double SURE = 0.5;
  private static final double SURE_OF_TABLES = 0.6;

  /** Of a line's area. */
  private static final double INSIDE = 0.6;

  /** Of the page's height, from its ends: no running title stands deeper. */
  private static final double MARGIN = 0.12;

  /** Of a figure's area: what is covered more by text is a page's text on a tinted ground. */
  private static final double MOST_TEXT = 0.2;

  /** The labels of a chart are shorter or fewer. */
  private static final int WORDS_OF_A_LINE = 3;

  private static final int LINES_OF_A_FIGURE = 5;

  /** Parts of which the network sees each by itself. */
  private static final Set<Kind> WITH_LINES =
      EnumSet.of(Kind.TEXT, Kind.TITLE, Kind.FIGURE_CAPTION, Kind.TABLE_CAPTION);

  private static final double WHOLE_PAGE = 0.8;

  private final LayoutPage page;

  SeenParts(LayoutPage page) {
    this.page = page;
  }

  /** Where pictures are seen that nobody has placed: charts, and the pictures of scans. */
  List<Box> figures(List<Box> placed) {
    List<Box> figures = new ArrayList<>();
    for (SeenPart part : page.seen()) {
      if (part.kind() == Kind.FIGURE
          && part.confidence() >= SURE
          && part.box().area() < WHOLE_PAGE
          && !isText(part.box())
          && placed.stream().noneMatch(box -> overlap(box, part.box()))) {
        figures.add(part.box());
      }
    }
    return figures;
  }

  /** Where tables are seen. */
  List<Box> tables() {
    return page.seen().stream()
        .filter(part -> part.kind() == Kind.TABLE && part.confidence() >= SURE_OF_TABLES)
        .map(SeenPart::box)
        .toList();
  }

  /** Tables that text and lines do not show. */
  List<Box> tablesBeside(List<Region> read) {
    return tables().stream()
        .filter(box -> read.stream().noneMatch(table -> overlap(table.box(), box)))
        .toList();
  }

  /** Whether a table is seen in a good part of a box. */
  boolean isTable(Box box) {
    return page.seen().stream()
        .anyMatch(
            part -> part.kind() == Kind.TABLE && part.box().intersection(box) > 0.3 * box.area());
  }

  boolean isInFigure(Box box) {
    return figures(List.of()).stream()
        .anyMatch(figure -> figure.intersection(box) > 0.7 * box.area());
  }

  boolean isHeading(Region line) {
    return isIn(line, EnumSet.of(Kind.TITLE));
  }

  /** The element whose text goes on in a line, by the part that both are seen in; else -1. */
  int sameText(List<LayoutElement> elements, Region line) {
    Optional<SeenPart> part = around(line, EnumSet.of(Kind.TEXT));
    for (int i = elements.size() - 1; i >= 0 && part.isPresent(); i--) {
      LayoutElement element = elements.get(i);
      if (element.category() == LayoutCategory.TEXT
          && part.equals(around(element.lines().getLast(), EnumSet.of(Kind.TEXT)))) {
        return i;
      }
    }
    return -1;
  }

  /** What a line is that looks like plain text. */
  Optional<LayoutCategory> category(Region line) {
    if (line.box().y() < MARGIN && isIn(line, EnumSet.of(Kind.HEADER))) {
      return Optional.of(LayoutCategory.PAGE_HEADER);
    }
    if (line.box().bottom() > 1 - MARGIN && isIn(line, EnumSet.of(Kind.FOOTER))) {
      return Optional.of(LayoutCategory.PAGE_FOOTER);
    }
    if (isIn(line, EnumSet.of(Kind.EQUATION))) {
      return Optional.of(LayoutCategory.FORMULA);
    }
    return Optional.empty();
  }

  /** Whether two lines are seen in parts that are not the same. */
  boolean apart(Region one, Region other) {
    Optional<SeenPart> part = around(one, WITH_LINES);
    Optional<SeenPart> next = around(other, WITH_LINES);
    return part.isPresent() && next.isPresent() && !part.equals(next);
  }

  private boolean isIn(Region line, Set<Kind> kinds) {
    return around(line, kinds).isPresent();
  }

  private Optional<SeenPart> around(Region line, Set<Kind> kinds) {
    return page.seen().stream()
        .filter(part ->
            kinds.contains(part.kind())
                && part.confidence() >= SURE
                && part.box().intersection(line.box()) > INSIDE * line.box().area())
        .findFirst();
  }

  /** A form or receipt on a tinted ground may look like a figure. */
  private boolean isText(Box box) {
    double covered = 0;
    int sentences = 0;
    for (Region line : page.lines()) {
      double shared = line.box().intersection(box);
      covered += shared;
      boolean inside = shared > 0.5 * line.box().area();
      sentences += inside && line.text().strip().split("\\s+").length >= WORDS_OF_A_LINE ? 1 : 0;
    }
    return covered > MOST_TEXT * box.area() || sentences > LINES_OF_A_FIGURE;
  }

  private static boolean overlap(Box one, Box other) {
    return one.intersection(other) > 0.3 * Math.min(one.area(), other.area());
  }
}
