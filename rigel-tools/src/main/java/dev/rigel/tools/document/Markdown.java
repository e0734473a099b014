package dev.rigel.tools.document;

import static dev.rigel.tools.VisualTypes.DOCUMENT_OR_IMAGE;

import dev.rigel.media.Media;
import dev.rigel.program.Arguments;
import dev.rigel.program.Type;
import dev.rigel.tools.CallContext;
import dev.rigel.tools.Declaration;
import dev.rigel.tools.DeclaredTool;
import dev.rigel.tools.Toolset;
import dev.rigel.tools.reading.MediaText;
import dev.rigel.tools.reading.PageNumbers;
import java.util.List;

/** A document as Markdown. */
public final class Markdown extends DeclaredTool {
  private final PageContents contents;

  public Markdown(MediaText mediaText) {
    super(
        Declaration.of(
                Toolset.DOCUMENT,
                "markdown",
                "A document as Markdown: headings, lists, tables and the places of figures.")
            .takes("document", DOCUMENT_OR_IMAGE, "what is written down")
            .takesOptional("page", Type.INT, "from 1; all pages when left out")
            .gives(Type.STR)
            .hint("headings, lists, tables")
            .use("To hand on a document whose structure matters; text gives its words alone.")
            .limits(
                "Headings are told by their size and number, not by bold type. A cell over several"
                    + " columns stands in the first. Figures are place-holders; running titles and"
                    + " page numbers stand as comments at the end of their page, and each page but"
                    + " the first begins with a comment that names it."));
    contents = new PageContents(mediaText);
  }

  @Override
  public Object call(Arguments arguments, CallContext context) {
    DocumentContent content =
        contents.of(
            arguments.value("document", Media.class), PageNumbers.optional(arguments), context);
    List<MarkdownPage> written = MarkdownPage.written(content);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < written.size(); i++) {
      if (i > 0) {
        text.append("\n\n<!-- page ").append(content.pageNumber(i)).append(" -->\n\n");
      }
      text.append(written.get(i).content());
    }
    return text.toString();
  }
}
