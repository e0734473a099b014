package dev.rigel.store;

/** Against what an acknowledged turn is safe. */
public enum Durability {
  /** The death of the process, at any moment. */
  NORMAL,
  /** Also the loss of power: every write reaches the disk before it is acknowledged. */
  FULL
}
