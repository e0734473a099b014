package dev.rigel.program.run;

import dev.rigel.program.run.Signature.Bound;
import java.util.Collections;
import java.util.List;

/** The methods of {@code list} and {@code tuple}. */
final class ListMethods {
  static final Method.Table<ListValue> TABLE =
      new Method.Table<>(ListValue.class)
          .add(
              "append(item, /)",
              "adds an item at the end",
              (m, list, a) -> {
                m.fuel().checkItems(list.items.size() + 1L);
                list.items.add(a.raw(0));
                return NoneValue.NONE;
              })
          .add(
              "clear()",
              "removes all items",
              (m, list, a) -> {
                list.items.clear();
                return NoneValue.NONE;
              })
          .add("copy()", "a new list of the same items", (m, list, a) -> copy(m, list))
          .add(
              "count(value, /)",
              "how often a value occurs",
              (m, list, a) -> count(m, list.items, a.at(0)))
          .add(
              "extend(iterable, /)",
              "adds all items of an iterable",
              (m, list, a) -> {
                List<Object> more = m.iteration().collect(a.at(0));
                m.fuel().checkItems((long) list.items.size() + more.size());
                list.items.addAll(more);
                return NoneValue.NONE;
              })
          .add(
              "index(value, start=0, stop=None, /)",
              "place of the first equal item",
              (m, list, a) ->
                  index(m, list.items, a, m.representation().of(a.at(0)) + " is not in list"))
          .add("insert(index, item, /)", "puts an item before a place", ListMethods::insert)
          .add("pop(index=-1, /)", "removes and gives an item", ListMethods::pop)
          .add("remove(value, /)", "removes the first equal item", ListMethods::remove)
          .add(
              "reverse()",
              "turns the order round",
              (m, list, a) -> {
                m.fuel().items(list.items.size());
                Collections.reverse(list.items);
                return NoneValue.NONE;
              })
          .add(
              "sort(*, key=None, reverse=False)",
              "sorts in place, stable",
              (m, list, a) -> {
                List<Object> items = List.copyOf(list.items);
                List<Object> sorted =
                    Builtins.sorted(m, items, a.at(0, NoneValue.NONE), a.at(1, false));
                if (list.items.size() != items.size()) {
                  throw PythonError.value("list modified during sort");
                }
                list.items.clear();
                list.items.addAll(sorted);
                return NoneValue.NONE;
              });

  static final Method.Table<TupleValue> TUPLES =
      new Method.Table<>(TupleValue.class)
          .add(
              "count(value, /)",
              "how often a value occurs",
              (m, tuple, a) -> count(m, tuple.items, a.at(0)))
          .add(
              "index(value, start=0, stop=None, /)",
              "place of the first equal item",
              (m, tuple, a) -> index(m, tuple.items, a, "tuple.index(x): x not in tuple"));

  private ListMethods() {}

  private static ListValue copy(Machine machine, ListValue list) {
    machine.fuel().newItems(list.items.size());
    return ListValue.of(list.items);
  }

  private static Object count(Machine machine, List<Object> items, Object value) {
    long count = 0;
    for (int i = 0; i < items.size(); i++) {
      if (machine.comparisons().same(items.get(i), value)) {
        count++;
      }
    }
    return count;
  }

  private static Object index(Machine machine, List<Object> items, Bound a, String message) {
    long start = Convert.bound(a.at(1, 0L), 0);
    long stop = Convert.bound(a.at(2, Long.MAX_VALUE), Long.MAX_VALUE);
    start = start < 0 ? Math.max(0, start + items.size()) : start;
    stop = stop < 0 ? stop + items.size() : stop;
    for (long i = start; i < stop && i < items.size(); i++) {
      if (machine.comparisons().same(items.get((int) i), a.at(0))) {
        return i;
      }
    }
    throw PythonError.value(message);
  }

  private static Object insert(Machine machine, ListValue list, Bound a) {
    long place = Convert.place(a.at(0));
    int size = list.items.size();
    machine.fuel().checkItems(size + 1L);
    machine.fuel().characters(size / 16);
    place = place < 0 ? Math.max(0, place + size) : Math.min(place, size);
    list.items.add((int) place, a.raw(1));
    return NoneValue.NONE;
  }

  private static Object pop(Machine machine, ListValue list, Bound a) {
    long place = Convert.place(a.at(0, -1L));
    int size = list.items.size();
    if (size == 0) {
      throw PythonError.index("pop from empty list");
    }
    machine.fuel().characters(size / 16);
    place = place < 0 ? place + size : place;
    if (place < 0 || place >= size) {
      throw PythonError.index("pop index out of range");
    }
    return list.items.remove((int) place);
  }

  private static Object remove(Machine machine, ListValue list, Bound a) {
    for (int i = 0; i < list.items.size(); i++) {
      if (machine.comparisons().same(list.items.get(i), a.at(0))) {
        list.items.remove(i);
        return NoneValue.NONE;
      }
    }
    throw PythonError.value("list.remove(x): x not in list");
  }
}
