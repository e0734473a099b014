package dev.rigel.program.syntax;

import java.util.List;

/**
 * A parsed program.
 *
 * @param source the text it was parsed from, exactly
 */
public record Program(String source, List<Statement> statements) {
  public Program {
    statements = List.copyOf(statements);
  }
}
