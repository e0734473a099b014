package dev.rigel.server.http;

import java.util.concurrent.atomic.AtomicLong;

/** The memory that the bodies of all requests under way share. */
final class BodyMemory {
  private final long limit;
  private final AtomicLong used = new AtomicLong();

  BodyMemory(long limit) {
    this.limit = limit;
  }

  boolean reserve(long bytes) {
    if (used.addAndGet(bytes) > limit) {
      used.addAndGet(-bytes);
      return false;
    }
    return true;
  }

  void release(long bytes) {
    used.addAndGet(-bytes);
  }
}
