package dev.rigel.base;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells every part of a run that nobody waits for it any more. Thread-safe; once cancelled, for
 * ever.
 */
public final class Cancellation {
  /** Takes a listener off again. */
  public interface Registration extends AutoCloseable {
    @Override
    void close();
  }

  private final Object lock = new Object();
  private final Set<Runnable> listeners = new LinkedHashSet<>();
  private volatile @Nullable String reason;

  /** Runs every listener once, on the calling thread; a second call does nothing. */
  public void cancel(String why) {
    requireNonNull(why, "why");
    List<Runnable> toRun;
    synchronized (lock) {
      if (reason != null) {
        return;
      }
      reason = why;
      toRun = List.copyOf(listeners);
      listeners.clear();
    }
    toRun.forEach(Runnable::run);
  }

  public boolean isCancelled() {
    return reason != null;
  }

  /**
   * Registers a listener; on a cancelled run it is run at once. It must be quick and must not
   * throw.
   */
  public Registration onCancel(Runnable listener) {
    Runnable once = () -> listener.run();
    synchronized (lock) {
      if (reason == null) {
        listeners.add(once);
        return () -> {
          synchronized (lock) {
            listeners.remove(once);
          }
        };
      }
    }
    once.run();
    return () -> {};
  }

  /**
   * @throws RigelException with {@link ErrorCode#CANCELLED} when cancelled
   */
  public void check() {
    String why = reason;
    if (why != null) {
      throw new RigelException(ErrorCode.CANCELLED, "The run was cancelled: " + why);
    }
  }
}
