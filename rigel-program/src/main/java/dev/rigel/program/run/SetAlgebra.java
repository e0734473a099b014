package dev.rigel.program.run;

/** Union, intersection and differences, in insertion order of the left side. */
final class SetAlgebra {
  private final Fuel fuel;
  private final Iteration iteration;
  private final Sequences sequences;
  private final Comparisons comparisons;

  SetAlgebra(Fuel fuel, Iteration iteration, Sequences sequences, Comparisons comparisons) {
    this.fuel = fuel;
    this.iteration = iteration;
    this.sequences = sequences;
    this.comparisons = comparisons;
  }

  /** {@code set(iterable)}. */
  SetValue of(Object iterable) {
    SetValue result = new SetValue();
    addAll(result, iterable);
    return result;
  }

  void addAll(SetValue set, Object iterable) {
    IteratorValue iterator = iteration.iterate(iterable == set ? copy(set.table) : iterable);
    for (Object item = iterator.next(); item != null; item = iterator.next()) {
      sequences.addTo(set, item);
    }
  }

  /** The members of any iterable as a table, without a copy where it is a set. */
  HashTable tableOf(Object value) {
    return value instanceof SetValue set ? set.table : of(value).table;
  }

  SetValue copy(HashTable table) {
    return union(table, new HashTable());
  }

  SetValue union(HashTable a, HashTable b) {
    SetValue result = new SetValue();
    fuel.newItems((long) a.size() + b.size());
    a.entries().forEach(e -> result.table.put(e.canonical, e.key, e.key));
    b.entries().forEach(e -> result.table.put(e.canonical, e.key, e.key));
    return result;
  }

  SetValue intersection(HashTable a, HashTable b) {
    return selected(a, b, true);
  }

  SetValue difference(HashTable a, HashTable b) {
    return selected(a, b, false);
  }

  private SetValue selected(HashTable a, HashTable b, boolean common) {
    SetValue result = new SetValue();
    fuel.newItems(a.size());
    a.entries().stream()
        .filter(e -> (b.find(e.canonical) != null) == common)
        .forEach(e -> result.table.put(e.canonical, e.key, e.key));
    return result;
  }

  SetValue symmetricDifference(HashTable a, HashTable b) {
    return union(difference(a, b).table, difference(b, a).table);
  }

  boolean isSubset(HashTable smaller, HashTable larger) {
    fuel.items(smaller.size());
    return smaller.entries().stream().allMatch(e -> larger.find(e.canonical) != null);
  }

  boolean disjoint(HashTable a, HashTable b) {
    fuel.items(a.size());
    return a.entries().stream().allMatch(e -> b.find(e.canonical) == null);
  }

  SetValue replace(SetValue set, SetValue content) {
    var entries = content.table.entries();
    set.table.clear();
    entries.forEach(e -> set.table.put(e.canonical, e.key, e.key));
    return set;
  }

  /** The key of a member to look for; a set inside a set is looked for as a frozen one. */
  Object memberKey(Object member) {
    return member instanceof SetValue ? new Object() : comparisons.key(member);
  }
}
