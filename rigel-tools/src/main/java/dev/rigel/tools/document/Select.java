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
import dev.rigel.tools.reading.PageNumbers;
import java.math.BigInteger;
import java.util.List;

/** Some pages of a document. */
public final class Select extends DeclaredTool {
  private final PdfEditor editor;

  public Select(PdfEditor editor) {
    super(
        Declaration.of(Toolset.DOCUMENT, "select", "A document of some pages, in the given order.")
            .takes("document", DOCUMENT, "the document")
            .takes("pages", Type.list(Type.INT), "numbers from 1")
            .gives(DOCUMENT)
            .hint("a document of these pages"));
    this.editor = editor;
  }

  @Override
  public Object call(Arguments arguments, CallContext context) {
    Document document = arguments.value("document", Document.class);
    List<Integer> pages =
        arguments.list("pages", BigInteger.class).stream()
            .map(number -> PageNumbers.checked(document, pinned(number)))
            .toList();
    if (pages.isEmpty()) {
      throw RigelException.invalid("select needs at least one page number.", "pages");
    }
    return editor.select(document, pages, context.scope());
  }

  /** Far too large numbers are as wrong as the largest {@code int}. */
  private static int pinned(BigInteger number) {
    return number.bitLength() > 31 ? Integer.MAX_VALUE : number.intValue();
  }
}
