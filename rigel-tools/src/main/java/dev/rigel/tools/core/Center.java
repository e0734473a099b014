package dev.rigel.tools.core;

import static dev.rigel.tools.VisualTypes.REGION;

import dev.rigel.media.Point;
import dev.rigel.media.Region;
import dev.rigel.program.Arguments;
import dev.rigel.program.Type;
import dev.rigel.tools.CallContext;
import dev.rigel.tools.Declaration;
import dev.rigel.tools.DeclaredTool;
import dev.rigel.tools.Toolset;
import java.util.List;

/** The middle of a region. */
public final class Center extends DeclaredTool {
  public Center() {
    super(
        Declaration.of(Toolset.CORE, "center", "The middle of a region as [x, y], from 0 to 1.")
            .takes("region", REGION, "what is measured")
            .gives(Type.list(Type.FLOAT))
            .hint("[x, y], 0 to 1"));
  }

  @Override
  public Object call(Arguments arguments, CallContext context) {
    Point center = arguments.value("region", Region.class).box().center();
    return List.of(center.x(), center.y());
  }
}
