package dev.rigel.tools.document;

import dev.rigel.media.Document;
import dev.rigel.media.Image;
import dev.rigel.media.Media;
import dev.rigel.media.PageDrawing;
import dev.rigel.media.Region;
import dev.rigel.media.Ruling;
import dev.rigel.perception.LayoutDetector;
import dev.rigel.perception.layout.LayoutPage;
import dev.rigel.perception.layout.SeenPart;
import dev.rigel.perception.tables.DrawnLines;
import dev.rigel.perception.tables.PageContent;
import dev.rigel.tools.CallContext;
import dev.rigel.tools.reading.EveryPage;
import dev.rigel.tools.reading.KeptPages;
import dev.rigel.tools.reading.MediaText;
import dev.rigel.tools.reading.PageNumbers;
import dev.rigel.tools.reading.TextLine;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * What the pages of media show: words, lines and pictures, by the text layer and the drawing of a
 * PDF where these are good, else by what is read and seen in the page's picture.
 */
public final class PageContents {
  /** A page of A4 in points: the shape of a page of which only the text is known. */
  private static final double USUAL_WIDTH = 595;

  private static final double USUAL_HEIGHT = 842;

  private static final LayoutDetector NOT_LOOKING = (page, scope) -> List.of();

  /** Parts of pages, some 100 bytes each. */
  private static final int PARTS_KEPT = 200_000;

  private final MediaText mediaText;
  private final LayoutDetector detector;
  private final KeptPages<List<SeenPart>> seen = new KeptPages<>(PARTS_KEPT, List::size);

  /** Without looking at the pictures of pages for anything but text and lines. */
  public PageContents(MediaText mediaText) {
    this(mediaText, NOT_LOOKING);
  }

  /**
   * @param detector looks at the picture of each page
   */
  public PageContents(MediaText mediaText, LayoutDetector detector) {
    this.mediaText = mediaText;
    this.detector = detector;
  }

  /** A picture, one page, or all pages when none is given. */
  public DocumentContent of(Media media, OptionalInt page, CallContext context) {
    return new DocumentContent(pages(media, page, context));
  }

  List<LayoutPage> pages(Media media, OptionalInt page, CallContext context) {
    return switch (media) {
      case Image image -> List.of(ofImage(image, context));
      case Document document -> {
        if (page.isPresent()) {
          yield List.of(ofPage(document, PageNumbers.checked(document, page.getAsInt()), context));
        }
        yield EveryPage.of(document, context, number -> List.of(ofPage(document, number, context)));
      }
    };
  }

  /** A page of which only the text is known. */
  static LayoutPage ofText(String source, OptionalInt page, List<TextLine> lines) {
    PageContent content =
        new PageContent(source, page, USUAL_WIDTH, USUAL_HEIGHT, words(lines), List.of());
    return new LayoutPage(content, regions(lines), List.of());
  }

  private LayoutPage ofImage(Image image, CallContext context) {
    List<TextLine> lines = mediaText.lines(image, context);
    List<Region> words = words(lines);
    List<Ruling> rulings = words.isEmpty() ? List.of() : DrawnLines.of(image, words);
    PageContent content =
        new PageContent(
            image.contentHash(), image.page(), image.width(), image.height(), words, rulings);
    return new LayoutPage(
        content, regions(lines), List.of(), seen(image.contentHash(), 0, () -> image, context));
  }

  private LayoutPage ofPage(Document document, int number, CallContext context) {
    context.scope().check();
    List<TextLine> lines = mediaText.lines(document, OptionalInt.of(number), context);
    List<Region> words = words(lines);
    PageDrawing drawing = document.drawing(number, context.scope());
    boolean seen = words.stream().anyMatch(word -> word.confidence() < 1);
    List<Ruling> rulings =
        seen ? DrawnLines.of(document.page(number, context.scope()), words) : drawing.rulings();
    PageContent content =
        new PageContent(
            document.contentHash(),
            OptionalInt.of(number),
            drawing.width(),
            drawing.height(),
            words,
            rulings);
    return new LayoutPage(
        content,
        regions(lines),
        drawing.pictures(),
        seen(
            document.contentHash(), number, () -> document.page(number, context.scope()), context));
  }

  /** The picture of a page is drawn only for a detector that looks at it, and only once. */
  private List<SeenPart> seen(
      String contentHash, int page, Supplier<Image> picture, CallContext context) {
    return detector == NOT_LOOKING
        ? List.of()
        : seen.get(
            new KeptPages.Key(contentHash, page),
            () -> List.copyOf(detector.parts(picture.get(), context.scope())),
            context.scope());
  }

  private static List<Region> words(List<TextLine> lines) {
    return lines.stream().flatMap(line -> line.eachWord().stream()).toList();
  }

  private static List<Region> regions(List<TextLine> lines) {
    return lines.stream().map(TextLine::region).toList();
  }
}
