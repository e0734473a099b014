package dev.rigel.tools.document;

import static dev.rigel.tools.VisualTypes.DOCUMENT_OR_IMAGE;
import static dev.rigel.tools.VisualTypes.TABLE;

import dev.rigel.media.Media;
import dev.rigel.program.Arguments;
import dev.rigel.program.Type;
import dev.rigel.tools.CallContext;
import dev.rigel.tools.Declaration;
import dev.rigel.tools.DeclaredTool;
import dev.rigel.tools.Table;
import dev.rigel.tools.Toolset;
import dev.rigel.tools.reading.MediaText;
import dev.rigel.tools.reading.PageNumbers;
import dev.rigel.tools.reading.TextLine;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The tables of a document. */
public final class Tables extends DeclaredTool {
  private final MediaText mediaText;

  public Tables(MediaText mediaText) {
    super(
        Declaration.of(Toolset.DOCUMENT, "tables", "The tables of a document, cell by cell.")
            .takes("document", DOCUMENT_OR_IMAGE, "where to look")
            .takesOptional("page", Type.INT, "from 1; all pages when left out")
            .gives(Type.list(TABLE))
            .hint(".rows .page")
            .limits(
                "Found by the alignment of text: columns need clear gaps; cells over several rows or"
                    + " columns and tables with turned text are not understood."));
    this.mediaText = mediaText;
  }

  @Override
  public Object call(Arguments arguments, CallContext context) {
    Map<Integer, List<TextLine>> pages =
        mediaText
            .lines(
                arguments.value("document", Media.class), PageNumbers.optional(arguments), context)
            .stream()
            .collect(
                Collectors.groupingBy(
                    line -> line.region().page().orElse(0),
                    LinkedHashMap::new,
                    Collectors.toList()));
    return pages.values().stream().<Table>flatMap(page -> TableFinder.find(page).stream()).toList();
  }
}
