package dev.rigel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rigel.weights.PullEvent;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class PullProgressDisplayTest {
  private static final long TOTAL = 1_000_000_000;

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final PrintStream err = new PrintStream(written, true, StandardCharsets.UTF_8);
  private Instant now = Instant.EPOCH;
  private final InstantSource clock = () -> now;

  @Test
  void aTerminalShowsOneLineWithHowMuchHowFastAndHowLongStill() {
    PullProgressDisplay display = new PullProgressDisplay(err, true, clock);

    display.on(new PullEvent.Started("eyes", "example.org", TOTAL));
    progress(display, 0, 0);
    progress(display, 10, 250_000_000);
    display.on(new PullEvent.Finished("eyes", "example.org", Path.of("/eyes")));

    String[] states = written.toString(StandardCharsets.UTF_8).split("\r", -1);
    assertThat(states[states.length - 2])
        .contains("eyes [######------------------] 25 %, 250 MB of 1.00 GB, 25 MB/s, 30 s left");
    assertThat(states[states.length - 1].stripTrailing()).isEqualTo("eyes: ready");
  }

  @Test
  void aLogGetsAPlainLineEveryFewSeconds() {
    PullProgressDisplay display = new PullProgressDisplay(err, false, clock);

    display.on(new PullEvent.Started("eyes", "example.org", TOTAL));
    for (int second = 0; second <= 10; second++) {
      progress(display, second, second * 50_000_000L);
    }
    display.on(new PullEvent.Finished("eyes", "example.org", Path.of("/eyes")));

    assertThat(written.toString(StandardCharsets.UTF_8).lines())
        .containsExactly(
            "eyes: pulling 1.00 GB from example.org",
            "eyes: 25 %, 250 MB of 1.00 GB, 50 MB/s, 15 s left",
            "eyes: 50 %, 500 MB of 1.00 GB, 50 MB/s, 10 s left",
            "eyes: ready");
  }

  @Test
  void speedCountsOnlyWhatThisRunHasPulled() {
    PullProgressDisplay display = new PullProgressDisplay(err, false, clock);

    display.on(new PullEvent.Started("eyes", "example.org", TOTAL));
    progress(display, 0, 900_000_000);
    progress(display, 6, 906_000_000);

    assertThat(written.toString(StandardCharsets.UTF_8))
        .contains("1.0 MB/s")
        .contains("2 min left");
  }

  private void progress(PullProgressDisplay display, int second, long bytes) {
    now = Instant.EPOCH.plusSeconds(second);
    display.on(new PullEvent.Progress("eyes", "example.org", bytes, TOTAL));
  }
}
