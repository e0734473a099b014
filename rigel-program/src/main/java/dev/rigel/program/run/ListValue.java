package dev.rigel.program.run;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** A Python list. Elements may be results to come. */
final class ListValue {
  final List<Object> items;

  /**
   * @param items becomes the list itself: it must be changeable and nobody else's
   */
  ListValue(List<Object> items) {
    this.items = items;
  }

  ListValue() {
    this(new ArrayList<>());
  }

  static ListValue of(Collection<?> items) {
    return new ListValue(new ArrayList<>(items));
  }

  static ListValue of(Object... items) {
    return new ListValue(new ArrayList<>(List.of(items)));
  }
}
