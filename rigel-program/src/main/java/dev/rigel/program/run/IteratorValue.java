package dev.rigel.program.run;

import org.jspecify.annotations.Nullable;

/**
 * A lazy iterator: one pass, elements on demand. Iterators over iterators count as nesting, so that
 * no chain of them exhausts the stack.
 */
abstract class IteratorValue {
  private final Fuel fuel;
  private final String typeName;

  IteratorValue(Fuel fuel, String typeName) {
    this.fuel = fuel;
    this.typeName = typeName;
  }

  /** The next element, or {@code null} at the end. */
  final @Nullable Object next() {
    fuel.items(1);
    fuel.enter();
    try {
      return advance();
    } finally {
      fuel.leave();
    }
  }

  protected abstract @Nullable Object advance();

  /** How many elements are left at most, where that is known; sizes are checked before copying. */
  long sizeHint() {
    return 0;
  }

  String typeName() {
    return typeName;
  }
}
