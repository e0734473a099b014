package dev.rigel.tools.document;

import static dev.rigel.tools.VisualTypes.DOCUMENT_OR_IMAGE;
import static dev.rigel.tools.VisualTypes.REGIONS;

import dev.rigel.base.RigelException;
import dev.rigel.media.Media;
import dev.rigel.media.Region;
import dev.rigel.program.Arguments;
import dev.rigel.program.Type;
import dev.rigel.tools.CallContext;
import dev.rigel.tools.Declaration;
import dev.rigel.tools.DeclaredTool;
import dev.rigel.tools.Toolset;
import dev.rigel.tools.reading.FlatText;
import dev.rigel.tools.reading.MediaText;
import dev.rigel.tools.text.Folding;
import java.util.ArrayList;
import java.util.List;

/** Where words occur. */
public final class Search extends DeclaredTool {
  private final MediaText mediaText;

  public Search(MediaText mediaText) {
    super(
        Declaration.of(Toolset.DOCUMENT, "search", "Finds where words occur.")
            .takes("document", DOCUMENT_OR_IMAGE, "where to look")
            .takes("query", Type.STR, "a word or phrase")
            .gives(REGIONS)
            .hint("where words occur, .page .text")
            .avoid("For kinds of things such as dates or e-mail addresses use find_text.")
            .limits(
                "Capitals and accents do not matter; words match from their beginning, phrases also"
                    + " over line ends, words also where a hyphen parts them there. In pictures"
                    + " and scans also words that were probably misread (0 for O, rn for m); such"
                    + " hits come last and are less sure. At the end, with confidence 0, text of a"
                    + " PDF that nobody sees. Does not search by meaning.")
            .version(3));
    this.mediaText = mediaText;
  }

  @Override
  public Object call(Arguments arguments, CallContext context) {
    String query = Folding.fold(arguments.text("query"));
    if (query.isBlank()) {
      throw RigelException.invalid(
          "search needs words to search for; the query is empty.", "query");
    }
    WordSearch search = new WordSearch(query);
    List<FlatText> pages =
        FlatText.pages(mediaText.lines(arguments.value("document", Media.class), context));
    List<Region> hits = new ArrayList<>();
    pages.forEach(page -> hits.addAll(search.exact(page)));
    pages.forEach(page -> hits.addAll(search.loose(page)));
    FlatText.pages(mediaText.hidden(arguments.value("document", Media.class), context))
        .forEach(page -> hits.addAll(search.exact(page)));
    return List.copyOf(hits);
  }
}
