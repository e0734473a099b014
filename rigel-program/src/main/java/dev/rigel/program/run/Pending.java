package dev.rigel.program.run;

import dev.rigel.base.Cancellation;
import dev.rigel.base.ModelUse;
import dev.rigel.program.ToolSignature;
import dev.rigel.program.syntax.Span;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The result of a tool call, to come. It is a value like any other: it can be stored, put into
 * containers and passed to further calls; only where its content is needed does the program wait.
 */
final class Pending {
  /** How a call ended. */
  sealed interface Outcome {
    /** Plain, as tools give it. */
    record Done(@Nullable Object plain) implements Outcome {}

    record Failed(RuntimeException cause) implements Outcome {}

    /** Stopped because the run ended or an earlier call failed. */
    record Stopped() implements Outcome {}
  }

  final int number;
  final Span span;
  final ToolSignature tool;
  final Cancellation cancellation = new Cancellation();
  final CompletableFuture<Outcome> outcome = new CompletableFuture<>();

  private final ToolCalls calls;
  private final Machine machine;
  private @Nullable Object value;

  volatile String argumentsText = "";
  volatile @Nullable Flight flight;
  volatile @Nullable Thread thread;

  Pending(int number, Span span, ToolSignature tool, ToolCalls calls, Machine machine) {
    this.number = number;
    this.span = span;
    this.tool = tool;
    this.calls = calls;
    this.machine = machine;
  }

  /** The value itself, waited for where it is to come. */
  static Object now(Object value) {
    return value instanceof Pending pending ? pending.await() : value;
  }

  /**
   * Waits for the result. Only for the program's thread: the value becomes the program's own, and
   * stays one and the same.
   */
  Object await() {
    Object known = value;
    if (known == null) {
      known = machine.plain().toValue(calls.await(this), machine.fuel());
      value = known;
    }
    return known;
  }

  /** The value if the program has already looked at it (and may have changed it). */
  @Nullable Object valueIfSeen() {
    return value;
  }

  /** Waits for the plain result, from any thread. */
  @Nullable Object awaitPlain() {
    return calls.await(this);
  }

  /** One execution of a call; equal calls of a run share it. */
  static final class Flight {
    final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    volatile long nanoseconds;
    volatile boolean fromMemo;
    volatile ModelUse modelUse = ModelUse.NONE;
  }
}
