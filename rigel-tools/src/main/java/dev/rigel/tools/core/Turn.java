package dev.rigel.tools.core;

import static dev.rigel.tools.VisualTypes.IMAGE;

import dev.rigel.base.RigelException;
import dev.rigel.media.Image;
import dev.rigel.media.pixel.Rotate;
import dev.rigel.program.Arguments;
import dev.rigel.program.Type;
import dev.rigel.tools.CallContext;
import dev.rigel.tools.Declaration;
import dev.rigel.tools.DeclaredTool;
import dev.rigel.tools.Toolset;

/** A picture turned by degrees. */
public final class Turn extends DeclaredTool {
  public Turn() {
    super(
        Declaration.of(Toolset.CORE, "rotate", "Turns a picture.")
            .takes("image", IMAGE, "the picture")
            .takes("clockwise", Type.FLOAT, "degrees; counter-clockwise is negative")
            .gives(IMAGE)
            .hint("degrees; counter-clockwise is negative")
            .limits(
                "Quarter turns are exact; other angles make the picture larger, with transparent"
                    + " corners."));
  }

  @Override
  public Object call(Arguments arguments, CallContext context) {
    double degrees = arguments.number("clockwise");
    if (!Double.isFinite(degrees)) {
      throw RigelException.invalid("rotate needs a number of degrees.", "clockwise");
    }
    return Rotate.clockwise(arguments.value("image", Image.class), degrees);
  }
}
