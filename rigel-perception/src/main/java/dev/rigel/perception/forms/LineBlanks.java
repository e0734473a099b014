package dev.rigel.perception.forms;

import dev.rigel.perception.tables.Stroke;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The ruled lines of a form as places to write on, with the name before, below, on or above the
 * line. A line without a name rules something off and is no field.
 */
final class LineBlanks {
  private static final double SHORTEST = 3.5;

  /** In heights of a letter, from a name to the line behind it. */
  private static final double FARTHEST = 14;

  /** A signature needs more room below its name than a word. */
  private static final double ROOM_TO_SIGN = 6;

  /** Of the page's width: a longer line with words below rules off what comes next. */
  private static final double LONGEST_OVER_A_NAME = 0.62;

  /** In heights of a letter, how far above its line writing may reach. */
  private static final double ROOM = 2.4;

  private final List<Phrase> phrases;
  private final Labels labels;
  private final double letter;
  private final double width;
  private final List<Stroke> lines;
  private final Set<Phrase> written = new HashSet<>();

  private LineBlanks(List<Stroke> lines, List<Phrase> phrases, double letter, double width) {
    this.phrases = phrases;
    this.labels = new Labels(phrases, letter);
    this.letter = letter;
    this.width = width;
    this.lines =
        lines.stream()
            .filter(line -> line.length() >= SHORTEST * letter)
            .sorted(Comparator.comparingDouble(Stroke::at))
            .toList();
    this.lines.forEach(line -> written.addAll(on(line)));
  }

  /**
   * @param lines level ones that are no side of a box
   * @param width of the page
   */
  static List<Blank> of(List<Stroke> lines, List<Phrase> phrases, double letter, double width) {
    LineBlanks blanks = new LineBlanks(lines, phrases, letter, width);
    List<Blank> found = new ArrayList<>();
    blanks.lines.forEach(line -> blanks.blank(line).ifPresent(found::add));
    return found;
  }

  private Optional<Blank> blank(Stroke line) {
    List<Phrase> on = on(line);
    Area row = new Area(line.from(), line.at() - 1.1 * letter, line.to(), line.at() + 0.3 * letter);
    Optional<Phrase> before =
        labels.before(row, FARTHEST).filter(p -> !written.contains(p) || endsName(p));
    if (before.filter(p -> Labels.isName(p.text())).isPresent()) {
      return Optional.of(named(line, before.get(), on, line.from(), 0.95));
    }
    Area foot = new Area(line.from(), line.at(), line.to(), line.at());
    Optional<Phrase> below =
        line.length() < LONGEST_OVER_A_NAME * width
            ? labels.below(foot, p -> !written.contains(p)).filter(p -> isAlone(p, line))
            : Optional.empty();
    if (below.filter(p -> Labels.isName(p.text())).isPresent()) {
      return Optional.of(named(line, below.get(), on, line.from(), 0.9));
    }
    if (!on.isEmpty() && endsName(on.getFirst())) {
      Phrase first = on.getFirst();
      List<Phrase> rest = on.subList(1, on.size());
      return Optional.of(named(line, first, rest, first.area().right(), 0.9));
    }
    Area space = new Area(line.from(), line.at() - 1.2 * letter, line.to(), line.at());
    return labels
        .above(space, 2.2, p -> !written.contains(p))
        .or(() -> labels.above(space, ROOM_TO_SIGN, p -> Labels.isOfSignature(p.text())))
        .filter(p -> line.length() < LONGEST_OVER_A_NAME * width && Labels.isName(p.text()))
        .map(p -> named(line, p, on, line.from(), 0.75));
  }

  private Blank named(Stroke line, Phrase name, List<Phrase> on, double from, double trust) {
    List<Phrase> content = on.stream().filter(p -> p != name).toList();
    double top = line.at() - ROOM * letter;
    for (Phrase phrase : phrases) {
      boolean over = phrase.area().sharedWidth(new Area(from, 0, line.to(), 1)) > 0;
      if (over && !content.contains(phrase) && phrase.area().middleY() < line.at() - 0.8 * letter) {
        top = Math.max(top, phrase.area().bottom());
      }
    }
    for (Stroke other : lines) {
      if (other.at() < line.at() - letter && other.from() < line.to() && other.to() > from) {
        top = Math.max(top, other.at() + 0.2 * letter);
      }
    }
    double bottom = line.at() - 0.18 * letter;
    return new Blank(
        new Area(from, Math.min(top, bottom - 1), line.to(), bottom),
        Labels.named(name.text()),
        content,
        trust);
  }

  /** What stands on the line, from left to right. */
  private List<Phrase> on(Stroke line) {
    Area span = new Area(line.from() - 0.3 * letter, 0, line.to() + 0.3 * letter, 1);
    return phrases.stream()
        .filter(phrase -> {
          double gap = line.at() - phrase.area().bottom();
          return gap > -0.75 * letter
              && gap < 0.75 * letter
              && phrase.area().middleY() < line.at()
              && phrase.area().sharedWidth(span) > 0.6 * phrase.area().width();
        })
        .sorted(Comparator.comparingDouble(phrase -> phrase.area().left()))
        .toList();
  }

  private static boolean endsName(Phrase phrase) {
    return phrase.text().endsWith(":");
  }

  /** No second phrase stands below the same line: those are columns of a table. */
  private boolean isAlone(Phrase name, Stroke line) {
    Area span = new Area(line.from(), name.area().top(), line.to(), name.area().bottom());
    return phrases.stream()
        .noneMatch(other ->
            other != name
                && other.area().inRowWith(name.area())
                && other.area().sharedWidth(span) > 0.5 * other.area().width());
  }
}
