package dev.rigel.tools.core;

import static dev.rigel.tools.VisualTypes.IMAGE;
import static dev.rigel.tools.VisualTypes.REGION;

import dev.rigel.media.Image;
import dev.rigel.media.pixel.Crop;
import dev.rigel.program.Arguments;
import dev.rigel.program.Type;
import dev.rigel.tools.CallContext;
import dev.rigel.tools.Declaration;
import dev.rigel.tools.DeclaredTool;
import dev.rigel.tools.Regions;
import dev.rigel.tools.Toolset;

/** Cuts one region out of a picture. */
public final class CropRegion extends DeclaredTool {
  public CropRegion() {
    super(
        Declaration.of(Toolset.CORE, "crop", "Cuts a region out of a picture.")
            .takes("image", IMAGE, "the picture")
            .takes(
                "region",
                Type.union(REGION, Type.list(Type.FLOAT)),
                "what is kept; or [x, y, width, height], 0 to 1")
            .gives(IMAGE));
  }

  @Override
  public Object call(Arguments arguments, CallContext context) {
    return Crop.to(
        arguments.value("image", Image.class),
        Regions.box(arguments.value("region", Object.class)));
  }
}
