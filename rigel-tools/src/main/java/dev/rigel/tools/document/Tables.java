package dev.rigel.tools.document;

import static dev.rigel.tools.VisualTypes.DOCUMENT_OR_IMAGE;
import static dev.rigel.tools.VisualTypes.TABLE;

import dev.rigel.media.Media;
import dev.rigel.program.Arguments;
import dev.rigel.program.Type;
import dev.rigel.tools.CallContext;
import dev.rigel.tools.Declaration;
import dev.rigel.tools.DeclaredTool;
import dev.rigel.tools.Toolset;
import dev.rigel.tools.reading.MediaText;
import dev.rigel.tools.reading.PageNumbers;

/** The tables of a document. */
public final class Tables extends DeclaredTool {
  private final TableFinder finder;

  public Tables(MediaText mediaText) {
    super(
        Declaration.of(Toolset.DOCUMENT, "tables", "The tables of a document, cell by cell.")
            .takes("document", DOCUMENT_OR_IMAGE, "where to look")
            .takesOptional("page", Type.INT, "from 1; all pages when left out")
            .gives(Type.list(TABLE))
            .hint(".rows .page")
            .version(2)
            .use("For figures in rows and columns, and for the line items of bills.")
            .limits(
                "With or without drawn lines, cells over several rows or columns, and tables that go"
                    + " on on the next page. Two tables side by side are told apart only by drawn"
                    + " lines; turned text is not read; in rows without drawn lines a cell has to"
                    + " begin in the row's first line."));
    finder = new TableFinder(mediaText);
  }

  @Override
  public Object call(Arguments arguments, CallContext context) {
    return finder.find(
        arguments.value("document", Media.class), PageNumbers.optional(arguments), context);
  }
}
