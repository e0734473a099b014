package dev.rigel.program.syntax;

import java.util.List;

/** A statement of the program language. */
public sealed interface Statement {
  Span span();

  /**
   * {@code a = b = value}: one target or more. Targets are names, subscripts, or nested displays of
   * these.
   */
  record Assign(List<Expression> targets, Expression value, Span span) implements Statement {
    public Assign {
      targets = List.copyOf(targets);
    }
  }

  /** {@code target += value}. */
  record AugmentedAssign(
      Expression target, Expression.BinaryOperator operator, Expression value, Span span)
      implements Statement {}

  record ExpressionStatement(Expression value, Span span) implements Statement {}

  /** {@code elif} is an {@code If} alone in {@code otherwise}. */
  record If(Expression test, List<Statement> body, List<Statement> otherwise, Span span)
      implements Statement {
    public If {
      body = List.copyOf(body);
      otherwise = List.copyOf(otherwise);
    }
  }

  record For(
      Expression target,
      Expression iterable,
      List<Statement> body,
      List<Statement> otherwise,
      Span span)
      implements Statement {
    public For {
      body = List.copyOf(body);
      otherwise = List.copyOf(otherwise);
    }
  }

  record While(Expression test, List<Statement> body, List<Statement> otherwise, Span span)
      implements Statement {
    public While {
      body = List.copyOf(body);
      otherwise = List.copyOf(otherwise);
    }
  }

  record Break(Span span) implements Statement {}

  record Continue(Span span) implements Statement {}

  record Pass(Span span) implements Statement {}
}
