package dev.rigel.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rigel.base.Cancellation;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who works, who waits, and who is refused. */
@Timeout(value = 20, unit = TimeUnit.SECONDS)
class AdmissionTest {
  private static Admission.Ticket atWork(Admission admission, String tenant) {
    Admission.Ticket ticket = admission.enter(tenant);
    ticket.awaitTurn(new Cancellation());
    return ticket;
  }

  /** Waits on a thread of its own, which tells the name when its turn has come and goes. */
  private static Thread waiting(Admission.Ticket ticket, String name, List<String> turns) {
    return Thread.ofVirtual()
        .start(() -> {
          try (ticket) {
            ticket.awaitTurn(new Cancellation());
            turns.add(name);
          } catch (RigelException e) {
            turns.add(name + " refused");
          }
        });
  }

  private static void join(List<Thread> threads) throws InterruptedException {
    for (Thread thread : threads) {
      thread.join();
    }
  }

  @Test
  void letsATenantsRunsWorkInOrder() throws Exception {
    Admission admission = new Admission(1, 10);
    List<String> turns = Collections.synchronizedList(new ArrayList<>());
    List<Thread> threads = new ArrayList<>();
    try (Admission.Ticket _ = atWork(admission, "a")) {
      for (int i = 0; i < 5; i++) {
        threads.add(waiting(admission.enter("a"), "a" + i, turns));
      }
    }
    join(threads);
    assertThat(turns).containsExactly("a0", "a1", "a2", "a3", "a4");
  }

  @Test
  void robustness55_aTenantWithOneRunDoesNotWaitForAllThoseOfAnother() throws Exception {
    Admission admission = new Admission(2, 20);
    List<String> turns = Collections.synchronizedList(new ArrayList<>());
    List<Thread> threads = new ArrayList<>();
    try (Admission.Ticket _ = atWork(admission, "greedy")) {
      Admission.Ticket second = atWork(admission, "greedy");
      for (int i = 0; i < 10; i++) {
        threads.add(waiting(admission.enter("greedy"), "greedy" + i, turns));
      }
      threads.add(waiting(admission.enter("modest"), "modest", turns));
      second.close();
      join(threads);
    }
    assertThat(turns).startsWith("modest").hasSize(11);
  }

  @Test
  void robustness55_theLastRunOfWhoseMostWaitMakesRoomForAnother() throws Exception {
    Admission admission = new Admission(1, 4);
    List<String> turns = Collections.synchronizedList(new ArrayList<>());
    List<Thread> threads = new ArrayList<>();
    try (Admission.Ticket _ = atWork(admission, "greedy")) {
      for (int i = 0; i < 4; i++) {
        threads.add(waiting(admission.enter("greedy"), "greedy" + i, turns));
      }
      threads.add(waiting(admission.enter("modest"), "modest", turns));
      threads.get(3).join();
      assertThat(turns).containsExactly("greedy3 refused");
      refuses(admission, "greedy");
    }
    join(threads);
    assertThat(turns).contains("modest", "greedy0", "greedy1", "greedy2").hasSize(5);
  }

  @Test
  void refusesWhoeverIsAloneAndFillsTheQueue() {
    Admission admission = new Admission(1, 1);
    try (Admission.Ticket _ = atWork(admission, "a");
        Admission.Ticket _ = admission.enter("a")) {
      refuses(admission, "a");
      // One run that waits makes no room for another one.
      refuses(admission, "b");
    }
    atWork(admission, "b").close();
  }

  private static void refuses(Admission admission, String tenant) {
    assertThatThrownBy(() -> admission.enter(tenant))
        .isInstanceOfSatisfying(
            RigelException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.OVERLOADED));
  }

  @Test
  void aCancelledRunWaitsNoMoreAndLeavesItsPlace() throws Exception {
    Admission admission = new Admission(1, 1);
    Cancellation cancellation = new Cancellation();
    try (Admission.Ticket _ = atWork(admission, "a")) {
      Thread canceller = Thread.ofVirtual().start(() -> cancellation.cancel("nobody waits for it"));
      try (Admission.Ticket waiting = admission.enter("a")) {
        assertThatThrownBy(() -> waiting.awaitTurn(cancellation))
            .isInstanceOf(RigelException.class)
            .hasMessageContaining("nobody waits for it");
      }
      canceller.join();
      admission.enter("a").close();
    }
  }
}
