package dev.rigel.program.run;

import java.util.List;

/** Filling dicts from other dicts, from pairs and from keyword arguments. */
final class DictUpdates {
  private final Fuel fuel;
  private final Iteration iteration;
  private final Sequences sequences;

  DictUpdates(Fuel fuel, Iteration iteration, Sequences sequences) {
    this.fuel = fuel;
    this.iteration = iteration;
    this.sequences = sequences;
  }

  /** As {@code dict.update}: a dict, or an iterable of pairs. */
  void update(DictValue target, Object given) {
    Object source = Pending.now(given);
    if (source instanceof DictValue dict) {
      merge(target, dict);
      return;
    }
    IteratorValue iterator = iteration.iterate(source);
    int place = 0;
    for (Object item = iterator.next(); item != null; item = iterator.next()) {
      Object pair = Pending.now(item);
      if (!Iteration.isIterable(pair)) {
        throw PythonError.type(
            "cannot convert dictionary update sequence element #%d to a sequence".formatted(place));
      }
      List<Object> parts = iteration.collect(pair);
      if (parts.size() != 2) {
        throw PythonError.value(
            "dictionary update sequence element #%d has length %d; 2 is required"
                .formatted(place, parts.size()));
      }
      sequences.putInto(target, parts.get(0), parts.get(1));
      place++;
    }
  }

  void merge(DictValue target, DictValue source) {
    fuel.items(source.table.size());
    fuel.checkItems((long) source.table.size());
    for (HashTable.Entry entry : source.table.entries()) {
      fuel.checkItems(target.table.size() + 1L);
      target.table.put(entry.canonical, entry.key, entry.value);
    }
  }
}
