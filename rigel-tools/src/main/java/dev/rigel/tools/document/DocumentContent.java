package dev.rigel.tools.document;

import dev.rigel.media.Document;
import dev.rigel.media.Media;
import dev.rigel.perception.layout.LayoutElement;
import dev.rigel.perception.layout.LayoutPage;
import dev.rigel.perception.layout.LayoutReader;
import dev.rigel.tools.reading.TextLine;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** What a medium shows, page by page; a picture has one page. */
public final class DocumentContent {
  private final List<LayoutPage> pages;

  DocumentContent(List<LayoutPage> pages) {
    this.pages = List.copyOf(pages);
  }

  /**
   * A medium of which only the text is known: neither drawn lines nor pictures.
   *
   * @param lines of all its pages
   */
  public static DocumentContent ofText(Media media, List<TextLine> lines) {
    int count = media instanceof Document document ? document.pageCount() : 1;
    List<LayoutPage> pages = new ArrayList<>();
    for (int number = 1; number <= count; number++) {
      int page = number;
      pages.add(
          PageContents.ofText(
              media.contentHash(),
              media instanceof Document ? OptionalInt.of(page) : OptionalInt.empty(),
              lines.stream().filter(line -> line.region().page().orElse(1) == page).toList()));
    }
    return new DocumentContent(pages);
  }

  /** How many pages it has. */
  public int pageCount() {
    return pages.size();
  }

  /**
   * @param index from 0
   */
  int pageNumber(int index) {
    return pages.get(index).content().page().orElse(index + 1);
  }

  List<List<LayoutElement>> layout() {
    return LayoutReader.read(pages);
  }
}
