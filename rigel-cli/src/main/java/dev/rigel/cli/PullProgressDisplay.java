package dev.rigel.cli;

import dev.rigel.weights.PullEvent;
import dev.rigel.weights.PullListener;
import java.io.PrintStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/**
 * Shows on the error stream what is being pulled: how much, how fast and how long still. On a
 * terminal one line is written over; elsewhere a plain line comes every few seconds.
 */
public final class PullProgressDisplay implements PullListener {
  private static final Duration PLAIN_INTERVAL = Duration.ofSeconds(5);
  private static final int BAR = 24;

  /** Where a pull began in this run, to tell its speed. */
  private record Start(long millis, long bytes) {}

  private final PrintStream err;
  private final boolean terminal;
  private final InstantSource clock;
  private final Map<String, Start> starts = new HashMap<>();
  private long nextPlainLine;
  private int lineLength;

  public PullProgressDisplay(Console console) {
    this(console.err(), console.terminal(), InstantSource.system());
  }

  PullProgressDisplay(PrintStream err, boolean terminal, InstantSource clock) {
    this.err = err;
    this.terminal = terminal;
    this.clock = clock;
  }

  @Override
  public synchronized void on(PullEvent event) {
    String name = event.name();
    switch (event) {
      case PullEvent.Waiting _ -> line(name + ": another Rigel is pulling it, waiting");
      case PullEvent.Started started -> {
        starts.remove(name);
        nextPlainLine = clock.millis() + PLAIN_INTERVAL.toMillis();
        line(
            name
                + ": pulling "
                + ByteFigures.size(started.bytesTotal())
                + " from "
                + started.source());
      }
      case PullEvent.Progress progress -> progress(progress);
      case PullEvent.SourceFailed failed ->
          line(name + ": " + failed.source() + ": " + failed.reason());
      case PullEvent.Verifying verifying -> {
        if (terminal && verifying.bytesTotal() > 50_000_000) {
          overwrite(name + ": checking");
        }
      }
      case PullEvent.Finished _ -> {
        starts.remove(name);
        line(name + ": ready");
      }
    }
  }

  private void progress(PullEvent.Progress progress) {
    long now = clock.millis();
    Start start =
        starts.computeIfAbsent(progress.name(), _ -> new Start(now, progress.bytesDone()));
    if (terminal) {
      overwrite(progress.name() + " " + bar(progress) + " " + figures(progress, start, now));
    } else if (now >= nextPlainLine) {
      nextPlainLine = now + PLAIN_INTERVAL.toMillis();
      line(progress.name() + ": " + figures(progress, start, now));
    }
  }

  private static String bar(PullEvent.Progress progress) {
    int filled = (int) (BAR * progress.bytesDone() / Math.max(1, progress.bytesTotal()));
    return "[" + "#".repeat(filled) + "-".repeat(BAR - filled) + "]";
  }

  private static String figures(PullEvent.Progress progress, Start start, long now) {
    StringBuilder text = new StringBuilder();
    text.append(100 * progress.bytesDone() / Math.max(1, progress.bytesTotal()))
        .append(" %, ")
        .append(ByteFigures.size(progress.bytesDone()))
        .append(" of ")
        .append(ByteFigures.size(progress.bytesTotal()));
    double seconds = (now - start.millis()) / 1000.0;
    double speed = seconds < 0.5 ? 0 : (progress.bytesDone() - start.bytes()) / seconds;
    if (speed >= 1000) {
      long left = Math.round((progress.bytesTotal() - progress.bytesDone()) / speed);
      text.append(", ")
          .append(ByteFigures.size(Math.round(speed)))
          .append("/s, ")
          .append(ByteFigures.duration(left))
          .append(" left");
    }
    return text.toString();
  }

  private void overwrite(String text) {
    err.print("\r" + text + " ".repeat(Math.max(0, lineLength - text.length())));
    err.flush();
    lineLength = text.length();
  }

  private void line(String text) {
    if (terminal) {
      overwrite(text);
      err.println();
      lineLength = 0;
    } else {
      err.println(text);
    }
  }
}
