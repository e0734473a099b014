package dev.rigel.program.syntax;

import java.util.List;

/** Trees without the places they were read from. */
final class Trees {
  private static final String SPAN = "span=Span[";

  private Trees() {}

  static String withoutSpans(List<Statement> statements) {
    String text = statements.toString();
    StringBuilder result = new StringBuilder(text.length());
    int from = 0;
    for (int at = text.indexOf(SPAN); at >= 0; at = text.indexOf(SPAN, from)) {
      result.append(text, from, at);
      from = text.indexOf(']', at) + 1;
    }
    return result.append(text, from, text.length()).toString();
  }
}
