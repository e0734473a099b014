package dev.rigel.tools.core;

import static dev.rigel.tools.VisualTypes.REGION;

import dev.rigel.media.Region;
import dev.rigel.program.Arguments;
import dev.rigel.program.Type;
import dev.rigel.tools.CallContext;
import dev.rigel.tools.Declaration;
import dev.rigel.tools.DeclaredTool;
import dev.rigel.tools.Regions;
import dev.rigel.tools.Toolset;

/** How far two regions cover each other. */
public final class Overlap extends DeclaredTool {
  public Overlap() {
    super(
        Declaration.of(
                Toolset.CORE, "overlap", "The intersection over union of two regions, 0 to 1.")
            .takes("a", REGION, "one region")
            .takes("b", REGION, "the other")
            .gives(Type.FLOAT)
            .hint("0 apart, 1 the same"));
  }

  @Override
  public Object call(Arguments arguments, CallContext context) {
    Region a = arguments.value("a", Region.class);
    Region b = arguments.value("b", Region.class);
    return Regions.onSamePage(a, b) ? a.box().intersectionOverUnion(b.box()) : 0.0;
  }
}
