package dev.rigel.media;

import java.io.IOException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.jspecify.annotations.Nullable;

/**
 * The text of a page, put together from its glyphs: words where glyphs follow each other closely,
 * lines where words share a baseline, lines in reading order.
 */
final class PageText {
  /** In ems. Justified text squeezes spaces to about 0.2; letters are rarely 0.1 apart. */
  private static final double WORD_GAP = 0.17;

  private static final double BACKWARD = -0.5;
  private static final double LINE_GAP = 1.5;
  private static final double SAME_BASELINE = 0.3;

  private record Line(List<TextBox> words) {
    TextBox box() {
      TextBox box = words.getFirst();
      for (TextBox word : words.subList(1, words.size())) {
        box = box.join(word, box.text() + " " + word.text());
      }
      return box;
    }
  }

  private final List<Line> lines;
  private final double pageWidth;
  private final double pageHeight;

  private PageText(List<Line> lines, PageFrame frame) {
    this.lines = lines;
    this.pageWidth = frame.width();
    this.pageHeight = frame.height();
  }

  static PageText of(PDDocument document, int number) throws IOException {
    PageFrame frame = PageFrame.of(document.getPage(number - 1));
    return of(PdfGlyphs.of(document, number, frame), frame);
  }

  private static PageText of(List<Glyph> glyphs, PageFrame frame) {
    return new PageText(lines(words(glyphs)), frame);
  }

  /** What is drawn to be seen, and apart from it what is faint. */
  static TextLayer layer(PDDocument document, int number, String source) throws IOException {
    PageFrame frame = PageFrame.of(document.getPage(number - 1));
    List<Glyph> glyphs = PdfGlyphs.of(document, number, frame);
    PageText shown = of(glyphs.stream().filter(glyph -> !glyph.faint()).toList(), frame);
    PageText faint = of(glyphs.stream().filter(Glyph::faint).toList(), frame);
    return new TextLayer(
        shown.words(source, number),
        shown.lines(source, number),
        faint.words(source, number),
        faint.lines(source, number));
  }

  List<Region> words(String source, int page) {
    return lines.stream()
        .flatMap(line -> line.words().stream())
        .map(word -> region(word, "word", source, page))
        .filter(region -> region.box().area() > 0)
        .toList();
  }

  List<Region> lines(String source, int page) {
    return lines.stream()
        .map(line -> region(line.box(), "text", source, page))
        .filter(region -> region.box().area() > 0)
        .toList();
  }

  private Region region(TextBox box, String label, String source, int page) {
    Region region =
        new Region(source, box.onPage(pageWidth, pageHeight), label, box.text(), 1).onPage(page);
    return box.angle() == 0
        ? region
        : new Region(
            region.source(),
            region.page(),
            region.time(),
            region.box(),
            region.label(),
            region.text(),
            region.confidence(),
            region.points(),
            region.mask(),
            OptionalDouble.of(box.angle()));
  }

  private static List<TextBox> words(List<Glyph> glyphs) {
    List<TextBox> words = new ArrayList<>();
    Set<List<Object>> seen = new HashSet<>();
    TextBox word = null;
    for (Glyph glyph : glyphs) {
      if (glyph.isSpace()) {
        word = finished(word, words);
        continue;
      }
      TextBox box = TextBox.of(glyph);
      // Bold is often faked by showing the same glyph twice with a tiny offset.
      double cell = Math.max(0.1, box.size() * 0.2);
      if (!seen.add(
          List.of(
              glyph.text(),
              cell,
              Math.round(box.left() / cell),
              Math.round(box.baseline() / cell)))) {
        continue;
      }
      if (word != null && continues(word, box)) {
        word = word.join(box, word.text() + box.text());
      } else {
        finished(word, words);
        word = box;
      }
    }
    finished(word, words);
    return words;
  }

  private static @Nullable TextBox finished(@Nullable TextBox word, List<TextBox> words) {
    if (word != null) {
      words.add(word.join(word, readable(word.text())));
    }
    return null;
  }

  /** Ligatures and presentation forms as plain letters, accents joined to their letters. */
  private static String readable(String text) {
    boolean presentationForms = text.chars().anyMatch(c -> c >= 0xfb00 && c <= 0xfeff);
    String composed =
        Normalizer.normalize(text, presentationForms ? Normalizer.Form.NFKC : Normalizer.Form.NFC);
    boolean rightToLeft =
        composed
            .codePoints()
            .anyMatch(c ->
                Character.getDirectionality(c) == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                    || Character.getDirectionality(c)
                        == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC);
    return rightToLeft ? new StringBuilder(composed).reverse().toString() : composed;
  }

  private static boolean continues(TextBox word, TextBox next) {
    double em = Math.min(word.size(), next.size());
    double gap = (next.left() - word.right()) / em;
    return word.angle() == next.angle()
        && Math.abs(next.baseline() - word.baseline()) < SAME_BASELINE * em
        && gap < WORD_GAP
        && gap > BACKWARD;
  }

  private static List<Line> lines(List<TextBox> words) {
    Map<Integer, List<TextBox>> byAngle =
        words.stream()
            .collect(Collectors.groupingBy(TextBox::angle, TreeMap::new, Collectors.toList()));
    List<Line> lines = new ArrayList<>();
    byAngle.values().stream()
        .sorted(Comparator.comparingInt((List<TextBox> group) -> group.size()).reversed())
        .forEach(group -> lines.addAll(ReadingOrder.sort(unordered(group), Line::box)));
    return lines;
  }

  private static List<Line> unordered(List<TextBox> words) {
    List<TextBox> byBaseline = new ArrayList<>(words);
    byBaseline.sort(Comparator.comparingDouble(TextBox::baseline));
    List<Line> lines = new ArrayList<>();
    List<TextBox> level = new ArrayList<>();
    for (TextBox word : byBaseline) {
      if (!level.isEmpty()
          && word.baseline() - level.getFirst().baseline()
              > SAME_BASELINE * Math.min(word.size(), level.getFirst().size())) {
        lines.addAll(split(level));
        level.clear();
      }
      level.add(word);
    }
    lines.addAll(split(level));
    return lines;
  }

  /** Words on one baseline; a wide gap is a column's edge. */
  private static List<Line> split(List<TextBox> level) {
    List<Line> lines = new ArrayList<>();
    List<TextBox> line = new ArrayList<>();
    double right = 0;
    level.sort(Comparator.comparingDouble(TextBox::left));
    for (TextBox word : level) {
      if (!line.isEmpty()
          && word.left() - right > LINE_GAP * Math.max(word.size(), line.getLast().size())) {
        lines.add(new Line(List.copyOf(line)));
        line.clear();
      }
      right = line.isEmpty() ? word.right() : Math.max(right, word.right());
      line.add(word);
    }
    if (!line.isEmpty()) {
      lines.add(new Line(List.copyOf(line)));
    }
    return lines;
  }
}
