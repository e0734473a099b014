package dev.rigel.program.run;

import dev.rigel.program.run.Signature.Bound;
import dev.rigel.program.syntax.Expression.BinaryOperator;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The builtins that give their items on demand, as in CPython. */
final class LazyIterators {
  private LazyIterators() {}

  static Object enumerate(Machine machine, Bound a) {
    IteratorValue inner = machine.iteration().iterate(a.at(0));
    Object start = Numbers.normal(Convert.integer(a.at(1, 0L)));
    return new IteratorValue(machine.fuel(), "enumerate") {
      private Object count = start;

      @Override
      protected @Nullable Object advance() {
        Object item = inner.next();
        if (item == null) {
          return null;
        }
        Object pair = TupleValue.of(count, item);
        count = machine.operators().binary(BinaryOperator.ADD, count, 1L);
        return pair;
      }

      @Override
      long sizeHint() {
        return inner.sizeHint();
      }
    };
  }

  static Object filter(Machine machine, Bound a) {
    Callable test = Builtins.optionalCallable(a.at(0));
    IteratorValue inner = machine.iteration().iterate(a.at(1));
    return new IteratorValue(machine.fuel(), "filter") {
      @Override
      protected @Nullable Object advance() {
        for (Object item = inner.next(); item != null; item = inner.next()) {
          Object verdict = test == null ? item : test.call(CallArguments.of(item));
          if (machine.comparisons().truth(verdict)) {
            return item;
          }
        }
        return null;
      }
    };
  }

  static Object map(Machine machine, Bound a) {
    if (a.rest().isEmpty()) {
      throw PythonError.type("map() must have at least two arguments.");
    }
    Object function = a.at(0);
    List<IteratorValue> inner = iterators(machine, a.rest());
    return new IteratorValue(machine.fuel(), "map") {
      @Override
      protected @Nullable Object advance() {
        List<Object> items = new ArrayList<>(inner.size());
        for (IteratorValue iterator : inner) {
          Object item = iterator.next();
          if (item == null) {
            return null;
          }
          items.add(item);
        }
        return Convert.callable(function).call(CallArguments.of(items.toArray()));
      }

      @Override
      long sizeHint() {
        return smallestHint(inner);
      }
    };
  }

  static Object zip(Machine machine, Bound a) {
    boolean strict = machine.comparisons().truth(a.at(0, false));
    List<IteratorValue> inner = iterators(machine, a.rest());
    return new IteratorValue(machine.fuel(), "zip") {
      @Override
      protected @Nullable Object advance() {
        List<Object> items = new ArrayList<>(inner.size());
        for (int i = 0; i < inner.size(); i++) {
          Object item = inner.get(i).next();
          if (item == null) {
            if (strict) {
              requireAllAtEnd(inner, i);
            }
            return null;
          }
          items.add(item);
        }
        return items.isEmpty() ? null : TupleValue.of(items);
      }

      @Override
      long sizeHint() {
        return smallestHint(inner);
      }
    };
  }

  private static void requireAllAtEnd(List<IteratorValue> inner, int ended) {
    if (ended > 0) {
      throw PythonError.value(
          "zip() argument %d is shorter than argument%s"
              .formatted(ended + 1, ended == 1 ? " 1" : "s 1-" + ended));
    }
    for (int i = 1; i < inner.size(); i++) {
      if (inner.get(i).next() != null) {
        throw PythonError.value(
            "zip() argument %d is longer than argument%s"
                .formatted(i + 1, i == 1 ? " 1" : "s 1-" + i));
      }
    }
  }

  private static List<IteratorValue> iterators(Machine machine, List<Object> iterables) {
    List<IteratorValue> iterators = new ArrayList<>();
    iterables.forEach(iterable -> iterators.add(machine.iteration().iterate(iterable)));
    return iterators;
  }

  private static long smallestHint(List<IteratorValue> inner) {
    return inner.stream().mapToLong(IteratorValue::sizeHint).min().orElse(0);
  }

  static Object next(Machine machine, Bound a) {
    if (!(a.at(0) instanceof IteratorValue iterator)) {
      throw PythonError.type("'%s' object is not an iterator".formatted(Types.nameOf(a.at(0))));
    }
    Object item = iterator.next();
    if (item != null) {
      return item;
    }
    if (a.has(1)) {
      return a.raw(1);
    }
    throw new PythonError("StopIteration", "");
  }

  static Object reversed(Machine machine, Bound a) {
    Object value = a.at(0);
    return switch (value) {
      case ListValue list -> reversedList(machine, list);
      case TupleValue tuple -> machine.iteration().overItems(tuple.items.reversed(), "reversed");
      case String text -> {
        List<Object> characters = machine.iteration().collect(text);
        yield machine.iteration().overItems(characters.reversed(), "reversed");
      }
      case RangeValue range ->
          machine
              .iteration()
              .iterate(
                  machine
                      .sequences()
                      .item(range, new SliceValue(NoneValue.NONE, NoneValue.NONE, -1L)));
      case DictValue dict -> reversedView(machine, new DictView(dict, DictView.Kind.KEYS));
      case DictView view -> reversedView(machine, view);
      default ->
          throw PythonError.type("'%s' object is not reversible".formatted(Types.nameOf(value)));
    };
  }

  private static IteratorValue reversedView(Machine machine, DictView view) {
    List<Object> items = machine.iteration().collect(view);
    return machine.iteration().overItems(items.reversed(), "dict_reverseiterator");
  }

  private static IteratorValue reversedList(Machine machine, ListValue list) {
    return new IteratorValue(machine.fuel(), "list_reverseiterator") {
      private int next = list.items.size() - 1;

      @Override
      protected @Nullable Object advance() {
        return next >= 0 && next < list.items.size() ? list.items.get(next--) : null;
      }

      @Override
      long sizeHint() {
        return next + 1L;
      }
    };
  }
}
