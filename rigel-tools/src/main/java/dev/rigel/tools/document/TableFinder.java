package dev.rigel.tools.document;

import dev.rigel.media.Document;
import dev.rigel.media.Image;
import dev.rigel.media.Media;
import dev.rigel.media.PageDrawing;
import dev.rigel.media.Region;
import dev.rigel.media.Ruling;
import dev.rigel.media.Table;
import dev.rigel.perception.tables.DrawnLines;
import dev.rigel.perception.tables.PageContent;
import dev.rigel.perception.tables.TableReader;
import dev.rigel.tools.CallContext;
import dev.rigel.tools.reading.MediaText;
import dev.rigel.tools.reading.PageNumbers;
import dev.rigel.tools.reading.TextLine;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Finds tables in media: by the text layer and the drawn lines of a PDF where these are good, else
 * by what is read and seen in the page's picture.
 */
public final class TableFinder {
  /** A page of A4 in points: the shape of a page of which only the text is known. */
  private static final double USUAL_WIDTH = 595;

  private static final double USUAL_HEIGHT = 842;

  private final MediaText mediaText;

  public TableFinder(MediaText mediaText) {
    this.mediaText = mediaText;
  }

  /** The tables of a picture, of one page, or of all pages when none is given. */
  public List<Table> find(Media media, OptionalInt page, CallContext context) {
    return switch (media) {
      case Image image -> TableReader.read(List.of(ofImage(image, context)));
      case Document document -> {
        List<PageContent> pages = new ArrayList<>();
        if (page.isPresent()) {
          pages.add(ofPage(document, PageNumbers.checked(document, page.getAsInt()), context));
        } else {
          for (int number = 1; number <= document.pageCount(); number++) {
            pages.add(ofPage(document, number, context));
          }
        }
        yield TableReader.read(pages);
      }
    };
  }

  /** The tables of one page of which only the text is known, from top to bottom. */
  public static List<Table> find(List<TextLine> page) {
    if (page.isEmpty()) {
      return List.of();
    }
    Region first = page.getFirst().region();
    return TableReader.read(
        List.of(
            new PageContent(
                first.source(), first.page(), USUAL_WIDTH, USUAL_HEIGHT, words(page), List.of())));
  }

  private PageContent ofImage(Image image, CallContext context) {
    List<Region> words = words(mediaText.lines(image, context));
    List<Ruling> rulings = words.isEmpty() ? List.of() : DrawnLines.of(image, words);
    return new PageContent(
        image.contentHash(), image.page(), image.width(), image.height(), words, rulings);
  }

  private PageContent ofPage(Document document, int number, CallContext context) {
    context.scope().check();
    List<Region> words = words(mediaText.lines(document, OptionalInt.of(number), context));
    PageDrawing drawing = document.drawing(number, context.scope());
    boolean seen = words.stream().anyMatch(word -> word.confidence() < 1);
    List<Ruling> rulings =
        seen ? DrawnLines.of(document.page(number, context.scope()), words) : drawing.rulings();
    return new PageContent(
        document.contentHash(),
        OptionalInt.of(number),
        drawing.width(),
        drawing.height(),
        words,
        rulings);
  }

  private static List<Region> words(List<TextLine> lines) {
    return lines.stream().flatMap(line -> line.eachWord().stream()).toList();
  }
}
