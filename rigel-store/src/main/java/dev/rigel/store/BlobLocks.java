package dev.rigel.store;

import java.util.function.Supplier;

/** Keeps the sweeping of a blob and a new put of it apart, on all nodes that share the blobs. */
public interface BlobLocks {
  /** Runs the work while nobody else runs work under this name. */
  <T> T locked(String name, Supplier<T> work);
}
