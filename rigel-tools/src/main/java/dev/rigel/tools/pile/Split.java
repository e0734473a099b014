package dev.rigel.tools.pile;

import static dev.rigel.tools.VisualTypes.DOCUMENT;
import static dev.rigel.tools.VisualTypes.PART;

import dev.rigel.media.Document;
import dev.rigel.program.Arguments;
import dev.rigel.program.Type;
import dev.rigel.tools.CallContext;
import dev.rigel.tools.Declaration;
import dev.rigel.tools.DeclaredTool;
import dev.rigel.tools.Toolset;
import dev.rigel.tools.reading.MediaText;

/** The documents of a pile of pages. */
public final class Split extends DeclaredTool {
  private final PageViews views;

  public Split(MediaText mediaText) {
    super(
        Declaration.of(
                Toolset.DOCUMENT,
                "split",
                "Takes a pile of pages apart into its documents, each with its pages, its kind and"
                    + " what tells that it begins there.")
            .takes("document", DOCUMENT, "several documents in one file")
            .gives(Type.list(PART))
            .hint("its documents: .pages .kind .why")
            .use(
                "For a stack that was scanned in one go, or files that were joined. select(document,"
                    + " part.pages) gives each as a document of its own.")
            .avoid("For the kind of a single document use classify.")
            .limits(
                "Told by page numbers that start again, titles, letterheads, salutations, numbers of"
                    + " invoices and orders, running titles, sums and greetings, the look of the"
                    + " pages and the words that they share; not by what the text means. Pages are"
                    + " never put into another order; a blank page belongs to the document before."));
    this.views = new PageViews(mediaText);
  }

  @Override
  public Object call(Arguments arguments, CallContext context) {
    Document document = arguments.value("document", Document.class);
    return Pile.parts(views.of(document, document.pageCount(), context));
  }
}
