package dev.rigel.tools.core;

import static dev.rigel.tools.VisualTypes.IMAGE;

import dev.rigel.base.RigelException;
import dev.rigel.media.Image;
import dev.rigel.media.pixel.Resize;
import dev.rigel.program.Arguments;
import dev.rigel.program.Type;
import dev.rigel.tools.CallContext;
import dev.rigel.tools.Declaration;
import dev.rigel.tools.DeclaredTool;
import dev.rigel.tools.Toolset;

/** A picture in another size. */
public final class Scale extends DeclaredTool {
  public Scale() {
    super(
        Declaration.of(Toolset.CORE, "resize", "Gives a picture another size.")
            .takes("image", IMAGE, "the picture")
            .takesOptional("factor", Type.FLOAT, "0.5 makes it half as wide and high")
            .takesOptional("width", Type.INT, "pixels")
            .takesOptional("height", Type.INT, "pixels")
            .gives(IMAGE)
            .hint("factor, or width, height in pixels")
            .limits(
                "With only one of width and height the proportions stay. Enlarging invents no"
                    + " details."));
  }

  @Override
  public Object call(Arguments arguments, CallContext context) {
    Image image = arguments.value("image", Image.class);
    if (arguments.has("factor")) {
      return Resize.scaled(image, positive(arguments.number("factor"), "factor"));
    }
    if (arguments.has("width") && arguments.has("height")) {
      return Resize.to(image, side(arguments, "width"), side(arguments, "height"));
    }
    if (arguments.has("width")) {
      return Resize.scaled(image, (double) side(arguments, "width") / image.width());
    }
    if (arguments.has("height")) {
      return Resize.scaled(image, (double) side(arguments, "height") / image.height());
    }
    throw RigelException.invalid("resize needs a factor, a width or a height.", "factor");
  }

  private static double positive(double value, String name) {
    if (!(value > 0) || value > 100) {
      throw RigelException.invalid(name + " is above 0 and at most 100.", name);
    }
    return value;
  }

  private static int side(Arguments arguments, String name) {
    int side = arguments.integer(name);
    if (side < 1) {
      throw RigelException.invalid(name + " is at least 1 pixel.", name);
    }
    return side;
  }
}
