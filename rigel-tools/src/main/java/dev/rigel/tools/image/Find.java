package dev.rigel.tools.image;

import static dev.rigel.tools.VisualTypes.IMAGE;
import static dev.rigel.tools.VisualTypes.REGIONS;

import dev.rigel.media.Image;
import dev.rigel.perception.TemplateFinder;
import dev.rigel.program.Arguments;
import dev.rigel.tools.CallContext;
import dev.rigel.tools.Declaration;
import dev.rigel.tools.DeclaredTool;
import dev.rigel.tools.Regions;
import dev.rigel.tools.Toolset;

/** Where a small picture occurs in a large one. */
public final class Find extends DeclaredTool {
  private final TemplateFinder finder;

  public Find(TemplateFinder finder) {
    super(
        Declaration.of(
                Toolset.IMAGE,
                "find",
                "Finds where a small picture occurs in a large one, in any size and angle.")
            .takes("image", IMAGE, "the large picture")
            .takes("template", IMAGE, "the small picture")
            .gives(REGIONS)
            .hint("where a small picture occurs in another")
            .limits(
                "Finds the same picture from half to double its size, turned by any angle, in"
                    + " another light; several times if it is there. The angle of a hit is its"
                    + " clockwise turn, its confidence the correlation of its colours with the"
                    + " template's. Not a similar object, a mirror image, another view, or what"
                    + " the picture's edge cuts off."));
    this.finder = finder;
  }

  @Override
  public Object call(Arguments arguments, CallContext context) {
    Image image = arguments.value("image", Image.class);
    return Regions.foundOn(
        image, finder.find(image, arguments.value("template", Image.class), context.scope()));
  }
}
