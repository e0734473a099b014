package dev.rigel.tools.imagegen;

import static dev.rigel.tools.VisualTypes.IMAGE;
import static dev.rigel.tools.VisualTypes.REGIONS;

import dev.rigel.media.Image;
import dev.rigel.media.pixel.Obscure;
import dev.rigel.program.Arguments;
import dev.rigel.tools.CallContext;
import dev.rigel.tools.Declaration;
import dev.rigel.tools.DeclaredTool;
import dev.rigel.tools.Regions;
import dev.rigel.tools.Toolset;

/** Regions of a picture made unreadable by blurring. */
public final class Blur extends DeclaredTool {
  public Blur() {
    super(
        Declaration.of(Toolset.IMAGE_GEN, "blur", "Makes regions unreadable by blurring them.")
            .takes("image", IMAGE, "the picture")
            .takes("regions", REGIONS, "what is hidden; one or several")
            .gives(IMAGE)
            .hint("hides faces, plates, text")
            .limits("What was there cannot be brought back. In a PDF use redact."));
  }

  @Override
  public Object call(Arguments arguments, CallContext context) {
    Image image = arguments.value("image", Image.class);
    return Regions.samePage(image, Obscure.blur(image, Regions.on(image, arguments)));
  }
}
