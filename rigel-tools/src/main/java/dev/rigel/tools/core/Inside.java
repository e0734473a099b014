package dev.rigel.tools.core;

import static dev.rigel.tools.VisualTypes.REGION;

import dev.rigel.media.Box;
import dev.rigel.media.Point;
import dev.rigel.media.Region;
import dev.rigel.program.Arguments;
import dev.rigel.program.Type;
import dev.rigel.tools.CallContext;
import dev.rigel.tools.Declaration;
import dev.rigel.tools.DeclaredTool;
import dev.rigel.tools.Regions;
import dev.rigel.tools.Toolset;

/** Whether one region lies in another. */
public final class Inside extends DeclaredTool {
  /** Boxes of detectors are not exact: a face may stick out of its person a little. */
  private static final double SHARE_INSIDE = 0.8;

  public Inside() {
    super(
        Declaration.of(
                Toolset.CORE,
                "inside",
                "Whether at least 80 % of the first region lie in the second.")
            .takes("a", REGION, "the smaller one")
            .takes("b", REGION, "the larger one")
            .gives(Type.BOOL)
            .hint("a lies in b"));
  }

  @Override
  public Object call(Arguments arguments, CallContext context) {
    Region a = arguments.value("a", Region.class);
    Region b = arguments.value("b", Region.class);
    return Regions.onSamePage(a, b) && liesIn(a.box(), b.box());
  }

  private static boolean liesIn(Box inner, Box outer) {
    if (inner.area() > 0) {
      return inner.intersection(outer) >= SHARE_INSIDE * inner.area();
    }
    Point center = inner.center();
    return center.x() >= outer.x()
        && center.x() <= outer.right()
        && center.y() >= outer.y()
        && center.y() <= outer.bottom();
  }
}
