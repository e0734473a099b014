package dev.rigel.tools.imagegen;

import static dev.rigel.tools.VisualTypes.IMAGE;
import static dev.rigel.tools.VisualTypes.REGION;

import dev.rigel.base.RigelException;
import dev.rigel.media.Image;
import dev.rigel.media.Region;
import dev.rigel.media.pixel.Corner;
import dev.rigel.media.pixel.Overlay;
import dev.rigel.program.Arguments;
import dev.rigel.program.Parameter;
import dev.rigel.program.Type;
import dev.rigel.tools.CallContext;
import dev.rigel.tools.Declaration;
import dev.rigel.tools.DeclaredTool;
import dev.rigel.tools.Regions;
import dev.rigel.tools.Toolset;
import java.util.Optional;

/** One picture on another. */
public final class Overlaid extends DeclaredTool {
  public Overlaid() {
    super(
        Declaration.of(Toolset.IMAGE_GEN, "overlay", "Puts a picture onto another one.")
            .takes("image", IMAGE, "the one below")
            .takes("other", IMAGE, "the one on top; its transparent parts stay so")
            .takesOptional("region", REGION, "where: as large as fits into it")
            .takes(
                Parameter.word("position", Corner.words(), "without a region")
                    .withDefault("\"center\""))
            .takesOptional("opacity", Type.FLOAT, "1.0", "0 unseen to 1 opaque")
            .gives(IMAGE)
            .hint("other on top, in region or at position"));
  }

  @Override
  public Object call(Arguments arguments, CallContext context) {
    Image image = arguments.value("image", Image.class);
    Image other = arguments.value("other", Image.class);
    double opacity = opacity(arguments);
    Optional<Region> region = arguments.optional("region", Region.class);
    Image made =
        region.isPresent()
            ? Overlay.into(image, other, region.get().box(), opacity)
            : Overlay.at(
                image, other, Corner.of(arguments.text("position")).orElseThrow(), opacity);
    return Regions.samePage(image, made);
  }

  private static double opacity(Arguments arguments) {
    double opacity = arguments.number("opacity");
    if (!(opacity >= 0 && opacity <= 1)) {
      throw RigelException.invalid("opacity lies between 0 and 1.", "opacity");
    }
    return opacity;
  }
}
