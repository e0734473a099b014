package dev.rigel.tools.pile;

import dev.rigel.media.Box;
import dev.rigel.media.Region;
import dev.rigel.tools.reading.FlatText;
import dev.rigel.tools.reading.TextLine;
import dev.rigel.tools.text.Folding;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/**
 * A page as one sees it when one leafs through a pile: what its lines say, how large they are and
 * where they stand.
 */
final class PageView {
  /** Shares of the page's height in which headers and footers stand. */
  private static final double HEADER = 0.09;

  private static final double FOOTER = 0.92;

  /** Titles stand in this share of the page from its top. */
  private static final double TITLE_WITHIN = 0.45;

  private static final double LARGER = 1.18;
  private static final int LONGEST_TITLE = 60;
  private static final int FIRST_LINES = 3;

  private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}]");

  /** Fewer letters are a stamp or a speck, not a page. */
  private static final int LEAST_LETTERS = 8;

  private final int number;
  private final double aspect;
  private final List<TextLine> lines;
  private final Optional<FlatText> flat;
  private final String folded;
  private final double bodyHeight;
  private final List<Title> titles;
  private final Optional<PageMark> mark;

  /**
   * @param number from 1
   * @param aspect the page's height in parts of its width
   * @param lines in reading order
   */
  PageView(int number, double aspect, List<TextLine> lines) {
    this.number = number;
    this.aspect = aspect;
    this.lines = List.copyOf(lines);
    List<FlatText> texts = FlatText.pages(lines);
    this.flat = texts.isEmpty() ? Optional.empty() : Optional.of(texts.getFirst());
    this.folded = flat.map(text -> Folding.fold(text.text())).orElse("");
    this.bodyHeight = middle(lines.stream().mapToDouble(l -> l.region().box().height()).toArray());
    this.titles = readTitles();
    this.mark = PageMark.on(this);
  }

  private static double middle(double[] values) {
    Arrays.sort(values);
    return values.length == 0 ? 0 : values[values.length / 2];
  }

  int number() {
    return number;
  }

  double aspect() {
    return aspect;
  }

  List<TextLine> lines() {
    return lines;
  }

  /** All lines, folded, with a space between them. */
  String folded() {
    return folded;
  }

  /** The place of a stretch of {@link #folded()}. */
  Region place(int start, int end) {
    return flat.orElseThrow(() -> new IllegalStateException("a page without text"))
        .region(start, end, "text");
  }

  /** Height of the line in the middle of all, in parts of the page's height. */
  double bodyHeight() {
    return bodyHeight;
  }

  Optional<PageMark> mark() {
    return mark;
  }

  boolean isBlank() {
    return folded.chars().filter(Character::isLetterOrDigit).count() < LEAST_LETTERS;
  }

  static boolean inHeader(Box box) {
    return box.bottom() < HEADER;
  }

  static boolean inFooter(Box box) {
    return box.y() > FOOTER;
  }

  /** Lines that may name the document: short, near the top, and large, in capitals or first. */
  List<Title> titles() {
    return titles;
  }

  private List<Title> readTitles() {
    List<TextLine> top =
        lines.stream()
            .filter(line -> line.region().box().y() < TITLE_WITHIN)
            .filter(line -> line.text().length() <= LONGEST_TITLE)
            .sorted(Comparator.comparingDouble(line -> line.region().box().y()))
            .toList();
    List<TextLine> first = top.subList(0, Math.min(FIRST_LINES, top.size()));
    return top.stream()
        .filter(line -> isLarge(line) || isCapitals(line) || first.contains(line))
        .map(line -> Title.of(line, isLarge(line)))
        .toList();
  }

  private boolean isLarge(TextLine line) {
    return line.region().box().height() >= LARGER * bodyHeight;
  }

  private static boolean isCapitals(TextLine line) {
    String letters = NO_LETTERS.matcher(line.text()).replaceAll("");
    return letters.length() >= 4 && letters.equals(letters.toUpperCase(Locale.ROOT));
  }

  /**
   * A line that may name the document.
   *
   * @param folded its text, folded
   * @param letters the same without figures and signs at its ends
   * @param large whether its letters are larger than those of the text
   */
  record Title(TextLine line, String folded, String letters, boolean large) {
    private static final Pattern BESIDE_NAMES =
        Pattern.compile("[^\\p{L}'.& -]|(?<=\\s)-|\\bn(?:o|r|\u00b0)\\.?(?=\\W*$)");

    static Title of(TextLine line, boolean large) {
      String folded = Folding.fold(line.text());
      return new Title(line, folded, BESIDE_NAMES.matcher(folded).replaceAll("").strip(), large);
    }
  }

  /** Where most lines begin, as a share of the page's width; empty for a page of few lines. */
  OptionalDouble leftMargin() {
    if (lines.size() < 5) {
      return OptionalDouble.empty();
    }
    int[] starts = new int[101];
    lines.forEach(line -> starts[(int) Math.clamp(line.region().box().x() * 100, 0, 100)]++);
    int most = 0;
    for (int i = 1; i < starts.length; i++) {
      most = starts[i] > starts[most] ? i : most;
    }
    return OptionalDouble.of(most / 100.0);
  }

  /** The lines between header and footer. */
  List<TextLine> body() {
    return lines.stream()
        .filter(line -> !inHeader(line.region().box()) && !inFooter(line.region().box()))
        .filter(line -> mark.isEmpty() || !mark.get().line().equals(line))
        .toList();
  }
}
