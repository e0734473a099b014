package dev.rigel.tools.core;

import static dev.rigel.tools.VisualTypes.REGION;

import dev.rigel.base.RigelException;
import dev.rigel.media.Point;
import dev.rigel.media.Region;
import dev.rigel.program.Arguments;
import dev.rigel.program.Type;
import dev.rigel.tools.CallContext;
import dev.rigel.tools.Declaration;
import dev.rigel.tools.DeclaredTool;
import dev.rigel.tools.Regions;
import dev.rigel.tools.Toolset;

/** How far two regions are from each other. */
public final class Distance extends DeclaredTool {
  public Distance() {
    super(
        Declaration.of(
                Toolset.CORE,
                "distance",
                "The distance of the middles of two regions, in parts of the picture.")
            .takes("a", REGION, "one region")
            .takes("b", REGION, "the other")
            .gives(Type.FLOAT)
            .hint("between the middles, picture's side is 1")
            .limits("Width and height of the picture both count as 1; regions of one page only."));
  }

  @Override
  public Object call(Arguments arguments, CallContext context) {
    Region a = arguments.value("a", Region.class);
    Region b = arguments.value("b", Region.class);
    if (!Regions.onSamePage(a, b)) {
      throw RigelException.invalid(
          "distance compares regions of one page; these lie on page "
              + a.page().getAsInt()
              + " and page "
              + b.page().getAsInt()
              + ".",
          "b");
    }
    Point from = a.box().center();
    Point to = b.box().center();
    return Math.hypot(from.x() - to.x(), from.y() - to.y());
  }
}
