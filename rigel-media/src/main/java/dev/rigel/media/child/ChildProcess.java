package dev.rigel.media.child;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A program that runs with no input, an environment of its own, a time limit, and limits of what it
 * may write to its outputs. It is killed, with all that it started, when the limits are passed or
 * the calling thread is interrupted.
 *
 * @param environment all of it: nothing of ours is passed on
 * @param folder where it runs; empty for our own working folder
 */
public record ChildProcess(
    List<String> command, Map<String, String> environment, Optional<Path> folder) {
  /** What is kept of what it says, for the log. */
  private static final int KEPT_WORDS = 4_096;

  private static final int ROUNDS_OF_KILLING = 10;

  /**
   * How it ended.
   *
   * @param output what it wrote to its standard output
   * @param words the beginning of what it wrote to its standard error; never for a client
   */
  public record Outcome(Reason reason, byte[] output, String words) {
    public boolean succeeded() {
      return reason == Reason.SUCCEEDED;
    }
  }

  /** Why it ended. */
  public enum Reason {
    SUCCEEDED,
    FAILED,
    NOT_STARTED,
    TOO_LONG,
    TOO_MUCH
  }

  public ChildProcess {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
    requireNonNull(folder, "folder");
  }

  /** Runs it to its end, or to that of the limit. */
  public Outcome run(long mostOutput, Duration limit) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.environment().putAll(environment);
    folder.ifPresent(place -> builder.directory(place.toFile()));
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      return new Outcome(Reason.NOT_STARTED, new byte[0], String.valueOf(e.getMessage()));
    }
    try {
      return watched(process, mostOutput, limit);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Outcome(Reason.TOO_LONG, new byte[0], "interrupted");
    } finally {
      kill(process);
    }
  }

  private static Outcome watched(Process process, long mostOutput, Duration limit)
      throws InterruptedException {
    Drain output = new Drain(process.getInputStream(), mostOutput, true);
    Drain words = new Drain(process.getErrorStream(), KEPT_WORDS, false);
    Thread first = Thread.ofVirtual().name("rigel-child-out").start(() -> output.run(process));
    Thread second = Thread.ofVirtual().name("rigel-child-err").start(() -> words.run(process));
    try {
      process.getOutputStream().close();
    } catch (IOException _) {
      // It ended before it was told that there is no input.
    }
    boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    if (!ended) {
      kill(process);
    }
    first.join(Duration.ofSeconds(5));
    second.join(Duration.ofSeconds(1));
    Reason reason =
        output.isTooMuch()
            ? Reason.TOO_MUCH
            : !ended
                ? Reason.TOO_LONG
                : process.exitValue() == 0 ? Reason.SUCCEEDED : Reason.FAILED;
    return new Outcome(reason, output.bytes(), new String(words.bytes(), StandardCharsets.UTF_8));
  }

  /** Those that it started first: once it is gone, nobody knows any more whose they are. */
  private static void kill(Process process) {
    for (int round = 0; round < ROUNDS_OF_KILLING; round++) {
      List<ProcessHandle> started = process.descendants().toList();
      if (started.isEmpty()) {
        break;
      }
      started.forEach(ProcessHandle::destroyForcibly);
    }
    process.destroyForcibly();
  }

  /** Reads a stream to its end and keeps its beginning. */
  private static final class Drain {
    private final InputStream stream;
    private final long most;
    private final boolean endsWhenFull;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private volatile boolean tooMuch;

    Drain(InputStream stream, long most, boolean endsWhenFull) {
      this.stream = stream;
      this.most = most;
      this.endsWhenFull = endsWhenFull;
    }

    void run(Process process) {
      byte[] chunk = new byte[1 << 16];
      try (stream) {
        for (int read = stream.read(chunk); read >= 0; read = stream.read(chunk)) {
          keep(chunk, read);
          if (tooMuch && endsWhenFull) {
            kill(process);
            return;
          }
        }
      } catch (IOException e) {
        if (process.isAlive()) {
          throw new UncheckedIOException(e);
        }
      }
    }

    private synchronized void keep(byte[] chunk, int count) {
      long room = most - kept.size();
      kept.write(chunk, 0, (int) Math.min(count, Math.max(0, room)));
      tooMuch |= count > room;
    }

    boolean isTooMuch() {
      return tooMuch;
    }

    synchronized byte[] bytes() {
      return kept.toByteArray();
    }
  }
}
