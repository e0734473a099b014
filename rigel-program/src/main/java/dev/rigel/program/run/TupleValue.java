package dev.rigel.program.run;

import java.util.Collection;
import java.util.List;

/** A Python tuple. Elements may be results to come. */
final class TupleValue {
  static final TupleValue EMPTY = new TupleValue(List.of());

  final List<Object> items;

  private TupleValue(List<Object> items) {
    this.items = items;
  }

  static TupleValue of(Collection<?> items) {
    return new TupleValue(List.copyOf(items));
  }

  static TupleValue of(Object... items) {
    return new TupleValue(List.of(items));
  }
}
