package dev.rigel.program.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The insertion-ordered store behind dicts and sets. Keys arrive with their canonical form, which
 * is equal for keys that Python calls equal ({@code 1}, {@code 1.0} and {@code True}); iteration is
 * by position, so that it survives changes as CPython's does.
 */
final class HashTable {
  /** A live entry; {@code null} values mark a removed one. */
  static final class Entry {
    final Object canonical;
    final Object key;
    Object value;
    boolean removed;

    private Entry(Object canonical, Object key, Object value) {
      this.canonical = canonical;
      this.key = key;
      this.value = value;
    }
  }

  private final Map<Object, Entry> byKey = new HashMap<>();
  private final List<Entry> order = new ArrayList<>();

  int size() {
    return byKey.size();
  }

  @Nullable Entry find(Object canonical) {
    return byKey.get(canonical);
  }

  /** Sets the value; an existing entry keeps its key and its place. */
  void put(Object canonical, Object key, Object value) {
    Entry existing = byKey.get(canonical);
    if (existing != null) {
      existing.value = value;
      return;
    }
    Entry entry = new Entry(canonical, key, value);
    byKey.put(canonical, entry);
    order.add(entry);
  }

  @Nullable Entry remove(Object canonical) {
    Entry entry = byKey.remove(canonical);
    if (entry != null) {
      entry.removed = true;
      tidy();
    }
    return entry;
  }

  @Nullable Entry removeLast() {
    Entry last = order.isEmpty() ? null : order.getLast();
    return last == null ? null : remove(last.canonical);
  }

  @Nullable Entry removeFirst() {
    Entry first = entryFrom(0);
    return first == null ? null : remove(first.canonical);
  }

  void clear() {
    order.forEach(entry -> entry.removed = true);
    byKey.clear();
    order.clear();
  }

  /** The live entries, copied. */
  List<Entry> entries() {
    return order.stream().filter(entry -> !entry.removed).toList();
  }

  /** Places for {@link #entryFrom}, removed ones included. */
  int places() {
    return order.size();
  }

  Entry place(int position) {
    return order.get(position);
  }

  private @Nullable Entry entryFrom(int position) {
    for (int i = position; i < order.size(); i++) {
      if (!order.get(i).removed) {
        return order.get(i);
      }
    }
    return null;
  }

  private void tidy() {
    while (!order.isEmpty() && order.getLast().removed) {
      order.removeLast();
    }
    if (order.size() > 16 && order.size() > 2 * byKey.size()) {
      order.removeIf(entry -> entry.removed);
    }
  }
}
