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

/** Regions drawn into a picture, with labels. */
public final class Draw extends DeclaredTool {
  public Draw() {
    super(
        Declaration.of(Toolset.VIZ, "draw", "Draws boxes with labels.")
            .takes("image", IMAGE, "the picture")
            .takes("regions", REGIONS, "what is drawn; one or several")
            .gives(IMAGE)
            .hint("boxes with labels"));
  }

  @Override
  public Object call(Arguments arguments, CallContext context) {
    Image image = arguments.value("image", Image.class);
    return Regions.samePage(image, DrawRegions.labelled(image, Regions.on(image, arguments)));
  }
}
