package dev.rigel.tools.imagegen;

import static dev.rigel.tools.VisualTypes.IMAGE;

import dev.rigel.media.Image;
import dev.rigel.program.Arguments;
import dev.rigel.program.Type;
import dev.rigel.tools.CallContext;
import dev.rigel.tools.Declaration;
import dev.rigel.tools.DeclaredTool;
import dev.rigel.tools.Generator;
import dev.rigel.tools.Toolset;

/** A picture changed as described by a configured endpoint. */
public final class Edit extends DeclaredTool {
  private final Generator generator;

  public Edit(Generator generator) {
    super(declaration());
    this.generator = generator;
  }

  /** Also of the tool that says it is not configured. */
  public static Declaration declaration() {
    return Declaration.of(Toolset.IMAGE_GEN, "edit", "Changes a picture as described.")
        .takes("image", IMAGE, "the picture")
        .takes("instruction", Type.STR, "what to change")
        .gives(IMAGE);
  }

  @Override
  public Object call(Arguments arguments, CallContext context) {
    return generator.edit(
        arguments.value("image", Image.class), arguments.text("instruction"), context);
  }
}
