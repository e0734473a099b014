package dev.rigel.tools.document;

import dev.rigel.media.Media;
import dev.rigel.media.Region;
import dev.rigel.media.Table;
import dev.rigel.perception.layout.LayoutPage;
import dev.rigel.perception.tables.TableReader;
import dev.rigel.tools.CallContext;
import dev.rigel.tools.reading.MediaText;
import dev.rigel.tools.reading.TextLine;
import java.util.List;
import java.util.OptionalInt;

/** Finds the tables of media by their words and drawn lines. */
public final class TableFinder {
  private final PageContents contents;

  public TableFinder(MediaText mediaText) {
    this.contents = new PageContents(mediaText);
  }

  /** The tables of a picture, of one page, or of all pages when none is given. */
  public List<Table> find(Media media, OptionalInt page, CallContext context) {
    return TableReader.read(
        contents.pages(media, page, context).stream().map(LayoutPage::content).toList());
  }

  /** The tables of one page of which only the text is known, from top to bottom. */
  public static List<Table> find(List<TextLine> page) {
    if (page.isEmpty()) {
      return List.of();
    }
    Region first = page.getFirst().region();
    return TableReader.read(
        List.of(PageContents.ofText(first.source(), first.page(), page).content()));
  }
}
