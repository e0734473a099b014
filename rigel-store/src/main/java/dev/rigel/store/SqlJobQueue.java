package dev.rigel.store;

import dev.rigel.agent.port.JobQueue;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Jobs as rows, run by a library that is loaded behind the back of whoever starts the queue: at
 * once where jobs wait from an earlier life, otherwise when the first one comes or a while after
 * the start.
 */
final class SqlJobQueue implements JobQueue {
  private static final Duration AFTER_THE_START = Duration.ofSeconds(3);

  private final Database database;
  private final String node;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable JobClient client;
  private @Nullable Map<String, Handler> handlers;
  private @Nullable JobScheduler scheduler;
  private boolean stopped;

  /**
   * @param node the name of this process and of its later lives: what one of them left running is
   *     taken up at once
   */
  SqlJobQueue(Database database, String node) {
    this.database = database;
    this.node = node;
  }

  @Override
  public void submit(String kind, String id, Instant notBefore) {
    client().submit(kind, id, notBefore);
  }

  private JobClient client() {
    lock.lock();
    try {
      if (handlers != null && !stopped) {
        return running();
      }
      JobClient known = client;
      if (known == null) {
        known = JobClient.of(database.dataSource());
        client = known;
      }
      return known;
    } finally {
      lock.unlock();
    }
  }

  /** With the lock held, after the start. */
  private JobScheduler running() {
    JobScheduler known = scheduler;
    if (known == null) {
      release();
      known = new JobScheduler(database.dataSource(), node, handlers == null ? Map.of() : handlers);
      scheduler = known;
    }
    return known;
  }

  /** What an earlier life of this process was killed at is free again. */
  private void release() {
    database.write(
        "The queue",
        sql ->
            sql.execute(
                "UPDATE scheduled_tasks SET picked = FALSE, picked_by = NULL,"
                    + " last_heartbeat = NULL, version = version + 1"
                    + " WHERE picked = TRUE AND picked_by = ?",
                node));
  }

  @Override
  public void start(Map<String, Handler> handlers) {
    lock.lock();
    try {
      if (this.handlers != null || stopped) {
        throw new IllegalStateException("the queue was started before");
      }
      this.handlers = Map.copyOf(handlers);
    } finally {
      lock.unlock();
    }
    Thread.ofVirtual().name("jobs-start").start(this::startSoon);
  }

  private void startSoon() {
    long waiting =
        database.read("The queue", sql -> sql.number("SELECT count(*) FROM scheduled_tasks"));
    if (waiting == 0) {
      try {
        Thread.sleep(AFTER_THE_START);
      } catch (InterruptedException e) {
        return;
      }
    }
    lock.lock();
    try {
      if (!stopped) {
        running();
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void stop() {
    JobScheduler known;
    lock.lock();
    try {
      stopped = true;
      known = scheduler;
      scheduler = null;
    } finally {
      lock.unlock();
    }
    if (known != null) {
      known.stop();
    }
  }
}
