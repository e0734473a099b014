package dev.rigel.program.run;

/** A Python set; unlike CPython's it keeps insertion order, so that runs are repeatable. */
final class SetValue {
  final HashTable table = new HashTable();
}
