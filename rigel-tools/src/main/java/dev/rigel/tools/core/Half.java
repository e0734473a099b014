package dev.rigel.tools.core;

import static dev.rigel.tools.VisualTypes.IMAGE;

import dev.rigel.base.RigelException;
import dev.rigel.media.Box;
import dev.rigel.media.Image;
import dev.rigel.media.pixel.Crop;
import dev.rigel.program.Arguments;
import dev.rigel.program.Parameter;
import dev.rigel.tools.CallContext;
import dev.rigel.tools.Declaration;
import dev.rigel.tools.DeclaredTool;
import dev.rigel.tools.Toolset;
import java.util.List;

/** One half of a picture. */
public final class Half extends DeclaredTool {
  public Half() {
    super(
        Declaration.of(Toolset.CORE, "half", "The left, right, top or bottom half of a picture.")
            .takes("image", IMAGE, "the picture")
            .takes(Parameter.word("side", List.of("left", "right", "top", "bottom"), "which half"))
            .gives(IMAGE)
            .hint("\"left\", \"right\", \"top\", \"bottom\"")
            .avoid("To make a picture half as large use resize with factor 0.5."));
  }

  @Override
  public Object call(Arguments arguments, CallContext context) {
    Box box =
        switch (arguments.text("side")) {
          case "left" -> new Box(0, 0, 0.5, 1);
          case "right" -> new Box(0.5, 0, 0.5, 1);
          case "top" -> new Box(0, 0, 1, 0.5);
          case "bottom" -> new Box(0, 0.5, 1, 0.5);
          default ->
              throw RigelException.invalid("half knows left, right, top and bottom.", "side");
        };
    return Crop.to(arguments.value("image", Image.class), box);
  }
}
