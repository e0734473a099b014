package dev.rigel.tools.viz;

import static dev.rigel.tools.VisualTypes.IMAGE;
import static dev.rigel.tools.VisualTypes.REGIONS;

import dev.rigel.base.RigelException;
import dev.rigel.media.Image;
import dev.rigel.media.pixel.MaskOverlay;
import dev.rigel.program.Arguments;
import dev.rigel.program.Type;
import dev.rigel.tools.CallContext;
import dev.rigel.tools.Declaration;
import dev.rigel.tools.DeclaredTool;
import dev.rigel.tools.Regions;
import dev.rigel.tools.Toolset;

/** Regions tinted in a picture. */
public final class TintRegions extends DeclaredTool {
  public TintRegions() {
    super(
        Declaration.of(
                Toolset.VIZ, "mask_overlay", "Tints regions so that the picture shines through.")
            .takes("image", IMAGE, "the picture")
            .takes("regions", REGIONS, "what is tinted: their masks, else their boxes")
            .takesOptional("opacity", Type.FLOAT, "0.5", "0 unseen to 1 opaque")
            .gives(IMAGE)
            .hint("tints masks or boxes"));
  }

  @Override
  public Object call(Arguments arguments, CallContext context) {
    Image image = arguments.value("image", Image.class);
    double opacity = arguments.number("opacity");
    if (!(opacity >= 0 && opacity <= 1)) {
      throw RigelException.invalid("opacity lies between 0 and 1.", "opacity");
    }
    return Regions.samePage(image, MaskOverlay.over(image, Regions.on(image, arguments), opacity));
  }
}
