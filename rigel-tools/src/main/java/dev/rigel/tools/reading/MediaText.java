package dev.rigel.tools.reading;

import dev.rigel.media.Box;
import dev.rigel.media.Document;
import dev.rigel.media.Image;
import dev.rigel.media.Media;
import dev.rigel.media.Region;
import dev.rigel.perception.TextReader;
import dev.rigel.tools.CallContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * The text of pictures and documents, line by line, with the place of every piece. A page's text
 * layer counts when it is good, otherwise its picture is read. Everything read here is data from
 * outside; what looks like an instruction to the reader is reported.
 */
public final class MediaText {
  /** Fewer letters and digits than this are a stamp on a scan, not a text layer. */
  private static final int LETTERS_OF_A_TEXT_LAYER = 20;

  /** A layer with more unreadable characters comes from a font without a usable encoding. */
  private static final double UNREADABLE_SHARE = 0.1;

  /** Some 60 MB of regions: a book of 500 pages is read once and asked about many times. */
  private static final int CHARACTERS_KEPT = 2_000_000;

  private final TextReader reader;
  private final PageTexts pages = new PageTexts(CHARACTERS_KEPT);

  public MediaText(TextReader reader) {
    this.reader = reader;
  }

  /** All lines of a picture, or of all pages of a document. */
  public List<TextLine> lines(Media media, CallContext context) {
    return lines(media, OptionalInt.empty(), context);
  }

  /** The lines of one page, or of all when none is given. */
  public List<TextLine> lines(Media media, OptionalInt page, CallContext context) {
    return switch (media) {
      case Image image -> ofImage(image, context);
      case Document document -> {
        if (page.isPresent()) {
          yield ofPage(document, PageNumbers.checked(document, page.getAsInt()), context);
        }
        yield EveryPage.of(document, context, number -> ofPage(document, number, context));
      }
    };
  }

  /** The lines joined by line ends, an empty line between pages. */
  public String text(Media media, OptionalInt page, CallContext context) {
    Map<Integer, List<String>> byPage = new LinkedHashMap<>();
    for (TextLine line : lines(media, page, context)) {
      byPage
          .computeIfAbsent(line.region().page().orElse(0), _ -> new ArrayList<>())
          .add(line.text());
    }
    return byPage.values().stream()
        .map(lines -> String.join("\n", lines))
        .collect(Collectors.joining("\n\n"));
  }

  private List<TextLine> ofImage(Image image, CallContext context) {
    int page = image.page().orElse(0);
    return reported(
        pages.get(
            new PageTexts.Key(image.contentHash(), page),
            () ->
                reader.readLines(image, context.scope()).stream()
                    .map(line -> page > 0 ? onPage(line, page) : TextLine.of(line))
                    .toList(),
            context.scope()),
        context);
  }

  private List<TextLine> ofPage(Document document, int number, CallContext context) {
    context.scope().check();
    return reported(
        pages.get(
            new PageTexts.Key(document.contentHash(), number),
            () -> readPage(document, number, context),
            context.scope()),
        context);
  }

  private List<TextLine> readPage(Document document, int number, CallContext context) {
    List<Region> words = document.words(number, context.scope());
    if (isGood(words)) {
      return joined(document.lines(number, context.scope()), words);
    }
    List<TextReader.Line> seen =
        reader.readLines(document.page(number, context.scope()), context.scope());
    return seen.isEmpty()
        ? joined(document.lines(number, context.scope()), words)
        : seen.stream().map(line -> onPage(line, document.contentHash(), number)).toList();
  }

  private static TextLine onPage(TextReader.Line line, int page) {
    return onPage(line, line.region().source(), page);
  }

  private static TextLine onPage(TextReader.Line line, String source, int page) {
    return new TextLine(
        line.region().withSource(source).onPage(page),
        line.words().stream().map(word -> word.withSource(source).onPage(page)).toList());
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

  /** Gives every line its words; a word belongs to the line whose box it shares most with. */
  private static List<TextLine> joined(List<Region> lines, List<Region> words) {
    List<List<Region>> wordsOf = new ArrayList<>();
    lines.forEach(_ -> wordsOf.add(new ArrayList<>()));
    int last = 0;
    for (Region word : words) {
      int home = home(word.box(), lines, last);
      if (home >= 0) {
        wordsOf.get(home).add(word);
        last = home;
      }
    }
    List<TextLine> joined = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      List<Region> own = wordsOf.get(i);
      if (lines.get(i).angle().orElse(0) == 0) {
        own.sort(Comparator.comparingDouble(word -> word.box().x()));
      }
      joined.add(own.isEmpty() ? TextLine.of(lines.get(i)) : TextLine.ofWords(lines.get(i), own));
    }
    return joined;
  }

  /** Words come in reading order: the line of the word before is most often the right one. */
  private static int home(Box word, List<Region> lines, int guess) {
    double most = 0;
    int home = -1;
    if (guess < lines.size() && word.intersection(lines.get(guess).box()) >= 0.9 * word.area()) {
      return guess;
    }
    for (int i = 0; i < lines.size(); i++) {
      double shared = word.intersection(lines.get(i).box());
      if (shared > most) {
        most = shared;
        home = i;
      }
    }
    return home;
  }

  private static List<TextLine> reported(List<TextLine> lines, CallContext context) {
    SuspiciousText.report(lines.stream().map(TextLine::region).toList(), context.listener());
    return lines;
  }
}
