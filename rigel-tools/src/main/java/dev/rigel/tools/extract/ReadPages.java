package dev.rigel.tools.extract;

import dev.rigel.perception.forms.CheckBox;
import dev.rigel.tools.reading.TextLine;
import dev.rigel.tools.text.DateText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;

/**
 * The read pages of a medium, laid out.
 *
 * @param lines of all pages in reading order
 * @param dates how dates are written on them
 * @param ticks the check boxes of a page, by its number; found when they are asked for
 */
record ReadPages(
    List<TextLine> lines,
    List<PageLayout> layouts,
    DateText dates,
    IntFunction<List<CheckBox>> ticks) {
  ReadPages {
    lines = List.copyOf(lines);
    layouts = List.copyOf(layouts);
  }

  /**
   * @param aspect height of a page in its widths, by its number; 0 asks for a picture's
   */
  static ReadPages of(
      List<TextLine> lines, IntToDoubleFunction aspect, IntFunction<List<CheckBox>> ticks) {
    Map<Integer, List<TextLine>> byPage = new LinkedHashMap<>();
    for (TextLine line : lines) {
      byPage.computeIfAbsent(line.region().page().orElse(0), _ -> new ArrayList<>()).add(line);
    }
    List<PageLayout> layouts = new ArrayList<>();
    byPage.forEach(
        (page, own) -> layouts.add(PageLayout.of(page, aspect.applyAsDouble(page), own)));
    return new ReadPages(
        lines,
        layouts,
        DateText.in(lines.stream().map(TextLine::text).collect(Collectors.joining("\n"))),
        ticks);
  }
}
