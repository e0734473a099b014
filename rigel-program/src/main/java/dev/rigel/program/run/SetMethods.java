package dev.rigel.program.run;

import dev.rigel.program.run.Signature.Bound;

/** The methods of {@code set}. */
final class SetMethods {
  static final Method.Table<SetValue> TABLE =
      new Method.Table<>(SetValue.class)
          .add(
              "add(member, /)",
              "adds a member",
              (m, set, a) -> {
                m.sequences().addTo(set, a.at(0));
                return NoneValue.NONE;
              })
          .add(
              "clear()",
              "removes all members",
              (m, set, a) -> {
                set.table.clear();
                return NoneValue.NONE;
              })
          .add("copy()", "a new set of the same members", (m, set, a) -> m.sets().copy(set.table))
          .add(
              "difference(*others)",
              "the members that no other has",
              (m, set, a) -> difference(m, set, a))
          .add(
              "difference_update(*others)",
              "removes what another has",
              (m, set, a) -> changed(m, set, difference(m, set, a)))
          .add(
              "discard(member, /)",
              "removes a member if it is there",
              (m, set, a) -> {
                set.table.remove(m.sets().memberKey(a.at(0)));
                return NoneValue.NONE;
              })
          .add(
              "intersection(*others)",
              "the members that all have",
              (m, set, a) -> intersection(m, set, a))
          .add(
              "intersection_update(*others)",
              "keeps what all have",
              (m, set, a) -> changed(m, set, intersection(m, set, a)))
          .add(
              "isdisjoint(other, /)",
              "no member in common",
              (m, set, a) -> m.sets().disjoint(set.table, m.sets().tableOf(a.at(0))))
          .add(
              "issubset(other, /)",
              "the other has all members",
              (m, set, a) -> m.sets().isSubset(set.table, m.sets().tableOf(a.at(0))))
          .add(
              "issuperset(other, /)",
              "has all members of the other",
              (m, set, a) -> m.sets().isSubset(m.sets().tableOf(a.at(0)), set.table))
          .add(
              "pop()",
              "removes and gives the first member",
              (m, set, a) -> {
                HashTable.Entry entry = set.table.removeFirst();
                if (entry == null) {
                  throw PythonError.key("'pop from an empty set'");
                }
                return entry.key;
              })
          .add(
              "remove(member, /)",
              "removes a member, an error when absent",
              (m, set, a) -> {
                if (set.table.remove(m.sets().memberKey(a.at(0))) == null) {
                  throw PythonError.key(m.representation().of(a.at(0)));
                }
                return NoneValue.NONE;
              })
          .add(
              "symmetric_difference(other, /)",
              "the members that only one has",
              (m, set, a) -> m.sets().symmetricDifference(set.table, m.sets().tableOf(a.at(0))))
          .add(
              "symmetric_difference_update(other, /)",
              "keeps what only one has",
              (m, set, a) ->
                  changed(
                      m, set, m.sets().symmetricDifference(set.table, m.sets().tableOf(a.at(0)))))
          .add("union(*others)", "the members of all", (m, set, a) -> union(m, set, a))
          .add(
              "update(*others)",
              "adds the members of others",
              (m, set, a) -> {
                a.rest().forEach(other -> m.sets().addAll(set, Pending.now(other)));
                return NoneValue.NONE;
              });

  private SetMethods() {}

  private static NoneValue changed(Machine machine, SetValue set, SetValue content) {
    machine.sets().replace(set, content);
    return NoneValue.NONE;
  }

  private static SetValue union(Machine machine, SetValue set, Bound a) {
    SetValue result = machine.sets().copy(set.table);
    a.rest().forEach(other -> machine.sets().addAll(result, Pending.now(other)));
    return result;
  }

  private static SetValue difference(Machine machine, SetValue set, Bound a) {
    SetValue result = machine.sets().copy(set.table);
    for (Object other : a.rest()) {
      result = machine.sets().difference(result.table, machine.sets().tableOf(Pending.now(other)));
    }
    return result;
  }

  private static SetValue intersection(Machine machine, SetValue set, Bound a) {
    SetValue result = machine.sets().copy(set.table);
    for (Object other : a.rest()) {
      result =
          machine.sets().intersection(result.table, machine.sets().tableOf(Pending.now(other)));
    }
    return result;
  }
}
