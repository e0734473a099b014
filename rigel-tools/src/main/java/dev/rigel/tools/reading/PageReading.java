package dev.rigel.tools.reading;

import java.util.List;
import java.util.Optional;

/**
 * What was read on a page.
 *
 * @param lines what a person sees there
 * @param hidden what the file says there and nobody sees
 * @param note what a person should know of how it was read
 */
record PageReading(List<TextLine> lines, List<TextLine> hidden, Optional<String> note) {
  PageReading {
    lines = List.copyOf(lines);
    hidden = List.copyOf(hidden);
  }

  static PageReading of(List<TextLine> lines) {
    return new PageReading(lines, List.of(), Optional.empty());
  }

  int characters() {
    return lines.stream().mapToInt(line -> line.text().length()).sum()
        + hidden.stream().mapToInt(line -> line.text().length()).sum();
  }
}
