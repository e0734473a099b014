package dev.rigel.tools.imagegen;

import static dev.rigel.tools.VisualTypes.IMAGE;

import dev.rigel.media.Image;
import dev.rigel.media.pixel.Grayscale;
import dev.rigel.program.Arguments;
import dev.rigel.tools.CallContext;
import dev.rigel.tools.Declaration;
import dev.rigel.tools.DeclaredTool;
import dev.rigel.tools.Regions;
import dev.rigel.tools.Toolset;

/** A picture without colours. */
public final class Gray extends DeclaredTool {
  public Gray() {
    super(
        Declaration.of(Toolset.IMAGE_GEN, "grayscale", "Takes the colours out of a picture.")
            .takes("image", IMAGE, "the picture")
            .gives(IMAGE));
  }

  @Override
  public Object call(Arguments arguments, CallContext context) {
    Image image = arguments.value("image", Image.class);
    return Regions.samePage(image, Grayscale.of(image));
  }
}
