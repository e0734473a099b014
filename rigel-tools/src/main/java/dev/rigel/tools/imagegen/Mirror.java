package dev.rigel.tools.imagegen;

import static dev.rigel.tools.VisualTypes.IMAGE;

import dev.rigel.base.RigelException;
import dev.rigel.media.Image;
import dev.rigel.media.pixel.Flip;
import dev.rigel.program.Arguments;
import dev.rigel.program.Parameter;
import dev.rigel.tools.CallContext;
import dev.rigel.tools.Declaration;
import dev.rigel.tools.DeclaredTool;
import dev.rigel.tools.Toolset;
import java.util.List;

/** A picture mirrored. */
public final class Mirror extends DeclaredTool {
  public Mirror() {
    super(
        Declaration.of(Toolset.IMAGE_GEN, "flip", "Mirrors a picture.")
            .takes("image", IMAGE, "the picture")
            .takes(
                Parameter.word(
                    "direction",
                    List.of("horizontal", "vertical"),
                    "horizontal swaps left and right"))
            .gives(IMAGE)
            .hint("\"horizontal\" or \"vertical\""));
  }

  @Override
  public Object call(Arguments arguments, CallContext context) {
    Image image = arguments.value("image", Image.class);
    return switch (arguments.text("direction")) {
      case "horizontal" -> Flip.horizontally(image);
      case "vertical" -> Flip.vertically(image);
      default -> throw RigelException.invalid("flip knows horizontal and vertical.", "direction");
    };
  }
}
