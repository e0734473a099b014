package dev.rigel.tools.image;

import static dev.rigel.tools.VisualTypes.IMAGE;
import static dev.rigel.tools.VisualTypes.TEXTS;

import dev.rigel.media.Image;
import dev.rigel.media.pixel.MainColors;
import dev.rigel.program.Arguments;
import dev.rigel.tools.CallContext;
import dev.rigel.tools.Declaration;
import dev.rigel.tools.DeclaredTool;
import dev.rigel.tools.Toolset;

/** The main colours of a picture. */
public final class Colors extends DeclaredTool {
  private static final int MOST = 6;

  public Colors() {
    super(
        Declaration.of(Toolset.IMAGE, "colors", "The names of the main colours, strongest first.")
            .takes("image", IMAGE, "where to look")
            .gives(TEXTS)
            .hint("main colours, strongest first"));
  }

  @Override
  public Object call(Arguments arguments, CallContext context) {
    return MainColors.of(arguments.value("image", Image.class), MOST).stream()
        .map(MainColors.MainColor::name)
        .distinct()
        .toList();
  }
}
