package dev.rigel.tools.reading;

import dev.rigel.base.RigelException;
import dev.rigel.media.Document;
import dev.rigel.program.Arguments;
import java.util.OptionalInt;

/** Page numbers as programs give them: from 1. */
public final class PageNumbers {
  private PageNumbers() {}

  /**
   * @throws RigelException when the document has no such page
   */
  public static int checked(Document document, int number) {
    int count = document.pageCount();
    if (number < 1 || number > count) {
      throw RigelException.invalid(
          "There is no page "
              + number
              + ": the document has "
              + count
              + (count == 1 ? " page." : " pages.")
              + (number < 1 ? " Pages count from 1; the last is " + count + "." : ""),
          "page");
    }
    return number;
  }

  /** The parameter {@code page}, empty when it is {@code None}. */
  public static OptionalInt optional(Arguments arguments) {
    return arguments.has("page") ? OptionalInt.of(arguments.integer("page")) : OptionalInt.empty();
  }
}
