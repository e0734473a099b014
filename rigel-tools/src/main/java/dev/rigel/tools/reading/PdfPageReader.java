package dev.rigel.tools.reading;

import dev.rigel.media.Document;
import dev.rigel.media.Image;
import dev.rigel.media.Region;
import dev.rigel.media.TextLayer;
import dev.rigel.perception.TextReader;
import dev.rigel.tools.CallContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Reads a page of a PDF: by its text layer where that is good and says what the page shows, else by
 * the page's picture. The picture is looked at only where something is suspicious: text that may
 * not be seen, or words like those of no language.
 */
final class PdfPageReader {
  /** Fewer letters and digits than this are a stamp on a scan, not a text layer. */
  private static final int LETTERS_OF_A_TEXT_LAYER = 20;

  /** A layer with more unreadable characters comes from a font without a usable encoding. */
  private static final double UNREADABLE_SHARE = 0.1;

  /** A word that shares so much of its place with a visible one is not what is seen there. */
  private static final double COVERED = 0.5;

  private static final int QUOTED = 60;

  private final TextReader reader;
  private final LayerCheck check;

  PdfPageReader(TextReader reader) {
    this.reader = reader;
    this.check = new LayerCheck(reader);
  }

  PageReading read(Document document, int number, CallContext context) {
    TextLayer layer = document.layer(number, context.scope());
    if (!isGood(together(layer.words(), layer.faintWords()))) {
      List<TextReader.Line> seen = seen(document, number, context);
      return seen.isEmpty()
          ? PageReading.of(LineWords.joined(layer.lines(), layer.words()))
          : PageReading.of(lines(seen, document, number));
    }
    if (layer.faintWords().isEmpty() && !LayerCheck.isImplausible(layer.words())) {
      return PageReading.of(LineWords.joined(layer.lines(), layer.words()));
    }
    return compared(layer, document, number, context);
  }

  private PageReading compared(
      TextLayer layer, Document document, int number, CallContext context) {
    Image page = document.page(number, context.scope());
    List<Region> shown = new ArrayList<>();
    List<Region> hidden = new ArrayList<>();
    for (Region line : layer.faintLines()) {
      boolean covered =
          layer.words().stream()
              .anyMatch(word -> word.box().intersection(line.box()) > COVERED * word.box().area());
      (!covered && LayerCheck.isSeen(page, line.box()) ? shown : hidden).add(line);
    }
    List<Region> words =
        together(
            layer.words(),
            layer.faintWords().stream().filter(word -> isWithin(word, shown)).toList());
    List<Region> lines = together(layer.lines(), shown);
    lines.sort(Comparator.comparingDouble(line -> line.box().y()));
    boolean suspicious = shown.size() > layer.lines().size() || LayerCheck.isImplausible(words);
    if (suspicious && !check.agrees(lines, page, context)) {
      List<TextReader.Line> seen = reader.readLines(page, context.scope());
      return new PageReading(
          lines(seen, document, number),
          List.of(),
          Optional.of(
              "The text in the file does not say what page %d shows; what is seen there is read instead."
                  .formatted(number)));
    }
    return new PageReading(
        LineWords.joined(shown.isEmpty() ? layer.lines() : lines, words),
        LineWords.joined(unsure(hidden), unsure(layer.faintWords())),
        note(hidden, number));
  }

  /** Nobody sees it: with confidence 0. */
  private static List<Region> unsure(List<Region> regions) {
    return regions.stream()
        .map(region ->
            new Region(region.source(), region.box(), region.label(), region.text(), 0)
                .onPage(region.page().orElse(1)))
        .toList();
  }

  private static Optional<String> note(List<Region> hidden, int number) {
    if (hidden.isEmpty()) {
      return Optional.empty();
    }
    String text = String.join(" ", hidden.stream().map(Region::text).toList());
    String quoted = text.length() > QUOTED ? text.substring(0, QUOTED) + "…" : text;
    return Optional.of(
        "Page %d holds text that nobody sees (\"%s\"); it is left out of what is read, and found only by search and find_text."
            .formatted(number, quoted));
  }

  private static boolean isWithin(Region word, List<Region> lines) {
    return lines.stream()
        .anyMatch(line -> word.box().intersection(line.box()) > COVERED * word.box().area());
  }

  private static List<Region> together(List<Region> some, List<Region> others) {
    List<Region> all = new ArrayList<>(some);
    all.addAll(others);
    return all;
  }

  private List<TextReader.Line> seen(Document document, int number, CallContext context) {
    return reader.readLines(document.page(number, context.scope()), context.scope());
  }

  private static List<TextLine> lines(List<TextReader.Line> seen, Document document, int number) {
    return seen.stream()
        .map(line -> LineWords.onPage(line, document.contentHash(), number))
        .toList();
  }

  private static boolean isGood(List<Region> words) {
    int readable = 0;
    int unreadable = 0;
    for (Region word : words) {
      for (int i = 0; i < word.text().length(); i++) {
        char c = word.text().charAt(i);
        if (Character.isLetterOrDigit(c)) {
          readable++;
        } else if (c == '\ufffd' || Character.isISOControl(c) || isPrivate(c)) {
          unreadable++;
        }
      }
    }
    return readable >= LETTERS_OF_A_TEXT_LAYER
        && unreadable <= UNREADABLE_SHARE * (readable + unreadable);
  }

  private static boolean isPrivate(char c) {
    return Character.getType(c) == Character.PRIVATE_USE;
  }
}
