package dev.rigel.tools.image;

import static dev.rigel.tools.VisualTypes.IMAGE_OR_DOCUMENT;
import static dev.rigel.tools.VisualTypes.REGIONS;

import dev.rigel.media.Media;
import dev.rigel.program.Arguments;
import dev.rigel.tools.CallContext;
import dev.rigel.tools.Declaration;
import dev.rigel.tools.DeclaredTool;
import dev.rigel.tools.Toolset;
import dev.rigel.tools.reading.MediaText;
import dev.rigel.tools.reading.TextLine;

/** The lines of text in a picture or document, with their places. */
public final class Read extends DeclaredTool {
  private final MediaText mediaText;

  public Read(MediaText mediaText) {
    super(
        Declaration.of(Toolset.IMAGE, "read", "Reads the lines of text and says where they stand.")
            .takes("image", IMAGE_OR_DOCUMENT, "what is read")
            .gives(REGIONS)
            .hint("lines of text, in .text")
            .use("When places matter: to blur, crop, draw or count lines.")
            .avoid("For one string use text; for certain words use search.")
            .limits("A document's text layer is used where it is good."));
    this.mediaText = mediaText;
  }

  @Override
  public Object call(Arguments arguments, CallContext context) {
    return mediaText.lines(arguments.value("image", Media.class), context).stream()
        .map(TextLine::region)
        .toList();
  }
}
