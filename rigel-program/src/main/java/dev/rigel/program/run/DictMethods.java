package dev.rigel.program.run;

import dev.rigel.program.run.Signature.Bound;
import org.jspecify.annotations.Nullable;

/** The methods of {@code dict} and of its views. */
final class DictMethods {
  static final Method.Table<DictValue> TABLE =
      new Method.Table<>(DictValue.class)
          .add(
              "clear()",
              "removes all entries",
              (m, dict, a) -> {
                dict.table.clear();
                return NoneValue.NONE;
              })
          .add(
              "copy()",
              "a new dict of the same entries",
              (m, dict, a) -> {
                DictValue copy = new DictValue();
                m.dicts().merge(copy, dict);
                return copy;
              })
          .add(
              "get(key, default=None, /)",
              "the value, or a default",
              (m, dict, a) -> {
                HashTable.Entry entry = find(m, dict, a);
                return entry == null ? a.raw(1, NoneValue.NONE) : entry.value;
              })
          .add("items()", "the pairs", (m, dict, a) -> new DictView(dict, DictView.Kind.ITEMS))
          .add("keys()", "the keys", (m, dict, a) -> new DictView(dict, DictView.Kind.KEYS))
          .add("pop(key, default=None, /)", "removes an entry, gives its value", DictMethods::pop)
          .add(
              "popitem()",
              "removes and gives the last pair",
              (m, dict, a) -> {
                HashTable.Entry entry = dict.table.removeLast();
                if (entry == null) {
                  throw PythonError.key("'popitem(): dictionary is empty'");
                }
                return TupleValue.of(entry.key, entry.value);
              })
          .add(
              "setdefault(key, default=None, /)",
              "the value, set to a default when absent",
              (m, dict, a) -> {
                HashTable.Entry entry = find(m, dict, a);
                if (entry != null) {
                  return entry.value;
                }
                Object value = a.raw(1, NoneValue.NONE);
                m.sequences().putInto(dict, a.at(0), value);
                return value;
              })
          .add(
              "update(other=(), /, **kwargs)",
              "entries of another dict, or of pairs, added",
              (m, dict, a) -> {
                if (a.has(0)) {
                  m.dicts().update(dict, a.at(0));
                }
                a.named().forEach((key, value) -> m.sequences().putInto(dict, key, value));
                return NoneValue.NONE;
              })
          .add("values()", "the values", (m, dict, a) -> new DictView(dict, DictView.Kind.VALUES));

  static final Method.Table<DictView> VIEWS =
      new Method.Table<>(DictView.class)
          .add(
              "isdisjoint(other, /)",
              "no key in common with another",
              (m, view, a) -> {
                HashTable table = m.comparisons().setTable(view);
                if (table == null) {
                  throw PythonError.attribute("'dict_values' object has no attribute 'isdisjoint'");
                }
                return m.sets().disjoint(table, m.sets().tableOf(a.at(0)));
              });

  private DictMethods() {}

  private static HashTable.@Nullable Entry find(Machine machine, DictValue dict, Bound a) {
    return dict.table.find(machine.comparisons().key(a.at(0)));
  }

  private static Object pop(Machine machine, DictValue dict, Bound a) {
    HashTable.Entry entry = dict.table.remove(machine.comparisons().key(a.at(0)));
    if (entry != null) {
      return entry.value;
    }
    if (a.has(1)) {
      return a.raw(1);
    }
    throw PythonError.key(machine.representation().of(a.at(0)));
  }
}
