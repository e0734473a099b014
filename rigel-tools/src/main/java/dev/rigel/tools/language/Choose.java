package dev.rigel.tools.language;

import static dev.rigel.tools.VisualTypes.TEXTS;

import dev.rigel.program.Arguments;
import dev.rigel.program.Type;
import dev.rigel.tools.CallContext;
import dev.rigel.tools.Declaration;
import dev.rigel.tools.DeclaredTool;
import dev.rigel.tools.Toolset;
import java.util.List;

/** Which of the given words fits a text best, by the language model. */
public final class Choose extends DeclaredTool {
  private final Chooser chooser;

  public Choose(Author author) {
    super(
        Declaration.of(
                Toolset.CORE, "choose", "The one of the given options that fits a text best.")
            .takes("text", Type.STR, "what is judged")
            .takes("options", TEXTS, "the possible answers")
            .gives(Type.STR)
            .hint("the option that fits best")
            .use("To classify: kind of document, mood, language, yes or no about a text.")
            .limits("Always gives one of the options, also when none fits."));
    this.chooser = new Chooser(author);
  }

  @Override
  public Object call(Arguments arguments, CallContext context) {
    List<String> options = Chooser.checked(arguments.list("options", String.class), "options");
    return options.size() == 1
        ? options.getFirst()
        : chooser.chosen(arguments.text("text"), options, context);
  }
}
