package dev.rigel.tools.viz;

import static dev.rigel.tools.VisualTypes.IMAGE;
import static dev.rigel.tools.VisualTypes.IMAGES;

import dev.rigel.base.RigelException;
import dev.rigel.media.Image;
import dev.rigel.media.pixel.Montage;
import dev.rigel.program.Arguments;
import dev.rigel.tools.CallContext;
import dev.rigel.tools.Declaration;
import dev.rigel.tools.DeclaredTool;
import dev.rigel.tools.Toolset;
import java.util.List;

/** Several pictures as one, in a row. */
public final class SideBySide extends DeclaredTool {
  private static final int MOST = 100;

  public SideBySide() {
    super(
        Declaration.of(Toolset.VIZ, "side_by_side", "Puts pictures next to each other in one row.")
            .takes("images", IMAGES, "the pictures, in order")
            .gives(IMAGE)
            .limits("At most " + MOST + " pictures."));
  }

  @Override
  public Object call(Arguments arguments, CallContext context) {
    List<Image> images = arguments.list("images", Image.class);
    if (images.isEmpty() || images.size() > MOST) {
      throw RigelException.invalid(
          "side_by_side takes 1 to " + MOST + " pictures, not " + images.size() + ".", "images");
    }
    return Montage.sideBySide(images);
  }
}
