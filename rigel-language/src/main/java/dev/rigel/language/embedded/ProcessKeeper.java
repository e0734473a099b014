package dev.rigel.language.embedded;

import dev.rigel.base.CallScope;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import dev.rigel.weights.ModelFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the language model's process when it is needed and again after it died, more slowly each
 * time, and remembers which prompts it died of. Only the lane's one thread gets a process; closing
 * is allowed from any.
 */
final class ProcessKeeper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ProcessKeeper.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  /** A process that lived longer than this did not die of how it was started. */
  private static final Duration HEALTHY = Duration.ofMinutes(1);

  private static final Duration GRUDGE = Duration.ofMinutes(10);
  private static final int DEADLY_AFTER = 2;
  private static final int REMEMBERED_PROMPTS = 256;

  private record Deaths(int count, long lastNanos) {}

  private final EmbeddedSettings settings;
  private final ModelFiles files;
  private final Map<String, Deaths> deaths =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Deaths> eldest) {
          return size() > REMEMBERED_PROMPTS;
        }
      };

  private final Object lock = new Object();
  private @Nullable ModelProcess process;
  private boolean closed;
  private long startedAt;
  private int deathsInARow;

  ProcessKeeper(EmbeddedSettings settings, ModelFiles files) {
    this.settings = settings;
    this.files = files;
  }

  /** The running process, started if need be. */
  ModelProcess process(CallScope scope) throws ProcessDiedException, InterruptedException {
    synchronized (lock) {
      if (closed) {
        throw new RigelException(ErrorCode.CANCELLED, "The server is stopping.");
      }
      ModelProcess running = process;
      if (running != null && running.alive()) {
        return running;
      }
      process = null;
    }
    pause(scope);
    Path libraries = files.path(settings.libraries(), scope);
    Path model = files.path(settings.modelFile(), scope);
    scope.check();
    startedAt = System.nanoTime();
    ModelProcess started = ModelProcess.start(settings, libraries, model);
    synchronized (lock) {
      if (closed) {
        started.close();
        throw new RigelException(ErrorCode.CANCELLED, "The server is stopping.");
      }
      process = started;
    }
    return started;
  }

  /** After the first death in a row at once, then after doubling pauses. */
  private void pause(CallScope scope) throws InterruptedException {
    if (deathsInARow < 2) {
      return;
    }
    long millis =
        Math.min(
            LONGEST_PAUSE.toMillis(), FIRST_PAUSE.toMillis() << Math.min(10, deathsInARow - 2));
    LOG.info("starting the language model again in {} ms", millis);
    Thread.sleep(Math.min(millis, Math.max(1, scope.deadline().remaining().toMillis())));
    scope.check();
  }

  /**
   * A process died while it worked on a prompt.
   *
   * @return how often that prompt has killed one lately
   */
  int died(String prompt, ProcessDiedException death) {
    LOG.warn("{}", death.getMessage());
    boolean healthy = System.nanoTime() - startedAt > HEALTHY.toNanos();
    deathsInARow = healthy ? 1 : deathsInARow + 1;
    synchronized (lock) {
      process = null;
      Deaths now = new Deaths(recentDeaths(prompt) + 1, System.nanoTime());
      deaths.remove(prompt);
      deaths.put(prompt, now);
      return now.count();
    }
  }

  void succeeded(String prompt) {
    deathsInARow = 0;
    synchronized (lock) {
      deaths.remove(prompt);
    }
  }

  /** Whether this prompt has killed the process so often that it is not tried again for a while. */
  boolean isDeadly(String prompt) {
    synchronized (lock) {
      return recentDeaths(prompt) >= DEADLY_AFTER;
    }
  }

  private int recentDeaths(String prompt) {
    Deaths known = deaths.get(prompt);
    return known == null || System.nanoTime() - known.lastNanos() > GRUDGE.toNanos()
        ? 0
        : known.count();
  }

  /** Ends the process; the next request starts another. */
  void rest() {
    ModelProcess running;
    synchronized (lock) {
      running = process;
      process = null;
    }
    if (running != null) {
      running.close();
    }
  }

  /** The running process's number, or -1. */
  long processId() {
    synchronized (lock) {
      return process != null && process.alive() ? process.processId() : -1;
    }
  }

  @Override
  public void close() {
    synchronized (lock) {
      closed = true;
    }
    rest();
  }
}
