package dev.rigel.tools.image;

import static dev.rigel.tools.VisualTypes.IMAGE;
import static dev.rigel.tools.VisualTypes.REGIONS;

import dev.rigel.media.Image;
import dev.rigel.media.pixel.LabelMap;
import dev.rigel.program.Arguments;
import dev.rigel.tools.CallContext;
import dev.rigel.tools.Declaration;
import dev.rigel.tools.DeclaredTool;
import dev.rigel.tools.Regions;
import dev.rigel.tools.Toolset;

/** The masks of regions in black and white. */
public final class BinaryMask extends DeclaredTool {
  public BinaryMask() {
    super(
        Declaration.of(
                Toolset.IMAGE,
                "binary_mask",
                "Gives a picture that is white where the regions are, black elsewhere.")
            .takes("image", IMAGE, "the picture they lie in; the mask has its size")
            .takes("regions", REGIONS, "segments, or other regions by their outline or box")
            .gives(IMAGE)
            .hint("white inside, black outside"));
  }

  @Override
  public Object call(Arguments arguments, CallContext context) {
    Image image = arguments.value("image", Image.class);
    return Regions.samePage(
        image, LabelMap.binary(image.width(), image.height(), Regions.on(image, arguments)));
  }
}
