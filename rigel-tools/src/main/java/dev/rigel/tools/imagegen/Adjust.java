package dev.rigel.tools.imagegen;

import static dev.rigel.tools.VisualTypes.IMAGE;

import dev.rigel.base.RigelException;
import dev.rigel.media.Image;
import dev.rigel.media.pixel.Toning;
import dev.rigel.program.Arguments;
import dev.rigel.program.Type;
import dev.rigel.tools.CallContext;
import dev.rigel.tools.Declaration;
import dev.rigel.tools.DeclaredTool;
import dev.rigel.tools.Regions;
import dev.rigel.tools.Toolset;

/** A picture with other light, colours or sharpness. */
public final class Adjust extends DeclaredTool {
  public Adjust() {
    super(
        Declaration.of(
                Toolset.IMAGE_GEN, "adjust", "Changes light, colours and sharpness of a picture.")
            .takes("image", IMAGE, "the picture")
            .takesOptional("brightness", Type.FLOAT, "0", "-1 black to 1 white, 0 unchanged")
            .takesOptional("contrast", Type.FLOAT, "0", "-1 grey to 1 twice as strong, 0 unchanged")
            .takesOptional(
                "saturation", Type.FLOAT, "0", "-1 grey to 1 twice as colourful, 0 unchanged")
            .takesOptional("sharpness", Type.FLOAT, "0", "-1 soft to 1 sharp, 0 unchanged")
            .takesOptional("warmth", Type.FLOAT, "0", "-1 bluish to 1 reddish, 0 unchanged")
            .takesOptional(
                "gamma", Type.FLOAT, "1.0", "above 1 lightens the shadows, 1 is unchanged")
            .gives(IMAGE)
            .version(2)
            .hint("-1 to 1, 0 is unchanged"));
  }

  @Override
  public Object call(Arguments arguments, CallContext context) {
    Image image = arguments.value("image", Image.class);
    double gamma = arguments.number("gamma");
    if (!(gamma >= 0.1 && gamma <= 10)) {
      throw RigelException.invalid("gamma lies between 0.1 and 10.", "gamma");
    }
    Toning toning =
        new Toning(
            inRange(arguments, "brightness"),
            inRange(arguments, "contrast"),
            inRange(arguments, "saturation"),
            inRange(arguments, "warmth"),
            inRange(arguments, "sharpness"),
            gamma);
    return Regions.samePage(image, toning.of(image));
  }

  private static double inRange(Arguments arguments, String name) {
    double value = arguments.number(name);
    if (!(value >= -1 && value <= 1)) {
      throw RigelException.invalid(name + " lies between -1 and 1.", name);
    }
    return value;
  }
}
