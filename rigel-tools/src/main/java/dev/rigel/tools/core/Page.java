package dev.rigel.tools.core;

import static dev.rigel.tools.VisualTypes.DOCUMENT;
import static dev.rigel.tools.VisualTypes.IMAGE;

import dev.rigel.media.Document;
import dev.rigel.program.Arguments;
import dev.rigel.program.Type;
import dev.rigel.tools.CallContext;
import dev.rigel.tools.Declaration;
import dev.rigel.tools.DeclaredTool;
import dev.rigel.tools.Toolset;
import dev.rigel.tools.reading.PageNumbers;

/** One page of a document as a picture. */
public final class Page extends DeclaredTool {
  public Page() {
    super(
        Declaration.of(Toolset.CORE, "page", "One page of a document as a picture.")
            .takes("document", DOCUMENT, "the document")
            .takes("number", Type.INT, "from 1")
            .gives(IMAGE)
            .limits("At 150 dpi, less for very large pages."));
  }

  @Override
  public Object call(Arguments arguments, CallContext context) {
    Document document = arguments.value("document", Document.class);
    document.note().ifPresent(context.listener()::warned);
    document.repair().ifPresent(context.listener()::warned);
    return document.page(
        PageNumbers.checked(document, arguments.integer("number")), context.scope());
  }
}
