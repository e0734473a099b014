package dev.rigel.server;

import dev.rigel.base.Cancellation;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Lets so many runs work and so many wait; one more is refused at once. A tenant's runs go in
 * order; among tenants, whose fewest work is next, and where all places are taken, the last run of
 * whose most wait makes room for another's. Only runs pass here: everything else a server answers
 * stays quick under load.
 */
final class Admission {
  private final int running;
  private final int most;
  private final Map<String, Tenant> tenants = new HashMap<>();
  private int atWork;
  private int present;
  private long entered;

  Admission(int running, int waiting) {
    this.running = running;
    this.most = running + waiting;
  }

  private static final class Tenant {
    private final Deque<Ticket> waiting = new ArrayDeque<>();
    private int atWork;
  }

  private enum State {
    WAITING,
    AT_WORK,
    GONE
  }

  /**
   * Takes a place in the queue.
   *
   * @throws RigelException {@code overloaded} when the queue is full
   */
  synchronized Ticket enter(String tenant) {
    if (present == most) {
      makeRoom(tenants.get(tenant));
    }
    Tenant owner = tenants.computeIfAbsent(tenant, _ -> new Tenant());
    Ticket ticket = new Ticket(tenant, owner, entered++);
    owner.waiting.add(ticket);
    present++;
    callNext();
    return ticket;
  }

  private void makeRoom(@Nullable Tenant newcomer) {
    int own = newcomer == null ? 0 : newcomer.waiting.size();
    Optional<Tenant> largest =
        tenants.values().stream()
            .max(Comparator.comparingInt(tenant -> tenant.waiting.size()))
            .filter(tenant -> tenant.waiting.size() > own + 1);
    if (largest.isEmpty()) {
      throw overloaded();
    }
    Ticket last = largest.get().waiting.getLast();
    leave(last);
    last.turn.completeExceptionally(overloaded());
  }

  private static RigelException overloaded() {
    return new RigelException(
        ErrorCode.OVERLOADED, "Too many requests are waiting already; try again in a few seconds.");
  }

  private void callNext() {
    while (atWork < running) {
      Optional<Ticket> next =
          tenants.values().stream()
              .filter(tenant -> !tenant.waiting.isEmpty())
              .min(
                  Comparator.<Tenant>comparingInt(tenant -> tenant.atWork)
                      .thenComparingLong(tenant -> tenant.waiting.getFirst().number))
              .map(tenant -> tenant.waiting.removeFirst());
      if (next.isEmpty()) {
        return;
      }
      atWork++;
      next.get().owner.atWork++;
      next.get().state = State.AT_WORK;
      next.get().turn.complete(true);
    }
  }

  private synchronized void leave(Ticket ticket) {
    switch (ticket.state) {
      case WAITING -> ticket.owner.waiting.remove(ticket);
      case AT_WORK -> {
        atWork--;
        ticket.owner.atWork--;
      }
      case GONE -> {
        return;
      }
    }
    ticket.state = State.GONE;
    present--;
    if (ticket.owner.atWork == 0 && ticket.owner.waiting.isEmpty()) {
      tenants.remove(ticket.tenant);
    }
    callNext();
  }

  /** A place in the queue, then at work. Used by one thread; must be closed. */
  final class Ticket implements AutoCloseable {
    private final String tenant;
    private final Tenant owner;
    private final long number;
    private final CompletableFuture<Boolean> turn = new CompletableFuture<>();
    private State state = State.WAITING;

    private Ticket(String tenant, Tenant owner, long number) {
      this.tenant = tenant;
      this.owner = owner;
      this.number = number;
    }

    /**
     * @throws RigelException {@code overloaded} when it had to make room, {@code cancelled}
     */
    void awaitTurn(Cancellation cancellation) {
      try (var _ = cancellation.onCancel(() -> turn.cancel(false))) {
        turn.get();
      } catch (CancellationException e) {
        cancellation.check();
        throw e;
      } catch (ExecutionException e) {
        throw e.getCause() instanceof RigelException refused
            ? refused
            : new IllegalStateException(e);
      } catch (InterruptedException e) {
        cancellation.check();
        throw new RigelException(ErrorCode.CANCELLED, "The run was cancelled: interrupted");
      }
    }

    @Override
    public void close() {
      leave(this);
    }
  }
}
