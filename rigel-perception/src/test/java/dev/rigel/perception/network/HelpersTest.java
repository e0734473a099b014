package dev.rigel.perception.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rigel.base.Budget;
import dev.rigel.base.CallScope;
import dev.rigel.base.Cancellation;
import dev.rigel.base.Deadline;
import dev.rigel.base.RigelException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HelpersTest {
  private final List<Integer> items = IntStream.range(0, 200).boxed().toList();

  @Test
  void keepsTheOrderHoweverManyHelp() {
    for (int count : new int[] {0, 1, 3}) {
      try (Helpers helpers = new Helpers(count)) {
        assertThat(helpers.share(items, item -> item * 2, CallScope.unlimited()))
            .isEqualTo(items.stream().map(item -> item * 2).toList());
        assertThat(helpers.share(List.<Integer>of(), item -> item, CallScope.unlimited()))
            .isEmpty();
      }
    }
  }

  @Test
  void aFailureStopsTheRestAndComesOut() {
    AtomicInteger working = new AtomicInteger();
    try (Helpers helpers = new Helpers(3)) {
      assertThatThrownBy(() ->
              helpers.share(
                  items,
                  item -> {
                    working.incrementAndGet();
                    try {
                      if (item == 20) {
                        throw new IllegalArgumentException("twenty");
                      }
                      Thread.onSpinWait();
                      return item;
                    } finally {
                      working.decrementAndGet();
                    }
                  },
                  CallScope.unlimited()))
          .isInstanceOf(IllegalArgumentException.class);
      assertThat(working).as("still working").hasValue(0);
    }
  }

  @Test
  void stopsWhenTheRunIsCancelled() {
    Cancellation cancellation = new Cancellation();
    CallScope scope = new CallScope(Deadline.never(), cancellation, Budget.standard());
    AtomicInteger done = new AtomicInteger();
    try (Helpers helpers = new Helpers(2)) {
      assertThatThrownBy(() ->
              helpers.share(
                  items,
                  item -> {
                    cancellation.cancel("enough");
                    return done.incrementAndGet();
                  },
                  scope))
          .isInstanceOf(RigelException.class);
    }
    assertThat(done.get()).isLessThan(items.size());
  }
}
