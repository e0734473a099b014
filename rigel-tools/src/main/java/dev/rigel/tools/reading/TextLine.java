package dev.rigel.tools.reading;

import static java.util.Objects.requireNonNull;

import dev.rigel.media.Box;
import dev.rigel.media.Region;
import dev.rigel.perception.TextReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A line of text that knows where each of its characters stands: exactly where the words' boxes are
 * known, otherwise estimated from the usual widths of letters.
 *
 * @param region the whole line; its text is {@code text}
 * @param words the words in order, joined by single spaces they are the text; empty when only the
 *     line's box is known
 */
public record TextLine(Region region, List<Region> words) {
  public TextLine {
    requireNonNull(region, "region");
    words = List.copyOf(words);
  }

  /** A line as the reader of pictures tells it. */
  static TextLine of(TextReader.Line line) {
    return new TextLine(line.region(), line.words());
  }

  /** A line whose words are not known one by one. */
  public static TextLine of(Region region) {
    return new TextLine(region, List.of());
  }

  /** A line made of words that stand side by side. */
  public static TextLine ofWords(Region line, List<Region> words) {
    String text = String.join(" ", words.stream().map(Region::text).toList());
    Box box = words.stream().map(Region::box).reduce(Box::union).orElse(line.box());
    return new TextLine(retold(line, line.label(), text).withBox(box), words);
  }

  public String text() {
    return region.text();
  }

  /** The stretch from {@code start} to before {@code end} of the text, with its place. */
  public Region span(int start, int end, String label) {
    Region piece = retold(region, label, text().substring(start, end));
    if (start <= 0 && end >= text().length()) {
      return piece;
    }
    return words.isEmpty()
        ? piece.withBox(estimated(start, end)).withPoints(List.of())
        : piece.withBox(ofTouchedWords(start, end)).withPoints(List.of());
  }

  /** The words one by one, with estimated places where only the line's is known. */
  public List<Region> eachWord() {
    if (!words.isEmpty()) {
      return words;
    }
    List<Region> each = new ArrayList<>();
    for (int start = 0; start < text().length(); start++) {
      int end = text().indexOf(' ', start);
      end = end < 0 ? text().length() : end;
      if (end > start) {
        each.add(span(start, end, "word"));
      }
      start = end;
    }
    return each;
  }

  private Box ofTouchedWords(int start, int end) {
    List<Box> touched = new ArrayList<>();
    int from = 0;
    for (Region word : words) {
      int to = from + word.text().length();
      if (from < end && to > start) {
        touched.add(part(word, Math.max(start, from) - from, Math.min(end, to) - from));
      }
      from = to + 1;
    }
    return touched.stream().reduce(Box::union).orElse(region.box());
  }

  /** Of a word that is touched only in part: the share of its width that its letters take. */
  private Box part(Region word, int start, int end) {
    return start == 0 && end == word.text().length()
        ? word.box()
        : share(word.box(), word.text(), start, end);
  }

  private Box estimated(int start, int end) {
    return share(region.box(), text(), start, end);
  }

  private Box share(Box box, String text, int start, int end) {
    double whole = width(text, 0, text.length());
    double margin = 0.3 / whole;
    double from = Math.max(0, width(text, 0, start) / whole - (start == 0 ? 0 : margin));
    double to = Math.min(1, width(text, 0, end) / whole + (end == text.length() ? 0 : margin));
    double share = to - from;
    return switch (quarterTurns()) {
      case 1 -> new Box(box.x(), box.y() + from * box.height(), box.width(), share * box.height());
      case 2 -> new Box(box.right() - to * box.width(), box.y(), share * box.width(), box.height());
      case 3 ->
          new Box(box.x(), box.bottom() - to * box.height(), box.width(), share * box.height());
      default -> new Box(box.x() + from * box.width(), box.y(), share * box.width(), box.height());
    };
  }

  /** Clockwise: how the line runs, 1 is downwards. */
  private int quarterTurns() {
    return Math.floorMod(Math.round(region.angle().orElse(0) / 90), 4);
  }

  /** In widths of a common letter; the classes are those of ordinary proportional fonts. */
  private static double width(String text, int start, int end) {
    double sum = 0;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      sum += "iljtfr.,:;'|!()[]/ ".indexOf(c) >= 0 ? 0.55 : "mwMW@%".indexOf(c) >= 0 ? 1.5 : 1;
    }
    return Math.max(sum, 0.01);
  }

  private static Region retold(Region region, String label, String text) {
    return new Region(
        region.source(),
        region.page(),
        region.time(),
        region.box(),
        label,
        text,
        region.confidence(),
        region.points(),
        region.mask(),
        region.angle());
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "%s at %.3f,%.3f", text(), region.box().x(), region.box().y());
  }
}
