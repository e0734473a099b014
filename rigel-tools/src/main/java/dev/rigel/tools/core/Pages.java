package dev.rigel.tools.core;

import static dev.rigel.tools.VisualTypes.DOCUMENT;
import static dev.rigel.tools.VisualTypes.IMAGES;

import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import dev.rigel.media.Document;
import dev.rigel.program.Arguments;
import dev.rigel.tools.CallContext;
import dev.rigel.tools.Declaration;
import dev.rigel.tools.DeclaredTool;
import dev.rigel.tools.Toolset;
import dev.rigel.tools.reading.EveryPage;
import java.util.List;

/** All pages of a document as pictures. */
public final class Pages extends DeclaredTool {
  /** The pictures are all held at once, about 9 MB each. */
  private static final int MOST = 60;

  public Pages() {
    super(
        Declaration.of(Toolset.CORE, "pages", "All pages of a document as pictures, in order.")
            .takes("document", DOCUMENT, "the document")
            .gives(IMAGES)
            .avoid("For text alone: read, text, search and find_text take the whole document.")
            .limits(
                "At most "
                    + MOST
                    + " pages. A page that cannot be drawn is left out, with a warning that names it."));
  }

  @Override
  public Object call(Arguments arguments, CallContext context) {
    Document document = arguments.value("document", Document.class);
    document.note().ifPresent(context.listener()::warned);
    document.repair().ifPresent(context.listener()::warned);
    int count = document.pageCount();
    if (count > MOST) {
      throw new RigelException(
          ErrorCode.TOO_LARGE,
          "The document has "
              + count
              + " pages; pages(document) makes pictures of at most "
              + MOST
              + ". Use page(document, number), or select(document, pages) first.");
    }
    return EveryPage.of(
        document, context, number -> List.of(document.page(number, context.scope())));
  }
}
