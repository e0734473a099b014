package dev.rigel.program.run;

import java.util.Collections;
import java.util.List;

/**
 * Sorts places by their keys as CPython does for short lists: a run at the start is kept or turned
 * round, the rest is inserted by binary search; long lists are merged from such pieces. It asks
 * only {@code <}, and keys that contradict themselves (NaN) do it no harm.
 */
final class StableSort {
  /** The length below which CPython does not merge. */
  private static final int PIECE = 64;

  private final Comparisons comparisons;
  private final List<Object> keys;

  StableSort(Comparisons comparisons, List<Object> keys) {
    this.comparisons = comparisons;
    this.keys = keys;
  }

  void sort(List<Integer> order) {
    if (order.size() < PIECE) {
      sortPiece(order);
      return;
    }
    int middle = order.size() / 2;
    List<Integer> left = new java.util.ArrayList<>(order.subList(0, middle));
    List<Integer> right = new java.util.ArrayList<>(order.subList(middle, order.size()));
    sort(left);
    sort(right);
    merge(left, right, order);
  }

  private void merge(List<Integer> left, List<Integer> right, List<Integer> target) {
    int i = 0;
    int j = 0;
    for (int k = 0; k < target.size(); k++) {
      boolean takeRight = i == left.size() || (j < right.size() && less(right.get(j), left.get(i)));
      target.set(k, takeRight ? right.get(j++) : left.get(i++));
    }
  }

  private void sortPiece(List<Integer> order) {
    int size = order.size();
    if (size < 2) {
      return;
    }
    int run = 2;
    boolean descending = less(order.get(1), order.get(0));
    while (run < size && less(order.get(run), order.get(run - 1)) == descending) {
      run++;
    }
    if (descending) {
      Collections.reverse(order.subList(0, run));
    }
    for (int i = run; i < size; i++) {
      insert(order, i);
    }
  }

  private void insert(List<Integer> order, int place) {
    int pivot = order.get(place);
    int low = 0;
    int high = place;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (less(pivot, order.get(middle))) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    Collections.rotate(order.subList(low, place + 1), 1);
  }

  private boolean less(int a, int b) {
    return comparisons.less(keys.get(a), keys.get(b));
  }
}
