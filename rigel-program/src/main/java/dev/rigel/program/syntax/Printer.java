package dev.rigel.program.syntax;

import java.util.List;

/** Writes a syntax tree as canonical program text, which parses to the same tree. */
public final class Printer {
  private static final String INDENT = "    ";

  private final StringBuilder out = new StringBuilder();
  private final ExpressionPrinter expressions = new ExpressionPrinter();

  private Printer() {}

  public static String print(Program program) {
    return print(program.statements());
  }

  public static String print(List<Statement> statements) {
    Printer printer = new Printer();
    printer.block(statements, 0);
    return printer.out.toString();
  }

  /** One expression, on one line as far as its texts allow. */
  public static String print(Expression expression) {
    return new ExpressionPrinter().print(expression);
  }

  private void block(List<Statement> statements, int depth) {
    statements.forEach(statement -> statement(statement, depth));
  }

  private void line(int depth, String text) {
    out.append(INDENT.repeat(depth)).append(text).append('\n');
  }

  private void statement(Statement statement, int depth) {
    switch (statement) {
      case Statement.Assign assign -> {
        StringBuilder text = new StringBuilder();
        assign.targets().forEach(target -> text.append(expressions.bare(target)).append(" = "));
        line(depth, text + expressions.bare(assign.value()));
      }
      case Statement.AugmentedAssign assign ->
          line(
              depth,
              expressions.print(assign.target())
                  + " "
                  + assign.operator().text()
                  + "= "
                  + expressions.bare(assign.value()));
      case Statement.ExpressionStatement expression ->
          line(depth, expressions.bare(expression.value()));
      case Statement.If branch -> branch("if", branch, depth);
      case Statement.For loop -> {
        line(
            depth,
            "for "
                + expressions.bare(loop.target())
                + " in "
                + expressions.bare(loop.iterable())
                + ":");
        block(loop.body(), depth + 1);
        otherwise(loop.otherwise(), depth);
      }
      case Statement.While loop -> {
        line(depth, "while " + expressions.print(loop.test()) + ":");
        block(loop.body(), depth + 1);
        otherwise(loop.otherwise(), depth);
      }
      case Statement.Break ignored -> line(depth, "break");
      case Statement.Continue ignored -> line(depth, "continue");
      case Statement.Pass ignored -> line(depth, "pass");
    }
  }

  private void branch(String word, Statement.If branch, int depth) {
    line(depth, word + " " + expressions.print(branch.test()) + ":");
    block(branch.body(), depth + 1);
    if (branch.otherwise().size() == 1
        && branch.otherwise().getFirst() instanceof Statement.If next) {
      branch("elif", next, depth);
    } else {
      otherwise(branch.otherwise(), depth);
    }
  }

  private void otherwise(List<Statement> statements, int depth) {
    if (!statements.isEmpty()) {
      line(depth, "else:");
      block(statements, depth + 1);
    }
  }
}
