package dev.rigel.tools.imagegen;

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

/** Several pictures as one, in a grid. */
public final class MakeMontage extends DeclaredTool {
  private static final int MOST = 100;

  public MakeMontage() {
    super(
        Declaration.of(Toolset.IMAGE_GEN, "montage", "Puts pictures into a grid.")
            .takes("images", IMAGES, "the pictures, in order")
            .gives(IMAGE)
            .hint("a grid")
            .limits("At most " + MOST + " pictures."));
  }

  @Override
  public Object call(Arguments arguments, CallContext context) {
    List<Image> images = arguments.list("images", Image.class);
    if (images.isEmpty() || images.size() > MOST) {
      throw RigelException.invalid(
          "montage takes 1 to " + MOST + " pictures, not " + images.size() + ".", "images");
    }
    return Montage.grid(images, 0);
  }
}
