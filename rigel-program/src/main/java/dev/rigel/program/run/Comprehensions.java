package dev.rigel.program.run;

import dev.rigel.program.syntax.Expression;
import dev.rigel.program.syntax.Expression.Comprehension;
import dev.rigel.program.syntax.Expression.Comprehension.Clause;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Comprehensions and generators: a scope of their own, the first iterable taken from outside. */
final class Comprehensions {
  private final Machine machine;
  private final Evaluator evaluator;

  Comprehensions(Machine machine, Evaluator evaluator) {
    this.machine = machine;
    this.evaluator = evaluator;
  }

  Object evaluate(Comprehension comprehension, Scope outer) {
    List<Clause> clauses = comprehension.clauses();
    Object first = evaluator.now(clauses.getFirst().iterable(), outer);
    Rounds rounds = new Rounds(clauses, outer.inner(), machine.iteration().iterate(first));
    return switch (comprehension.kind()) {
      case GENERATOR -> new Generator(machine.fuel(), comprehension.element(), rounds);
      case LIST -> {
        ListValue list = new ListValue();
        while (rounds.advance()) {
          machine.fuel().checkItems(list.items.size() + 1L);
          list.items.add(evaluator.eval(comprehension.element(), rounds.scope));
        }
        yield list;
      }
      case SET -> {
        SetValue set = new SetValue();
        while (rounds.advance()) {
          machine.sequences().addTo(set, evaluator.eval(comprehension.element(), rounds.scope));
        }
        yield set;
      }
      case DICT -> {
        DictValue dict = new DictValue();
        Expression key = comprehension.key().orElseThrow();
        while (rounds.advance()) {
          Object name = evaluator.now(key, rounds.scope);
          machine
              .sequences()
              .putInto(dict, name, evaluator.eval(comprehension.element(), rounds.scope));
        }
        yield dict;
      }
    };
  }

  /** The nested loops of a comprehension, one turn at a time. */
  private final class Rounds {
    private final List<Clause> clauses;
    private final @Nullable IteratorValue[] iterators;
    final Scope scope;
    private int level;

    Rounds(List<Clause> clauses, Scope scope, IteratorValue first) {
      this.clauses = clauses;
      this.scope = scope;
      this.iterators = new @Nullable IteratorValue[clauses.size()];
      this.iterators[0] = first;
    }

    /** Binds the next set of variables; {@code false} at the end. */
    boolean advance() {
      while (level >= 0) {
        IteratorValue iterator = iterators[level];
        Object item = iterator == null ? null : iterator.next();
        if (item == null) {
          level--;
          continue;
        }
        machine.fuel().statement();
        evaluator.assign(clauses.get(level).target(), item, scope);
        if (!passes(clauses.get(level))) {
          continue;
        }
        if (level == clauses.size() - 1) {
          return true;
        }
        level++;
        Object inner = evaluator.now(clauses.get(level).iterable(), scope);
        iterators[level] = machine.iteration().iterate(inner);
      }
      return false;
    }

    private boolean passes(Clause clause) {
      for (Expression condition : clause.conditions()) {
        if (!machine.comparisons().truth(evaluator.eval(condition, scope))) {
          return false;
        }
      }
      return true;
    }
  }

  private final class Generator extends IteratorValue {
    private final Expression element;
    private final Rounds rounds;
    private boolean running;

    Generator(Fuel fuel, Expression element, Rounds rounds) {
      super(fuel, "generator");
      this.element = element;
      this.rounds = rounds;
    }

    @Override
    protected @Nullable Object advance() {
      if (running) {
        throw PythonError.value("generator already executing");
      }
      running = true;
      try {
        return rounds.advance() ? evaluator.eval(element, rounds.scope) : null;
      } catch (PythonError e) {
        rounds.level = -1;
        throw e;
      } finally {
        running = false;
      }
    }
  }
}
