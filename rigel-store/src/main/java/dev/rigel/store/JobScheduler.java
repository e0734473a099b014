package dev.rigel.store;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.rigel.agent.port.JobQueue.Handler;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import javax.sql.DataSource;

/**
 * Runs the jobs of the queue. A job that fails comes again after a second, then after twice as long
 * each time. The jobs of a process that died are taken up by others within 20 seconds.
 */
final class JobScheduler extends JobClient {
  /** How many jobs run at the same time; most of them wait for something. */
  private static final int RUNNING = 32;

  private static final Duration POLL = Duration.ofSeconds(1);

  // A process is dead after 12 seconds of silence, which is looked for each 4 seconds.
  private static final Duration HEARTBEAT = Duration.ofSeconds(2);
  private static final int MISSED_HEARTBEATS = 6;

  private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
  private static final Duration LAST_RETRY = Duration.ofMinutes(5);

  private static final Duration GRACE = Duration.ofSeconds(5);

  private final Scheduler scheduler;
  private final Workers workers;

  JobScheduler(DataSource dataSource, String node, Map<String, Handler> handlers) {
    this(new Workers(), dataSource, node, handlers);
  }

  private JobScheduler(
      Workers workers, DataSource dataSource, String node, Map<String, Handler> handlers) {
    this(workers, scheduler(workers, dataSource, node, handlers));
  }

  private JobScheduler(Workers workers, Scheduler scheduler) {
    super(scheduler);
    this.workers = workers;
    this.scheduler = scheduler;
    scheduler.start();
  }

  private static Scheduler scheduler(
      Workers workers, DataSource dataSource, String node, Map<String, Handler> handlers) {
    List<Task<?>> tasks =
        handlers.entrySet().stream()
            .<Task<?>>map(handler -> task(workers, handler.getKey(), handler.getValue()))
            .toList();
    return Scheduler.create(dataSource, tasks)
        .schedulerName(new SchedulerName.Fixed(node))
        .threads(RUNNING)
        .executorService(
            Executors.newFixedThreadPool(RUNNING, Thread.ofVirtual().name("job-", 0).factory()))
        .enableImmediateExecution()
        .pollingInterval(POLL)
        .heartbeatInterval(HEARTBEAT)
        .missedHeartbeatsLimit(MISSED_HEARTBEATS)
        .shutdownMaxWait(GRACE)
        .build();
  }

  private static Task<Void> task(Workers workers, String kind, Handler handler) {
    return Tasks.custom(kind, Void.class)
        .onFailure(JobScheduler::retry)
        .onDeadExecutionRevive()
        .execute((job, _) -> workers.run(handler, job.getId()));
  }

  private static void retry(ExecutionComplete failed, ExecutionOperations<Void> operations) {
    int failures = failed.getExecution().consecutiveFailures;
    Duration pause = FIRST_RETRY.multipliedBy(1L << Math.min(failures, 20));
    operations.reschedule(
        failed, failed.getTimeDone().plus(pause.compareTo(LAST_RETRY) < 0 ? pause : LAST_RETRY));
  }

  /** Gives running jobs a while to end, then interrupts them; what is not done comes again. */
  void stop() {
    workers.close();
    scheduler.pause();
    workers.await(GRACE);
    workers.interrupt();
    // Waits for each job without end, and a job may never look at its interruption.
    Thread stopping = Thread.ofVirtual().name("jobs-stop").start(scheduler::stop);
    try {
      stopping.join(GRACE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The threads that are at a job now. */
  private static final class Workers {
    private final Set<Thread> busy = new HashSet<>();
    private boolean closed;

    CompletionHandler<Void> run(Handler handler, String id) {
      if (!enter()) {
        return (done, operations) -> operations.reschedule(done, Instant.now());
      }
      Optional<Instant> again;
      try {
        again = handler.run(id);
      } finally {
        leave();
      }
      return again
          .<CompletionHandler<Void>>map(at -> (done, operations) -> operations.reschedule(done, at))
          .orElseGet(CompletionHandler.OnCompleteRemove::new);
    }

    private synchronized boolean enter() {
      return !closed && busy.add(Thread.currentThread());
    }

    private synchronized void leave() {
      busy.remove(Thread.currentThread());
      // What follows, writing down how the job ended, is not to be interrupted.
      Thread.interrupted();
      notifyAll();
    }

    synchronized void close() {
      closed = true;
    }

    synchronized void await(Duration patience) {
      long end = System.nanoTime() + patience.toNanos();
      try {
        for (long left = patience.toMillis(); left > 0 && !busy.isEmpty(); ) {
          wait(left);
          left = (end - System.nanoTime()) / 1_000_000;
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    synchronized void interrupt() {
      busy.forEach(Thread::interrupt);
    }
  }
}
