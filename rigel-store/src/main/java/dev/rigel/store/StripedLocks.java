package dev.rigel.store;

import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/** Locks by name within this process; two names may share one. */
final class StripedLocks {
  private final ReentrantLock[] locks =
      Stream.generate(ReentrantLock::new).limit(64).toArray(ReentrantLock[]::new);

  ReentrantLock of(String name) {
    return locks[Math.floorMod(name.hashCode(), locks.length)];
  }
}
