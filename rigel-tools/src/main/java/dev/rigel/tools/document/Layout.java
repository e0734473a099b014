package dev.rigel.tools.document;

import static dev.rigel.tools.VisualTypes.DOCUMENT_OR_IMAGE;
import static dev.rigel.tools.VisualTypes.REGIONS;

import dev.rigel.media.Media;
import dev.rigel.perception.LayoutDetector;
import dev.rigel.perception.layout.LayoutElement;
import dev.rigel.program.Arguments;
import dev.rigel.program.Type;
import dev.rigel.tools.CallContext;
import dev.rigel.tools.Declaration;
import dev.rigel.tools.DeclaredTool;
import dev.rigel.tools.Toolset;
import dev.rigel.tools.reading.MediaText;
import dev.rigel.tools.reading.PageNumbers;

/** The parts of a page. */
public final class Layout extends DeclaredTool {
  private final PageContents contents;

  public Layout(MediaText mediaText, LayoutDetector detector) {
    super(
        Declaration.of(
                Toolset.DOCUMENT,
                "layout",
                "The parts of a page in reading order: titles, text, lists, tables, pictures.")
            .takes("document", DOCUMENT_OR_IMAGE, "where to look")
            .takesOptional("page", Type.INT, "from 1; all pages when left out")
            .gives(REGIONS)
            .version(2)
            .hint(".label \"title\", \"table\", \"picture\" …")
            .use(
                "The label is one of caption, footnote, formula, list-item, page-footer,"
                    + " page-header, picture, section-header, table, text, title.")
            .limits(
                "Told by the size and place of text, drawn lines, the pictures placed in a PDF, and a"
                    + " network that looks at the page. Most formulas are taken for text; footnotes"
                    + " of scans too. A table that is only seen has no cells: read it with tables."));
    contents = new PageContents(mediaText, detector);
  }

  @Override
  public Object call(Arguments arguments, CallContext context) {
    return contents
        .of(arguments.value("document", Media.class), PageNumbers.optional(arguments), context)
        .layout()
        .stream()
        .flatMap(page -> page.stream().map(LayoutElement::region))
        .toList();
  }
}
