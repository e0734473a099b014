package dev.rigel.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * Transactions on one connection. Writers that wait for it while another one writes share the next
 * transaction: what costs, writing pages and waiting for the disk, is paid once for all of them,
 * and each returns only after the commit that holds its own work.
 */
final class GroupCommit {
  /** How much is done again when one of them fails. */
  private static final int MOST_TOGETHER = 64;

  private final Sql sql;
  private final ReentrantLock lock;
  private final Queue<Waiting<?>> queue = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean leading = new AtomicBoolean();

  /**
   * @param sql on a connection that commits by itself
   * @param lock of the connection
   */
  GroupCommit(Sql sql, ReentrantLock lock) {
    this.sql = sql;
    this.lock = lock;
  }

  /** Work with the one who waits for it. What it gives counts only after the commit. */
  private static final class Waiting<T> {
    private final Database.Work<T> work;
    private final CompletableFuture<T> result = new CompletableFuture<>();

    Waiting(Database.Work<T> work) {
      this.work = work;
    }

    /** Runs the work; gives what is to be done once it is committed. */
    Runnable run(Sql sql) throws SQLException {
      T value = work.on(sql);
      return () -> result.complete(value);
    }
  }

  /** Runs the work in a transaction, alone or with that of others; it may run again. */
  <T> T write(Database.Work<T> work) throws SQLException {
    Waiting<T> mine = new Waiting<>(work);
    queue.add(mine);
    if (leading.compareAndSet(false, true)) {
      lead(mine.result::isDone);
      if (!queue.isEmpty() && leading.compareAndSet(false, true)) {
        // Who has its own work done does not go on for others, who may never end to come.
        Thread.ofVirtual().name("rigel-commits").start(this::leadOn);
      }
    }
    return result(mine);
  }

  private void leadOn() {
    do {
      lead(queue::isEmpty);
    } while (!queue.isEmpty() && leading.compareAndSet(false, true));
  }

  /** Works for all who wait, until then. Work that comes after the last look is its sender's. */
  private void lead(BooleanSupplier end) {
    lock.lock();
    try {
      while (!end.getAsBoolean()) {
        commit(next());
      }
    } finally {
      lock.unlock();
      leading.set(false);
    }
  }

  private static <T> T result(Waiting<T> mine) throws SQLException {
    try {
      return mine.result.join();
    } catch (CompletionException e) {
      switch (e.getCause()) {
        case SQLException failure -> throw failure;
        case RuntimeException failure -> throw failure;
        case Error failure -> throw failure;
        case null, default -> throw e;
      }
    }
  }

  private List<Waiting<?>> next() {
    List<Waiting<?>> group = new ArrayList<>();
    for (Waiting<?> one = queue.poll();
        one != null;
        one = group.size() < MOST_TOGETHER ? queue.poll() : null) {
      group.add(one);
    }
    return group;
  }

  private void commit(List<Waiting<?>> group) {
    if (group.size() > 1 && isCommitted(group)) {
      return;
    }
    // One of them failed, or the commit did: each by itself, so that nobody fails for another.
    for (Waiting<?> one : group) {
      try {
        transaction(List.of(one));
      } catch (SQLException | RuntimeException | Error e) {
        one.result.completeExceptionally(e);
      }
    }
  }

  private boolean isCommitted(List<Waiting<?>> group) {
    try {
      transaction(group);
      return true;
    } catch (SQLException | RuntimeException | Error e) {
      return false;
    }
  }

  private void transaction(List<Waiting<?>> group) throws SQLException {
    // Said by ourselves: the driver would begin the next transaction, and lock the file, with the
    // end of each.
    sql.execute("BEGIN IMMEDIATE");
    List<Runnable> committed = new ArrayList<>(group.size());
    boolean done = false;
    try {
      for (Waiting<?> one : group) {
        committed.add(one.run(sql));
      }
      sql.execute("COMMIT");
      done = true;
    } finally {
      if (!done) {
        undo();
      }
    }
    committed.forEach(Runnable::run);
  }

  private void undo() {
    try {
      sql.execute("ROLLBACK");
    } catch (SQLException e) {
      // After some failures, a full disk for one, the engine has done it already. What made the
      // transaction fail is what the caller has to know.
    }
  }
}
