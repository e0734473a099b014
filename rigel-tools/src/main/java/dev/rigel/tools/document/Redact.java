package dev.rigel.tools.document;

import static dev.rigel.tools.VisualTypes.DOCUMENT;
import static dev.rigel.tools.VisualTypes.REGIONS;

import dev.rigel.media.Document;
import dev.rigel.media.PdfEditor;
import dev.rigel.media.Region;
import dev.rigel.program.Arguments;
import dev.rigel.tools.CallContext;
import dev.rigel.tools.Declaration;
import dev.rigel.tools.DeclaredTool;
import dev.rigel.tools.Toolset;
import java.util.List;

/** Parts of a document removed for good. */
public final class Redact extends DeclaredTool {
  private final PdfEditor editor;

  public Redact(PdfEditor editor) {
    super(
        Declaration.of(
                Toolset.DOCUMENT, "redact", "Removes what lies under regions from a document.")
            .takes("document", DOCUMENT, "the document")
            .takes("regions", REGIONS, "what goes, each with its page")
            .gives(DOCUMENT)
            .hint("removes for good")
            .limits(
                "Text and pixels under the regions are gone, not covered; the result is read again"
                    + " to prove it. Pages with regions become pictures with a text layer of the"
                    + " rest."));
    this.editor = editor;
  }

  @Override
  public Object call(Arguments arguments, CallContext context) {
    Document document = arguments.value("document", Document.class);
    List<Region> regions = arguments.list("regions", Region.class);
    if (regions.isEmpty()) {
      context.listener().warned("redact got no regions: nothing was removed from the document.");
      return document;
    }
    return editor.redact(document, regions, context.scope());
  }
}
