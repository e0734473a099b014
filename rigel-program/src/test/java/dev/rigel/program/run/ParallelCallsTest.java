package dev.rigel.program.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rigel.base.Budget;
import dev.rigel.base.CallScope;
import dev.rigel.base.Cancellation;
import dev.rigel.base.Deadline;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import dev.rigel.program.Step;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls overlap wherever the data allows, and the result does not show it. */
@Timeout(60)
class ParallelCallsTest {
  /** Two tools that each end only when both are at work. */
  private static FakeTools meeting(int parties) {
    CyclicBarrier barrier = new CyclicBarrier(parties);
    return new FakeTools()
        .with(
            "meet",
            (a, s) -> {
              try {
                barrier.await(20, TimeUnit.SECONDS);
              } catch (Exception e) {
                throw new IllegalStateException("the other one never came", e);
              }
              return a.asMap().get("x");
            });
  }

  private static @Nullable Object answered(RunResult result) {
    assertThat(result.failure()).isEmpty();
    return result.answer().orElseThrow().values().get("data");
  }

  @Test
  void two_calls_run_side_by_side() {
    assertThat(answered(meeting(2).run("a = meet(1)\nb = meet(2)\nanswer(data=[a, b])")))
        .hasToString("[1, 2]");
  }

  @Test
  void calls_in_a_comprehension_a_display_and_a_map_run_side_by_side() {
    assertThat(answered(meeting(4).run("answer(data=[meet(i) for i in range(4)])")))
        .hasToString("[0, 1, 2, 3]");
    assertThat(answered(meeting(3).run("answer(data=(meet(1), {'k': meet(2)}, [meet(3)]))")))
        .hasToString("[1, {k=2}, [3]]");
    assertThat(answered(meeting(2).run("answer(data=list(map(meet, [5, 6])))")))
        .hasToString("[5, 6]");
    assertThat(answered(meeting(2).run("answer(data=asyncio.gather(meet(5), meet(6)))")))
        .hasToString("[5, 6]");
  }

  @Test
  void calls_of_a_loop_run_side_by_side_when_their_results_are_only_kept() {
    String program =
        """
        kept = []
        named = {}
        for i in range(2):
            value = meet(i)
            kept.append(value)
            named.setdefault(i, value)
        first, *rest = kept
        answer(data=[first, rest, named])
        """;

    assertThat(answered(meeting(2).run(program))).hasToString("[0, [1], {0=0, 1=1}]");
  }

  @Test
  void a_call_that_needs_a_result_waits_for_it_without_holding_the_program() {
    CountDownLatch second = new CountDownLatch(1);
    FakeTools tools =
        new FakeTools()
            .with(
                "first",
                (a, s) -> {
                  assertThat(second.await(20, TimeUnit.SECONDS)).isTrue();
                  return "first";
                })
            .with("after", (a, s) -> "after " + a.text("x"))
            .with(
                "second",
                (a, s) -> {
                  second.countDown();
                  return "second";
                });

    RunResult result = tools.run("a = first(1)\nb = after(a)\nc = second(1)\nanswer(data=[b, c])");

    assertThat(answered(result)).hasToString("[after first, second]");
    assertThat(result.steps()).extracting(Step::tool).containsExactly("first", "after", "second");
  }

  @Test
  void not_more_than_the_allowed_number_of_calls_run_at_once() {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    FakeTools tools =
        new FakeTools()
            .with(
                "work",
                (a, s) -> {
                  most.accumulateAndGet(running.incrementAndGet(), Math::max);
                  Thread.sleep(5);
                  running.decrementAndGet();
                  return 1;
                });

    assertThat(answered(tools.run("answer(data=sum([work(i) for i in range(200)]))")))
        .hasToString("200");
    assertThat(most.get()).isBetween(2, ToolCalls.MAX_RUNNING);
  }

