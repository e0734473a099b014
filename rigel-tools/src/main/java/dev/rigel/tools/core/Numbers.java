package dev.rigel.tools.core;

import dev.rigel.program.Arguments;
import dev.rigel.program.Type;
import dev.rigel.tools.CallContext;
import dev.rigel.tools.Declaration;
import dev.rigel.tools.DeclaredTool;
import dev.rigel.tools.Toolset;
import dev.rigel.tools.text.NumberText;

/** The numbers that stand in a text. */
public final class Numbers extends DeclaredTool {
  public Numbers() {
    super(
        Declaration.of(Toolset.CORE, "numbers", "All numbers in a text, in order.")
            .takes("text", Type.STR, "any text")
            .gives(Type.list(Type.FLOAT))
            .use("To calculate with what was read.")
            .limits(
                "Understands 1,234.50 and 1.234,50; digits inside words such as A4 do not count."));
  }

  @Override
  public Object call(Arguments arguments, CallContext context) {
    return NumberText.find(arguments.text("text")).stream()
        .map(found -> found.value().doubleValue())
        .toList();
  }
}
