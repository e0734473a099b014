package dev.rigel.tools.viz;

import static dev.rigel.tools.VisualTypes.IMAGE;
import static dev.rigel.tools.VisualTypes.REGIONS;

import dev.rigel.media.Image;
import dev.rigel.media.pixel.DrawRegions;
import dev.rigel.program.Arguments;
import dev.rigel.tools.CallContext;
import dev.rigel.tools.Declaration;
import dev.rigel.tools.DeclaredTool;
import dev.rigel.tools.Regions;
import dev.rigel.tools.Toolset;

/** Regions drawn into a picture, with numbers. */
public final class NumberRegions extends DeclaredTool {
  public NumberRegions() {
    super(
        Declaration.of(Toolset.VIZ, "number", "Draws boxes numbered from 1.")
            .takes("image", IMAGE, "the picture")
            .takes("regions", REGIONS, "what is numbered, in this order")
            .gives(IMAGE)
            .hint("boxes numbered 1, 2, 3 in order"));
  }

  @Override
  public Object call(Arguments arguments, CallContext context) {
    Image image = arguments.value("image", Image.class);
    return Regions.samePage(image, DrawRegions.numbered(image, Regions.on(image, arguments)));
  }
}
