package dev.rigel.tools.core;

import dev.rigel.base.ErrorCode;
import dev.rigel.base.Excerpt;
import dev.rigel.base.RigelException;
import dev.rigel.program.Arguments;
import dev.rigel.program.Type;
import dev.rigel.tools.CallContext;
import dev.rigel.tools.Declaration;
import dev.rigel.tools.DeclaredTool;
import dev.rigel.tools.Toolset;
import dev.rigel.tools.text.DateText;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/** How many days lie between two dates. */
public final class Days extends DeclaredTool {
  /** Of a wrong text in an error, in characters. */
  private static final int LONGEST = 60;

  public Days() {
    super(
        Declaration.of(Toolset.CORE, "days", "Days from one date to another.")
            .takes("start", Type.STR, "a date")
            .takes("end", Type.STR, "a date; before the start gives a negative number")
            .gives(Type.INT)
            .use("For terms of payment, ages, spans of time.")
            .limits("Each text must hold exactly one date, in a form that dates understands."));
  }

  @Override
  public Object call(Arguments arguments, CallContext context) {
    return ChronoUnit.DAYS.between(date(arguments, "start"), date(arguments, "end"));
  }

  /**
   * @throws RigelException naming the argument that is not one date
   */
  private static LocalDate date(Arguments arguments, String name) {
    String text = arguments.text(name);
    var found = DateText.in(text).find(text);
    if (found.size() != 1) {
      throw new RigelException(
          ErrorCode.INVALID_REQUEST,
          "days() argument '"
              + name
              + "' must hold one date, not "
              + found.size()
              + ": "
              + Excerpt.of(text, LONGEST));
    }
    return LocalDate.parse(found.getFirst().value());
  }
}
