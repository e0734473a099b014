package dev.rigel.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rigel.agent.port.DeliveryStore;
import dev.rigel.agent.port.ExecutionStore;
import dev.rigel.agent.port.ExecutionStore.End;
import dev.rigel.agent.port.StoredDelivery;
import dev.rigel.agent.port.StoredExecution;
import dev.rigel.agent.port.StoredExecution.Kind;
import dev.rigel.agent.port.StoredExecution.Status;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every store of executions, and of the webhook calls that tell of them, keeps to. */
abstract class ExecutionStoreContract {
  private static final Instant AT = Instant.parse("2026-11-01T10:00:00.123456Z");

  abstract Storage storage();

  private ExecutionStore executions() {
    return storage().store().executions();
  }

  private DeliveryStore deliveries() {
    return storage().store().deliveries();
  }

  @Test
  void keepsAnExecution() {
    StoredExecution execution = enqueued("anna", "1", Kind.EXECUTION, 0);
    executions().add(execution);

    assertThat(executions().execution("anna", "1")).contains(execution);
    assertThat(executions().execution("anna", "2")).isEmpty();
    assertThat(storage().reopened().executions().execution("anna", "1")).contains(execution);
  }

  @Test
  void robustness12_hidesAnExecutionFromOtherTenants() {
    executions().add(enqueued("anna", "1", Kind.EXECUTION, 0));
    assertThat(executions().execution("bert", "1")).isEmpty();
    assertThat(executions().executions("bert", Kind.EXECUTION, 0, 10)).isEmpty();
  }

  @Test
  void listsOneKindNewestFirst() {
    for (int i = 0; i < 6; i++) {
      executions().add(enqueued("anna", "" + i, i % 2 == 0 ? Kind.EXECUTION : Kind.PREDICTION, i));
    }
    assertThat(executions().executions("anna", Kind.EXECUTION, 0, 10))
        .extracting(StoredExecution::id)
        .containsExactly("4", "2", "0");
    assertThat(executions().executions("anna", Kind.PREDICTION, 1, 1))
        .extracting(StoredExecution::id)
        .containsExactly("3");
  }

  @Test
  void countsEachBeginning() {
    executions().add(enqueued("anna", "1", Kind.EXECUTION, 0));

    StoredExecution running = executions().begin("1").orElseThrow();
    assertThat(running.status()).isEqualTo(Status.RUNNING);
    assertThat(running.attempts()).isEqualTo(1);
    assertThat(executions().execution("anna", "1")).contains(running);
    assertThat(executions().begin("1").orElseThrow().attempts()).isEqualTo(2);
    assertThat(executions().begin("2")).isEmpty();
  }

  @Test
  void endsOnce() {
    executions().add(enqueued("anna", "1", Kind.EXECUTION, 0));
    executions().begin("1");

    assertThat(executions().finish("1", completed(Optional.empty()))).isTrue();
    StoredExecution ended = executions().execution("anna", "1").orElseThrow();
    assertThat(ended.status()).isEqualTo(Status.COMPLETED);
    assertThat(ended.response()).contains("{\"answer\":1}");
    assertThat(ended.usage()).isEqualTo("{\"credits_used\":2}");
    assertThat(ended.error()).isEmpty();
    assertThat(ended.completedAt()).contains(AT.plusSeconds(5));

    End cancelled =
        new End(
            Status.CANCELLED,
            Optional.empty(),
            "{}",
            Optional.of("stopped"),
            AT,
            Optional.of(delivery("d1", 0)));
    assertThat(executions().finish("1", cancelled)).isFalse();
    assertThat(executions().begin("1")).isEmpty();
    assertThat(executions().execution("anna", "1")).contains(ended);
    assertThat(deliveries().pending("d1")).as("of an end that was none").isEmpty();
    assertThat(executions().finish("2", cancelled)).isFalse();
  }

  @Test
  void endsWithoutHavingBegun() {
    executions().add(enqueued("anna", "1", Kind.EXECUTION, 0));
    End cancelled =
        new End(
            Status.CANCELLED, Optional.empty(), "{}", Optional.of("stop"), AT, Optional.empty());
    assertThat(executions().finish("1", cancelled)).isTrue();
    assertThat(executions().execution("anna", "1").orElseThrow().error()).contains("stop");
  }

