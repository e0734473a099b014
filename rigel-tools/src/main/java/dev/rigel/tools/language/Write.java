package dev.rigel.tools.language;

import dev.rigel.base.RigelException;
import dev.rigel.program.Arguments;
import dev.rigel.program.Type;
import dev.rigel.tools.CallContext;
import dev.rigel.tools.Declaration;
import dev.rigel.tools.DeclaredTool;
import dev.rigel.tools.Toolset;

/** Text written by the language model from other text. */
public final class Write extends DeclaredTool {
  private static final int MOST_TOKENS = 1024;

  private static final String SYSTEM =
      "You work on texts. Do what the task says, using only what the text says. Give the result"
          + " alone, without introduction.";

  private final Author author;

  public Write(Author author) {
    super(
        Declaration.of(
                Toolset.CORE,
                "write",
                "Summarises, translates or rephrases text by a language model.")
            .takes("instruction", Type.STR, "what to do with the text")
            .takes("text", Type.STR, "the text to work on")
            .gives(Type.STR)
            .hint("summarise, translate, rephrase")
            .avoid("For counting, adding and comparing: programs do that exactly.")
            .limits("As good as the language model; up to " + MOST_TOKENS + " tokens."));
    this.author = author;
  }

  @Override
  public Object call(Arguments arguments, CallContext context) {
    String instruction = arguments.text("instruction").strip();
    if (instruction.isEmpty()) {
      throw RigelException.invalid(
          "write needs an instruction, for example \"Summarise.\"", "instruction");
    }
    String text = arguments.text("text");
    if (text.isBlank()) {
      throw RigelException.invalid("write has no text to work on: the text is empty.", "text");
    }
    return author.word(SYSTEM, "Task: " + instruction, text, MOST_TOKENS, context);
  }
}