  @Test
  void a_chain_longer_than_the_places_does_not_block_itself() {
    FakeTools tools = new FakeTools().with("next_one", (a, s) -> a.integer("x") + 1);

    assertThat(
            answered(tools.run("x = 0\nfor i in range(300):\n    x = next_one(x)\nanswer(data=x)")))
        .hasToString("300");
  }

  @Test
  void a_failure_stops_the_calls_after_it() {
    AtomicBoolean stopped = new AtomicBoolean();
    CountDownLatch running = new CountDownLatch(1);
    FakeTools tools =
        new FakeTools()
            .with(
                "fails",
                (a, s) -> {
                  assertThat(running.await(20, TimeUnit.SECONDS)).isTrue();
                  throw new RigelException(ErrorCode.MODEL_FAILED, "no luck");
                })
            .with(
                "hangs",
                (a, s) -> {
                  running.countDown();
                  try {
                    Thread.sleep(60_000);
                  } catch (InterruptedException e) {
                    stopped.set(s.cancellation().isCancelled());
                    throw e;
                  }
                  return 1;
                });

    RunResult result = tools.run("a = fails(1)\nb = hangs(1)\nanswer(data=b)");

    assertThat(result.failure().orElseThrow().line()).isEqualTo(1);
    assertThat(result.steps()).extracting(Step::tool).containsExactly("fails");
    assertThat(stopped).isTrue();
  }

  @Test
  void a_cancelled_run_stops_its_calls_and_says_so() throws InterruptedException {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    FakeTools tools =
        new FakeTools()
            .with(
                "hangs",
                (a, s) -> {
                  running.countDown();
                  try {
                    Thread.sleep(60_000);
                    return 1;
                  } finally {
                    released.countDown();
                  }
                });
    CallScope scope = FakeTools.scope(Budget.Limits.DEFAULT);
    Thread canceller =
        Thread.startVirtualThread(() -> {
          try {
            running.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          scope.cancellation().cancel("the client went away");
        });

    RunResult result = tools.run("x = hangs(1)\nanswer(data=x)", scope);
    canceller.join();

    assertThat(result.failure().orElseThrow().type()).isEqualTo("Cancelled");
    assertThat(result.failure().orElseThrow().cause().orElseThrow().code())
        .isEqualTo(ErrorCode.CANCELLED);
    assertThat(released.await(5, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void a_run_whose_time_is_over_tells_so_and_stops_its_calls() {
    AtomicBoolean interrupted = new AtomicBoolean();
    FakeTools tools =
        new FakeTools()
            .with("quick", (a, s) -> 5)
            .with(
                "hangs",
                (a, s) -> {
                  try {
                    Thread.sleep(60_000);
                    return 1;
                  } catch (InterruptedException e) {
                    interrupted.set(true);
                    throw e;
                  }
                });
    CallScope scope =
        new CallScope(
            Deadline.after(Duration.ofMillis(300)),
            new Cancellation(),
            new Budget(Budget.Limits.DEFAULT));

    RunResult result = tools.run("y = quick(1)\nx = hangs(1)\nanswer(data=x)", scope);

    assertThat(result.exhausted().orElseThrow().limit()).isEqualTo("time");
    assertThat(result.failure()).isEmpty();
    assertThat(result.variables().get("y")).hasToString("5");
    assertThat(interrupted).isTrue();
  }

  @Test
  void equal_calls_at_the_same_time_are_made_once_and_the_first_counts() {
    for (int i = 0; i < 30; i++) {
      AtomicInteger made = new AtomicInteger();
      FakeTools tools = new FakeTools().with("work", (a, s) -> made.incrementAndGet());

      RunResult result = tools.run("xs = [work('same') for i in range(8)]\nanswer(data=sum(xs))");

      assertThat(made).hasValue(1);
      assertThat(answered(result)).hasToString("8");
      assertThat(result.steps().getFirst().remembered()).isFalse();
      assertThat(result.steps().subList(1, 8)).extracting(Step::remembered).containsOnly(true);
    }
  }
}
