package dev.rigel.store;

/** A storage that a contract is held against. */
interface Storage {
  Store store();

  /** The same storage, as a new process would see it. */
  Store reopened();
}
