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

/** A region at a place that the request names itself. */
public final class MakeBox extends DeclaredTool {
  public MakeBox() {
    super(
        Declaration.of(Toolset.CORE, "box", "A region at a given place.")
            .takes("x", Type.FLOAT, "left edge, 0 to 1")
            .takes("y", Type.FLOAT, "top edge, 0 to 1")
            .takes("width", Type.FLOAT, "0 to 1")
            .takes("height", Type.FLOAT, "0 to 1")
            .takesOptional("label", Type.STR, "\"box\"", "what it is")
            .gives(REGION)
            .hint("a place from numbers, 0 to 1")
            .use("For places that the request names: the middle, the upper third, given numbers."));
  }

  @Override
  public Object call(Arguments arguments, CallContext context) {
    return new Region(
        "",
        Regions.box(
            arguments.number("x"),
            arguments.number("y"),
            arguments.number("width"),
            arguments.number("height")),
        arguments.text("label"),
        "",
        1);
  }
}
