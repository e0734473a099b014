package dev.rigel.tools.imagegen;

import static dev.rigel.tools.VisualTypes.IMAGE;

import dev.rigel.base.RigelException;
import dev.rigel.media.Image;
import dev.rigel.program.Arguments;
import dev.rigel.program.Type;
import dev.rigel.tools.CallContext;
import dev.rigel.tools.Declaration;
import dev.rigel.tools.DeclaredTool;
import dev.rigel.tools.Regions;
import dev.rigel.tools.Toolset;
import java.awt.image.BufferedImage;

/** A picture made brighter or darker, or with more or less contrast. */
public final class Adjust extends DeclaredTool {
  public Adjust() {
    super(
        Declaration.of(Toolset.IMAGE_GEN, "adjust", "Changes brightness and contrast of a picture.")
            .takes("image", IMAGE, "the picture")
            .takesOptional("brightness", Type.FLOAT, "0", "-1 black to 1 white, 0 unchanged")
            .takesOptional("contrast", Type.FLOAT, "0", "-1 grey to 1 twice as strong, 0 unchanged")
            .gives(IMAGE)
            .hint("-1 to 1, 0 is unchanged"));
  }

  @Override
  public Object call(Arguments arguments, CallContext context) {
    Image image = arguments.value("image", Image.class);
    int[] levels = levels(inRange(arguments, "brightness"), inRange(arguments, "contrast"));
    BufferedImage made = new BufferedImage(image.width(), image.height(), image.pixels().getType());
    int[] row = new int[image.width()];
    for (int y = 0; y < image.height(); y++) {
      image.pixels().getRGB(0, y, row.length, 1, row, 0, row.length);
      for (int x = 0; x < row.length; x++) {
        int pixel = row[x];
        row[x] =
            pixel & 0xff000000
                | levels[pixel >> 16 & 0xff] << 16
                | levels[pixel >> 8 & 0xff] << 8
                | levels[pixel & 0xff];
      }
      made.setRGB(0, y, row.length, 1, row, 0, row.length);
    }
    return Regions.samePage(image, Image.of(made));
  }

  /** What becomes of each value of a channel: spread around the middle grey, then shifted. */
  private static int[] levels(double brightness, double contrast) {
    int[] levels = new int[256];
    for (int value = 0; value < 256; value++) {
      double spread = (value - 127.5) * (1 + contrast) + 127.5;
      levels[value] = (int) Math.clamp(Math.round(spread + brightness * 255), 0, 255);
    }
    return levels;
  }

  private static double inRange(Arguments arguments, String name) {
    double value = arguments.number(name);
    if (!(value >= -1 && value <= 1)) {
      throw RigelException.invalid(name + " lies between -1 and 1.", name);
    }
    return value;
  }
}
