package dev.rigel.program.run;

/** A Python dict, in insertion order. Values may be results to come, keys never are. */
final class DictValue {
  final HashTable table = new HashTable();
}
