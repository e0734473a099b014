package dev.rigel.tools.reading;

import dev.rigel.media.Document;
import dev.rigel.media.Image;
import dev.rigel.media.Media;
import dev.rigel.perception.TextReader;
import dev.rigel.tools.CallContext;
import java.util.ArrayList;
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
  /** Some 60 MB of regions: a book of 500 pages is read once and asked about many times. */
  private static final int CHARACTERS_KEPT = 2_000_000;

  private final TextReader reader;
  private final PdfPageReader pageReader;
  private final KeptPages<PageReading> pages =
      new KeptPages<>(CHARACTERS_KEPT, PageReading::characters);

  public MediaText(TextReader reader) {
    this.reader = reader;
    this.pageReader = new PdfPageReader(reader);
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

  /**
   * What a document's file says and nobody sees on its pages, as lines with confidence 0; also the
   * lines above warn of it.
   */
  public List<TextLine> hidden(Media media, CallContext context) {
    return media instanceof Document document
        ? EveryPage.of(document, context, number -> reading(document, number, context).hidden())
        : List.of();
  }

  private List<TextLine> ofImage(Image image, CallContext context) {
    int page = image.page().orElse(0);
    return reported(
        pages.get(
            new KeptPages.Key(image.contentHash(), page),
            () ->
                PageReading.of(
                    reader.readLines(image, context.scope()).stream()
                        .map(line -> page > 0 ? LineWords.onPage(line, page) : TextLine.of(line))
                        .toList()),
            context.scope()),
        context);
  }

  private List<TextLine> ofPage(Document document, int number, CallContext context) {
    return reported(reading(document, number, context), context);
  }

  private PageReading reading(Document document, int number, CallContext context) {
    context.scope().check();
    return pages.get(
        new KeptPages.Key(document.contentHash(), number),
        () -> pageReader.read(document, number, context),
        context.scope());
  }

  private static List<TextLine> reported(PageReading reading, CallContext context) {
    reading.note().ifPresent(context.listener()::warned);
    List<TextLine> lines = reading.lines();
    SuspiciousText.report(lines.stream().map(TextLine::region).toList(), context.listener());
    SuspiciousText.report(
        reading.hidden().stream().map(TextLine::region).toList(), context.listener());
    return lines;
  }
}
