package dev.rigel.language.embedded.child;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GenerationThreadsTest {
  private boolean crowded;
  private final GenerationThreads threads = new GenerationThreads(4, () -> crowded);

  @Test
  void takesAllCoresOnAQuietMachine() {
    assertThat(threads.next()).isEqualTo(4);
  }

  @Test
  void leavesACoreToAnotherThatWantsIt() {
    crowded = true;
    assertThat(threads.next()).isEqualTo(3);
    crowded = false;
    assertThat(threads.next()).isEqualTo(4);
  }

  @Test
  void leavesACoreFreeForAWhileAfterATokenThatTookTooLong() {
    threads.took(4, 0.05);
    threads.took(4, 0.06);
    assertThat(threads.next()).isEqualTo(4);
    threads.took(4, 1.0);
    for (int i = 0; i < 32; i++) {
      assertThat(threads.next()).isEqualTo(3);
      threads.took(3, 1.0);
    }
    assertThat(threads.next()).isEqualTo(4);
  }

  @Test
  void oneCoreIsNeverLeftFree() {
    crowded = true;
    assertThat(new GenerationThreads(1, () -> true).next()).isEqualTo(1);
  }

  @Test
  void readsTheMachine() {
    assertThat(GenerationThreads.upTo(2).next()).isBetween(1, 2);
  }
}
