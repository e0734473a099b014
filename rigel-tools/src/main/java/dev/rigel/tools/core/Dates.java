package dev.rigel.tools.core;

import dev.rigel.program.Arguments;
import dev.rigel.program.Type;
import dev.rigel.tools.CallContext;
import dev.rigel.tools.Declaration;
import dev.rigel.tools.DeclaredTool;
import dev.rigel.tools.Toolset;
import dev.rigel.tools.text.DateText;

/** The calendar dates that stand in a text, in a form that sorts. */
public final class Dates extends DeclaredTool {
  public Dates() {
    super(
        Declaration.of(Toolset.CORE, "dates", "All dates in a text, as YYYY-MM-DD.")
            .takes("text", Type.STR, "any text")
            .gives(Type.list(Type.STR))
            .use("To compare dates, to sort by them, to find the first or the last.")
            .limits(
                "Understands dates in numbers and with month names in seven languages; 03/04/2024 in the"
                    + " order that the other dates, money and taxes of the text show, otherwise month first."));
  }

  @Override
  public Object call(Arguments arguments, CallContext context) {
    String text = arguments.text("text");
    DateText finder = DateText.in(text);
    return text.lines()
        .flatMap(line -> finder.find(line).stream())
        .map(DateText.Match::value)
        .toList();
  }
}
