package dev.rigel.tools.document;

import static dev.rigel.tools.VisualTypes.DOCUMENT;

import dev.rigel.base.RigelException;
import dev.rigel.media.Document;
import dev.rigel.media.PdfEditor;
import dev.rigel.program.Arguments;
import dev.rigel.program.Type;
import dev.rigel.tools.CallContext;
import dev.rigel.tools.Declaration;
import dev.rigel.tools.DeclaredTool;
import dev.rigel.tools.Toolset;
import java.util.List;

/** Several documents as one. */
public final class Merge extends DeclaredTool {
  private final PdfEditor editor;

  public Merge(PdfEditor editor) {
    super(
        Declaration.of(Toolset.DOCUMENT, "merge", "Several documents as one, in the given order.")
            .takes("documents", Type.list(DOCUMENT), "the documents, in order")
            .gives(DOCUMENT));
    this.editor = editor;
  }

  @Override
  public Object call(Arguments arguments, CallContext context) {
    List<Document> documents = arguments.list("documents", Document.class);
    if (documents.isEmpty()) {
      throw RigelException.invalid("merge needs at least one document.", "documents");
    }
    return editor.merge(documents, context.scope());
  }
}
