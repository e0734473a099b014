package dev.rigel.program.syntax;

import java.util.List;

/** Trees without the places they were read from. */
final class Trees {
  private Trees() {}

  static String withoutSpans(List<Statement> statements) {
    return statements.toString().replaceAll("(, )?span=Span\\[[^\\]]*\\]", "");
  }
}
