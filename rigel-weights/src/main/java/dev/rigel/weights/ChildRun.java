package dev.rigel.weights;

import dev.rigel.base.CallScope;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * A child process with limits: its output is drained and only the end of it kept, and it and its
 * own children are killed when the caller is no longer wanted, when its time is over, or when it
 * makes no headway.
 */
final class ChildRun {
  /**
   * How a child ended.
   *
   * @param tail the last few kilobytes of its output, for the log and for telling the reason
   */
  record Outcome(int exitCode, String tail) {}

  private static final int TAIL = 8 * 1024;
  private static final long POLL_MILLIS = 200;

  private final List<String> command;
  private final Path folder;
  private final Map<String, String> environment;

  ChildRun(List<String> command, Path folder, Map<String, String> environment) {
    this.command = List.copyOf(command);
    this.folder = folder;
    this.environment = Map.copyOf(environment);
  }

  /**
   * Runs the child to its end.
   *
   * @param limit for the whole run
   * @param standstill how long the measure may stay the same
   * @param measure grows while the child gets on, for example the bytes it has written
   */
  Outcome run(Duration limit, Duration standstill, LongSupplier measure, CallScope scope)
      throws SourceFailure, IOException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new SourceFailure(command.getFirst() + " does not start", e);
    }
    Tail tail = new Tail();
    Thread drain =
        Thread.ofVirtual().name("rigel-drain").start(() -> tail.drain(process.getInputStream()));
    try {
      process.getOutputStream().close();
      watch(process, limit, standstill, measure, scope);
      drain.join(Duration.ofSeconds(1));
      return new Outcome(process.exitValue(), tail.text());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RigelException(ErrorCode.CANCELLED, "The pull was cancelled.");
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static void watch(
      Process process, Duration limit, Duration standstill, LongSupplier measure, CallScope scope)
      throws InterruptedException, SourceFailure {
    long started = System.nanoTime();
    long lastHeadway = started;
    long last = measure.getAsLong();
    while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
      scope.check();
      long now = System.nanoTime();
      long current = measure.getAsLong();
      if (current != last) {
        last = current;
        lastHeadway = now;
      }
      if (now - lastHeadway > standstill.toNanos()) {
        throw new SourceFailure("nothing arrived for " + standstill.toSeconds() + " s");
      }
      if (now - started > limit.toNanos()) {
        throw new SourceFailure("it took longer than " + limit.toMinutes() + " min");
      }
    }
  }

  /** Keeps the end of an output of any length. */
  private static final class Tail {
    private final byte[] ring = new byte[TAIL];
    private long written;

    void drain(InputStream in) {
      byte[] chunk = new byte[4096];
      try (in) {
        for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
          append(chunk, read);
        }
      } catch (IOException e) {
        // The child was killed; what came until then is the output.
        return;
      }
    }

    private synchronized void append(byte[] bytes, int count) {
      for (int i = 0; i < count; i++) {
        ring[(int) (written++ % TAIL)] = bytes[i];
      }
    }

    synchronized String text() {
      int length = (int) Math.min(written, TAIL);
      byte[] text = new byte[length];
      for (int i = 0; i < length; i++) {
        text[i] = ring[(int) ((written - length + i) % TAIL)];
      }
      return new String(text, StandardCharsets.UTF_8);
    }
  }
}
