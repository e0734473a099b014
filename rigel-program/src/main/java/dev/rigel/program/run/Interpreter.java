package dev.rigel.program.run;

import dev.rigel.program.syntax.Expression;
import dev.rigel.program.syntax.Statement;
import java.util.List;

/** Runs statements, one after the other. */
final class Interpreter {
  /** How a statement leaves. */
  private enum Flow {
    NEXT,
    BREAK,
    CONTINUE
  }

  private final Machine machine;
  private final Fuel fuel;
  private final Evaluator evaluator;
  private final Scope scope;
  private int line;

  Interpreter(Machine machine, Evaluator evaluator, Scope scope) {
    this.machine = machine;
    this.fuel = machine.fuel();
    this.evaluator = evaluator;
    this.scope = scope;
  }

  /** Line of the statement at work, from 1. */
  int line() {
    return line;
  }

  void run(List<Statement> statements) {
    block(statements);
  }

  private Flow block(List<Statement> statements) {
    for (Statement statement : statements) {
      Flow flow = execute(statement);
      if (flow != Flow.NEXT) {
        return flow;
      }
    }
    return Flow.NEXT;
  }

  private Flow execute(Statement statement) {
    line = statement.span().line();
    fuel.statement();
    fuel.enter();
    try {
      return dispatch(statement);
    } catch (PythonError e) {
      throw e.at(statement.span());
    } finally {
      fuel.leave();
    }
  }

  private Flow dispatch(Statement statement) {
    switch (statement) {
      case Statement.Assign assign -> {
        Object value = evaluator.eval(assign.value(), scope);
        assign.targets().forEach(target -> evaluator.assign(target, value, scope));
      }
      case Statement.AugmentedAssign assign -> augment(assign);
      case Statement.ExpressionStatement expression -> evaluator.eval(expression.value(), scope);
      case Statement.If branch -> {
        return block(truth(branch.test()) ? branch.body() : branch.otherwise());
      }
      case Statement.For loop -> {
        return forLoop(loop);
      }
      case Statement.While loop -> {
        return whileLoop(loop);
      }
      case Statement.Break _ -> {
        return Flow.BREAK;
      }
      case Statement.Continue _ -> {
        return Flow.CONTINUE;
      }
      case Statement.Pass _ -> {}
    }
    return Flow.NEXT;
  }

  private boolean truth(Expression test) {
    return machine.comparisons().truth(evaluator.eval(test, scope));
  }

  private void augment(Statement.AugmentedAssign assign) {
    if (assign.target() instanceof Expression.Subscript subscript) {
      Object container = evaluator.now(subscript.value(), scope);
      Object index = evaluator.index(subscript.index(), scope);
      Object old = Pending.now(machine.sequences().item(container, index));
      Object value = evaluator.now(assign.value(), scope);
      machine
          .sequences()
          .store(container, index, machine.operators().augmented(assign.operator(), old, value));
      return;
    }
    Object old = evaluator.now(assign.target(), scope);
    Object value = evaluator.now(assign.value(), scope);
    evaluator.assign(
        assign.target(), machine.operators().augmented(assign.operator(), old, value), scope);
  }

  private Flow forLoop(Statement.For loop) {
    IteratorValue iterator = machine.iteration().iterate(evaluator.eval(loop.iterable(), scope));
    while (true) {
      line = loop.span().line();
      Object item = iterator.next();
      if (item == null) {
        return block(loop.otherwise());
      }
      fuel.statement();
      evaluator.assign(loop.target(), item, scope);
      if (block(loop.body()) == Flow.BREAK) {
        return Flow.NEXT;
      }
    }
  }

  private Flow whileLoop(Statement.While loop) {
    while (true) {
      line = loop.span().line();
      fuel.statement();
      if (!truth(loop.test())) {
        return block(loop.otherwise());
      }
      if (block(loop.body()) == Flow.BREAK) {
        return Flow.NEXT;
      }
    }
  }
}
