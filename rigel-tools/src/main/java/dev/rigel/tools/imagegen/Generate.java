package dev.rigel.tools.imagegen;

import static dev.rigel.tools.VisualTypes.IMAGE;

import dev.rigel.program.Arguments;
import dev.rigel.program.Type;
import dev.rigel.tools.CallContext;
import dev.rigel.tools.Declaration;
import dev.rigel.tools.DeclaredTool;
import dev.rigel.tools.Generator;
import dev.rigel.tools.Toolset;

/** A picture made from a description by a configured endpoint. */
public final class Generate extends DeclaredTool {
  private final Generator generator;

  public Generate(Generator generator) {
    super(declaration());
    this.generator = generator;
  }

  /** Also of the tool that says it is not configured. */
  public static Declaration declaration() {
    return Declaration.of(Toolset.IMAGE_GEN, "generate", "Makes a picture from a description.")
        .takes("prompt", Type.STR, "what to show")
        .gives(IMAGE);
  }

  @Override
  public Object call(Arguments arguments, CallContext context) {
    return generator.generate(arguments.text("prompt"), context);
  }
}
