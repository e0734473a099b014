package dev.rigel.tools.imagegen;

import static dev.rigel.tools.VisualTypes.IMAGE;
import static dev.rigel.tools.VisualTypes.REGIONS;

import dev.rigel.media.Image;
import dev.rigel.media.Region;
import dev.rigel.media.pixel.Erasure;
import dev.rigel.program.Arguments;
import dev.rigel.tools.CallContext;
import dev.rigel.tools.Declaration;
import dev.rigel.tools.DeclaredTool;
import dev.rigel.tools.Regions;
import dev.rigel.tools.Toolset;
import java.util.List;

/** Things taken out of a picture. */
public final class Erase extends DeclaredTool {
  public Erase() {
    super(
        Declaration.of(Toolset.IMAGE_GEN, "erase", "Takes things away and closes the background.")
            .takes("image", IMAGE, "the picture")
            .takes("regions", REGIONS, "what to take away; one or several")
            .gives(IMAGE)
            .hint("removes things, fills the background")
            .avoid("To hide something for good use blur or, in a PDF, redact.")
            .limits(
                "Fills with what surrounds the thing: good for things before sky, walls, grass,"
                    + " paper and other textures; it does not know what was hidden behind them, and"
                    + " shadows outside the regions stay."));
  }

  @Override
  public Object call(Arguments arguments, CallContext context) {
    Image image = arguments.value("image", Image.class);
    List<Region> regions = Regions.on(image, arguments);
    return regions.isEmpty()
        ? image
        : Regions.samePage(image, Erasure.of(image, regions, context.scope()));
  }
}
