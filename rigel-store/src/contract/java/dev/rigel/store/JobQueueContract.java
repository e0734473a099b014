package dev.rigel.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rigel.agent.port.JobQueue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every job queue keeps to. */
abstract class JobQueueContract {
  private static final int PATIENCE_SECONDS = 60;

  private final BlockingQueue<String> ran = new LinkedBlockingQueue<>();

  abstract Storage storage();

  private JobQueue jobs() {
    return storage().store().jobs();
  }

  private Optional<Instant> note(String id) {
    ran.add(id);
    return Optional.empty();
  }

  private String next() throws InterruptedException {
    return ran.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  @Test
  void runsWhatIsSubmitted() throws Exception {
    jobs().start(Map.of("run", this::note));
    jobs().submit("run", "one", Instant.now());
    assertThat(next()).isEqualTo("one");
    jobs().submit("run", "two", Instant.now());
    assertThat(next()).isEqualTo("two");
  }

  @Test
  void runsWhatWasSubmittedBeforeTheStart() throws Exception {
    jobs().submit("run", "one", Instant.now());
    storage().reopened().jobs().start(Map.of("run", this::note));
    assertThat(next()).isEqualTo("one");
  }

  @Test
  void tellsKindsApart() throws Exception {
    jobs().start(Map.of("run", this::note, "call", id -> note("call " + id)));
    jobs().submit("call", "one", Instant.now());
    assertThat(next()).isEqualTo("call one");
    jobs().submit("run", "one", Instant.now());
    assertThat(next()).isEqualTo("one");
  }

  @Test
  void queuesNothingTwice() throws Exception {
    for (int i = 0; i < 3; i++) {
      jobs().submit("run", "one", Instant.now());
    }
    Store store = storage().reopened();
    store.jobs().start(Map.of("run", this::note));
    assertThat(next()).isEqualTo("one");
    store.jobs().submit("run", "last", Instant.now());
    assertThat(next()).isEqualTo("last");
  }

  @Test
  void runsNothingBeforeItsTime() throws Exception {
    jobs().start(Map.of("run", this::note));
    Instant later = Instant.now().plusSeconds(2);
    jobs().submit("run", "later", later);
    jobs().submit("run", "now", Instant.now());
    assertThat(next()).isEqualTo("now");
    assertThat(next()).isEqualTo("later");
    assertThat(Instant.now()).isAfterOrEqualTo(later);
  }

  @Test
  void runsAJobAgainWhenItSaysSo() throws Exception {
    AtomicInteger runs = new AtomicInteger();
    jobs()
        .start(
            Map.of(
                "run",
                id -> {
                  note(id);
                  return runs.incrementAndGet() < 3 ? Optional.of(Instant.now()) : Optional.empty();
                }));
    jobs().submit("run", "one", Instant.now());
    for (int i = 0; i < 3; i++) {
      assertThat(next()).isEqualTo("one");
    }
    jobs().submit("run", "last", Instant.now());
    assertThat(next()).isEqualTo("last");
  }

  @Test
  void runsAFailedJobAgain() throws Exception {
    AtomicInteger runs = new AtomicInteger();
    jobs()
        .start(
            Map.of(
                "run",
                id -> {
                  if (runs.incrementAndGet() == 1) {
                    throw new IllegalStateException("the first time goes wrong on purpose");
                  }
                  return note(id);
                }));
    jobs().submit("run", "one", Instant.now());
    assertThat(next()).isEqualTo("one");
    assertThat(runs).hasValue(2);
  }

  @Test
  void runsManyAtTheSameTime() throws Exception {
    CountDownLatch together = new CountDownLatch(8);
    jobs()
        .start(
            Map.of(
                "run",
                id -> {
                  together.countDown();
                  try {
                    together.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
                  } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                  }
                  return note(id);
                }));
    for (int i = 0; i < 8; i++) {
      jobs().submit("run", "job " + i, Instant.now());
    }
    List<String> seen = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      seen.add(next());
    }
    assertThat(seen)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, 8).mapToObj(i -> "job " + i).toList());
  }

  @Test
  void robustness52_takesUpWhatItsEarlierLifeDidNotFinish() throws Exception {
    CountDownLatch busy = new CountDownLatch(1);
    jobs()
        .start(
            Map.of(
                "run",
                id -> {
                  busy.countDown();
                  try {
                    Thread.sleep(3_600_000);
                  } catch (InterruptedException e) {
                    throw new IllegalStateException("stopped on purpose", e);
                  }
                  return Optional.empty();
                }));
    jobs().submit("run", "one", Instant.now());
    assertThat(busy.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();

    storage().reopened().jobs().start(Map.of("run", this::note));
    assertThat(next()).isEqualTo("one");
  }
}
