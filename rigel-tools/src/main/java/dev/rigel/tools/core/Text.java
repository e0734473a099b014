package dev.rigel.tools.core;

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

/** The text of a document or picture as one string. */
public final class Text extends DeclaredTool {
  private final MediaText mediaText;

  public Text(MediaText mediaText) {
    super(
        Declaration.of(Toolset.CORE, "text", "The text of a document, a page or a picture.")
            .takes("document", DOCUMENT_OR_IMAGE, "what is read")
            .takesOptional("page", Type.INT, "from 1; all pages when left out")
            .gives(Type.STR)
            .use("To hand text on to write, numbers or choose.")
            .limits("Lines in reading order; scanned pages are read from their pictures."));
    this.mediaText = mediaText;
  }

  @Override
  public Object call(Arguments arguments, CallContext context) {
    return mediaText.text(
        arguments.value("document", Media.class), PageNumbers.optional(arguments), context);
  }
}
