package dev.rigel.program.run;

/** A Python dict, in insertion order. Values may be results to come, keys never are. */
final class DictValue {
  final HashTable table = new HashTable();

  /** Whether a tool gave it: then its entries can be read as attributes too. */
  final boolean record;

  DictValue() {
    this(false);
  }

  DictValue(boolean record) {
    this.record = record;
  }
}
