package dev.rigel.tools.core;

import static dev.rigel.tools.VisualTypes.IMAGE;

import dev.rigel.media.Image;
import dev.rigel.program.Arguments;
import dev.rigel.program.Type;
import dev.rigel.tools.CallContext;
import dev.rigel.tools.Declaration;
import dev.rigel.tools.DeclaredTool;
import dev.rigel.tools.Looker;
import dev.rigel.tools.Toolset;

/** Answers a question about what is visible. */
public final class Look extends DeclaredTool {
  private final Looker looker;

  public Look(Looker looker) {
    super(
        Declaration.of(Toolset.CORE, "look", "Answers a question about what is visible.")
            .takes("image", IMAGE, "where to look")
            .takesOptional("question", Type.STR, "\"What is there?\"", "in words")
            .gives(Type.STR)
            .hint("answers a question about what is visible")
            .use("For what no other function gives: descriptions, scenes, what happens.")
            .avoid("For counting, text, places and colours: the functions for these are exact.")
            .limits(
                "Without a configured model that sees pictures the answer is put together from"
                    + " objects, faces, text, codes and colours, and says so."));
    this.looker = looker;
  }

  @Override
  public Object call(Arguments arguments, CallContext context) {
    return looker.look(arguments.value("image", Image.class), arguments.text("question"), context);
  }
}
