package dev.rigel.tools.document;

import static dev.rigel.tools.VisualTypes.DOCUMENT;
import static dev.rigel.tools.VisualTypes.IMAGES;

import dev.rigel.base.RigelException;
import dev.rigel.media.Image;
import dev.rigel.media.PdfEditor;
import dev.rigel.program.Arguments;
import dev.rigel.tools.CallContext;
import dev.rigel.tools.Declaration;
import dev.rigel.tools.DeclaredTool;
import dev.rigel.tools.Toolset;
import java.util.List;

/** Pictures as a document. */
public final class ToPdf extends DeclaredTool {
  private final PdfEditor editor;

  public ToPdf(PdfEditor editor) {
    super(
        Declaration.of(Toolset.DOCUMENT, "to_pdf", "A document with a page for each picture.")
            .takes("images", IMAGES, "the pictures, in order")
            .gives(DOCUMENT)
            .hint("a page for each picture"));
    this.editor = editor;
  }

  @Override
  public Object call(Arguments arguments, CallContext context) {
    List<Image> images = arguments.list("images", Image.class);
    if (images.isEmpty()) {
      throw RigelException.invalid("to_pdf needs at least one picture.", "images");
    }
    return editor.ofImages(images, context.scope());
  }
}
