package dev.rigel.agent.prediction;

import dev.rigel.tools.reading.TextLine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A medium whose text was read.
 *
 * @param pages the numbers of its pages on the wire, from 0: of the n-th page read the n-th; a
 *     picture has one
 */
public record ReadMedium(List<TextLine> lines, List<Integer> pages) {
  public ReadMedium {
    lines = List.copyOf(lines);
    pages = List.copyOf(pages);
  }

  /** The number on the wire of the page that a line stands on. */
  int page(TextLine line) {
    return page(line.region().page().orElse(1));
  }

  /**
   * @param number as regions count, from 1
   */
  int page(int number) {
    return number >= 1 && number <= pages.size() ? pages.get(number - 1) : Math.max(0, number - 1);
  }

  /** The lines of each page, by its number on the wire; pages without text are empty. */
  Map<Integer, List<TextLine>> byPage() {
    Map<Integer, List<TextLine>> byPage = new LinkedHashMap<>();
    pages.forEach(page -> byPage.put(page, new ArrayList<>()));
    lines.forEach(line -> byPage.computeIfAbsent(page(line), _ -> new ArrayList<>()).add(line));
    return byPage;
  }
}
