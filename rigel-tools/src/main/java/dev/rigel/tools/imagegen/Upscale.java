package dev.rigel.tools.imagegen;

import static dev.rigel.tools.VisualTypes.IMAGE;

import dev.rigel.base.RigelException;
import dev.rigel.media.Image;
import dev.rigel.media.pixel.Enlargement;
import dev.rigel.program.Arguments;
import dev.rigel.program.Type;
import dev.rigel.tools.CallContext;
import dev.rigel.tools.Declaration;
import dev.rigel.tools.DeclaredTool;
import dev.rigel.tools.Regions;
import dev.rigel.tools.Toolset;

/** A picture enlarged. */
public final class Upscale extends DeclaredTool {
  private static final int MOST_FACTOR = 8;

  public Upscale() {
    super(
        Declaration.of(Toolset.IMAGE_GEN, "upscale", "Enlarges a picture and keeps edges sharp.")
            .takes("image", IMAGE, "the picture")
            .takesOptional("factor", Type.FLOAT, "2", "2 makes it twice as wide and high; up to 8")
            .gives(IMAGE)
            .hint("sharper than resize; factor up to 8")
            .avoid("For an exact size in pixels use resize.")
            .limits(
                "Keeps what is there sharp and invents nothing: what the picture never held, such as"
                    + " letters too small to read, stays unreadable."));
  }

  @Override
  public Object call(Arguments arguments, CallContext context) {
    Image image = arguments.value("image", Image.class);
    double factor = arguments.number("factor");
    if (!(factor > 1 && factor <= MOST_FACTOR)) {
      throw RigelException.invalid(
          "upscale takes a factor above 1 and at most %d; to shrink use resize."
              .formatted(MOST_FACTOR),
          "factor");
    }
    return Regions.samePage(image, Enlargement.of(image, factor, context.scope()));
  }
}
