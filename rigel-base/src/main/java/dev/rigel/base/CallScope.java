package dev.rigel.base;

import static java.util.Objects.requireNonNull;

/** The limits under which one call runs; passed down explicitly through every port. */
public record CallScope(Deadline deadline, Cancellation cancellation, Budget budget) {
  public CallScope {
    requireNonNull(deadline, "deadline");
    requireNonNull(cancellation, "cancellation");
    requireNonNull(budget, "budget");
  }

  /** No deadline, never cancelled, the standard budget: for tests and start-up work. */
  public static CallScope unlimited() {
    return new CallScope(Deadline.never(), new Cancellation(), Budget.standard());
  }

  /** Called by long loops: throws when the run is cancelled or its time is over. */
  public void check() {
    cancellation.check();
    deadline.check();
  }
}
