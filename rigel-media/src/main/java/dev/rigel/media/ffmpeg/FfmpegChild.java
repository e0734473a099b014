package dev.rigel.media.ffmpeg;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs FFmpeg with an empty environment, no input, a time limit, and limits of what it may write.
 * It is killed when the limits are passed or the calling thread is interrupted.
 */
final class FfmpegChild {
  /** What is kept of what it says, for the log. */
  private static final int KEPT_WORDS = 4_096;

  /**
   * How it ended.
   *
   * @param output what it wrote to its standard output
   * @param words the beginning of what it wrote to its standard error; never for a client
   */
  record Outcome(Reason reason, byte[] output, String words) {
    boolean succeeded() {
      return reason == Reason.SUCCEEDED;
    }
  }

  enum Reason {
    SUCCEEDED,
    FAILED,
    NOT_STARTED,
    TOO_LONG,
    TOO_MUCH
  }

  private final FfmpegProgram program;

  FfmpegChild(FfmpegProgram program) {
    this.program = program;
  }

  Outcome run(List<String> arguments, long mostOutput, Duration limit) {
    List<String> command = new ArrayList<>();
    command.add(program.executable().toString());
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    program
        .libraries()
        .ifPresent(folder -> builder.environment().put("LD_LIBRARY_PATH", folder.toString()));
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
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static Outcome watched(Process process, long mostOutput, Duration limit)
      throws InterruptedException {
    Drain output = new Drain(process.getInputStream(), mostOutput, true);
    Drain words = new Drain(process.getErrorStream(), KEPT_WORDS, false);
    Thread first = Thread.ofVirtual().name("rigel-ffmpeg-out").start(() -> output.run(process));
    Thread second = Thread.ofVirtual().name("rigel-ffmpeg-err").start(() -> words.run(process));
    try {
      process.getOutputStream().close();
    } catch (IOException _) {
      // It ended before it was told that there is no input.
    }
    boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    if (!ended) {
      process.destroyForcibly();
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
            process.destroyForcibly();
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
