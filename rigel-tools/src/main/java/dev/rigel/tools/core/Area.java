package dev.rigel.tools.core;

import static dev.rigel.tools.VisualTypes.REGION;

import dev.rigel.media.Region;
import dev.rigel.program.Arguments;
import dev.rigel.program.Type;
import dev.rigel.tools.CallContext;
import dev.rigel.tools.Declaration;
import dev.rigel.tools.DeclaredTool;
import dev.rigel.tools.Toolset;

/** How much of the picture a region covers. */
public final class Area extends DeclaredTool {
  public Area() {
    super(
        Declaration.of(Toolset.CORE, "area", "The share of the picture that a region covers.")
            .takes("region", REGION, "what is measured")
            .gives(Type.FLOAT)
            .hint("share of the picture, 0 to 1"));
  }

  @Override
  public Object call(Arguments arguments, CallContext context) {
    return arguments.value("region", Region.class).box().area();
  }
}
