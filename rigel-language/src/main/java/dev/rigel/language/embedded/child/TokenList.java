package dev.rigel.language.embedded.child;

import java.util.Arrays;

/** A growing list of tokens. */
final class TokenList {
  private int[] items = new int[256];
  private int size;

  int size() {
    return size;
  }

  int get(int index) {
    return items[index];
  }

  void add(int token) {
    if (size == items.length) {
      items = Arrays.copyOf(items, size * 2);
    }
    items[size++] = token;
  }

  void addAll(int[] tokens, int from, int to) {
    for (int i = from; i < to; i++) {
      add(tokens[i]);
    }
  }

  void truncate(int newSize) {
    size = Math.min(size, newSize);
  }

  /** How many tokens at the start are the same. */
  int common(int[] other) {
    int limit = Math.min(size, other.length);
    int i = 0;
    while (i < limit && items[i] == other[i]) {
      i++;
    }
    return i;
  }
}