  @Test
  void takesNoEndThatIsNone() {
    executions().add(enqueued("anna", "1", Kind.EXECUTION, 0));
    End none =
        new End(Status.RUNNING, Optional.empty(), "{}", Optional.empty(), AT, Optional.empty());
    assertThatThrownBy(() -> executions().finish("1", none))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void robustness52_endsOnceWhenManyTryAtOnce() throws Exception {
    executions().add(enqueued("anna", "1", Kind.EXECUTION, 0));
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Boolean>> tries =
          IntStream.range(0, 16)
              .<Callable<Boolean>>mapToObj(
                  i -> () -> executions().finish("1", completed(Optional.of(delivery("d" + i, 0)))))
              .toList();
      int first = 0;
      for (Future<Boolean> ended : executor.invokeAll(tries)) {
        first += ended.get() ? 1 : 0;
      }
      assertThat(first).isEqualTo(1);
    }
    assertThat(deliveries().allPending(100)).hasSize(1);
  }

  @Test
  void listsWhatHasNotEndedOldestFirst() {
    for (int i = 0; i < 5; i++) {
      executions().add(enqueued(i % 2 == 0 ? "anna" : "bert", "" + i, Kind.EXECUTION, 10 - i));
    }
    executions().begin("3");
    executions().finish("4", completed(Optional.empty()));

    assertThat(executions().unfinished(10)).containsExactly("3", "2", "1", "0");
    assertThat(executions().unfinished(2)).containsExactly("3", "2");
  }

  @Test
  void storesTheWebhookCallWithTheEnd() {
    executions().add(enqueued("anna", "1", Kind.EXECUTION, 0));
    StoredDelivery delivery = delivery("d1", 0);
    executions().finish("1", completed(Optional.of(delivery)));

    assertThat(deliveries().pending("d1")).contains(delivery);
    assertThat(deliveries().allPending(10)).containsExactly("d1");
    assertThat(storage().reopened().deliveries().pending("d1")).contains(delivery);
  }

  @Test
  void robustness60_countsFailuresUntilTheCallIsDone() {
    executions().add(enqueued("anna", "1", Kind.EXECUTION, 0));
    executions().finish("1", completed(Optional.of(delivery("d1", 0))));

    deliveries().failed("d1", "503");
    deliveries().failed("d1", "503");
    assertThat(deliveries().pending("d1").orElseThrow().attempts()).isEqualTo(2);
    assertThat(deliveries().pending("d1").orElseThrow().body()).isEqualTo("{\"id\":\"d1\"}");

    deliveries().done("d1", "delivered");
    assertThat(deliveries().pending("d1")).isEmpty();
    assertThat(deliveries().allPending(10)).isEmpty();
    deliveries().failed("unknown", "nothing");
    deliveries().done("unknown", "nothing");
  }

  @Test
  void listsPendingCallsOldestFirst() {
    for (int i = 0; i < 3; i++) {
      executions().add(enqueued("anna", "e" + i, Kind.EXECUTION, 0));
      executions()
          .finish(
              "e" + i,
              completed(
                  Optional.of(
                      new StoredDelivery(
                          "anna",
                          "d" + i,
                          "e" + i,
                          "http://example.com",
                          "{}",
                          0,
                          AT.minusSeconds(i)))));
    }
    assertThat(deliveries().allPending(2)).containsExactly("d2", "d1");
  }

  static StoredExecution enqueued(String tenant, String id, Kind kind, int seconds) {
    return new StoredExecution(
        tenant,
        id,
        kind,
        "reader",
        "",
        "{\"prompt\":\"Read it.\"}",
        "http://127.0.0.1:8080",
        Status.ENQUEUED,
        Optional.empty(),
        "{}",
        Optional.empty(),
        Optional.of("https://example.com/hook"),
        0,
        AT.plusSeconds(seconds),
        Optional.empty());
  }

  static End completed(Optional<StoredDelivery> delivery) {
    return new End(
        Status.COMPLETED,
        Optional.of("{\"answer\":1}"),
        "{\"credits_used\":2}",
        Optional.empty(),
        AT.plusSeconds(5),
        delivery);
  }

  private static StoredDelivery delivery(String id, int attempts) {
    return new StoredDelivery(
        "anna",
        id,
        "1",
        "https://example.com/hook",
        "{\"id\":\"" + id + "\"}",
        attempts,
        AT.plusSeconds(5));
  }
}
