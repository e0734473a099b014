package dev.rigel.tools.image;

import static dev.rigel.tools.VisualTypes.IMAGE;
import static dev.rigel.tools.VisualTypes.REGIONS;

import dev.rigel.media.Image;
import dev.rigel.perception.HandFinder;
import dev.rigel.program.Arguments;
import dev.rigel.tools.CallContext;
import dev.rigel.tools.Declaration;
import dev.rigel.tools.DeclaredTool;
import dev.rigel.tools.Regions;
import dev.rigel.tools.Toolset;

/** The hands in a picture. */
public final class Hands extends DeclaredTool {
  private final HandFinder finder;

  public Hands(HandFinder finder) {
    super(
        Declaration.of(Toolset.IMAGE, "hands", "Finds hands and the joints of their fingers.")
            .takes("image", IMAGE, "where to look")
            .gives(REGIONS)
            .hint("hands with 21 joints in .points")
            .limits(
                "The points are the wrist, then four each from palm to tip of thumb, index, middle,"
                    + " ring and little finger. Hands in gloves and hands that hold something large"
                    + " are often missed."));
    this.finder = finder;
  }

  @Override
  public Object call(Arguments arguments, CallContext context) {
    Image image = arguments.value("image", Image.class);
    return Regions.foundOn(image, finder.hands(image, context.scope()));
  }
}
