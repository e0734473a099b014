package dev.rigel.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rigel.agent.port.ExecutionStore;
import dev.rigel.agent.port.StoredArtifact;
import dev.rigel.agent.port.StoredDelivery;
import dev.rigel.agent.port.StoredExecution.Kind;
import dev.rigel.agent.port.StoredExecution.Status;
import dev.rigel.agent.port.StoredFeedback;
import dev.rigel.agent.port.StoredFile;
import dev.rigel.agent.port.StoredSkill;
import dev.rigel.agent.port.TurnRecord;
import dev.rigel.agent.port.TurnUsage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What deletion and expiry keep to, on every storage. */
abstract class RetentionContract {
  private static final Instant EARLY = Instant.parse("2026-11-01T10:00:00.123456Z");
  private static final Instant LATE = EARLY.plusSeconds(60);

  /** As if all blobs had been put long ago. */
  private static final Duration NONE = Duration.ofHours(-1);

  abstract Storage storage();

  private Store store() {
    return storage().store();
  }

  @Test
  void sweepsAwayWhatNobodyRefersTo() {
    List<String> orphans = IntStream.range(0, 250).mapToObj(i -> put("orphan " + i)).toList();
    String artifact = put("an artifact");
    String file = put("a file");
    String skill = put("a skill");
    store().sessions().commit(turn("anna", artifact));
    store().files().add(file(file));
    store().skills().add(new StoredSkill("anna", "1", "skill", "v1", "about", skill, EARLY, EARLY));

    assertThat(store().sweep(NONE)).isEqualTo(250);

    assertThat(orphans).allSatisfy(key -> assertThat(store().blobs().open(key)).isEmpty());
    for (String key : List.of(artifact, file, skill)) {
      assertThat(store().blobs().open(key)).isPresent();
    }
    assertThat(store().sweep(NONE)).isZero();
  }

  @Test
  void reallyDeletesTheMediaOfWhatIsDeleted() {
    String artifact = put("an artifact");
    String file = put("a file");
    String skill = put("a skill");
    store().sessions().commit(turn("anna", artifact));
    store().sessions().commit(turn("bert", artifact));
    store().files().add(file(file));
    store().skills().add(new StoredSkill("anna", "1", "skill", "v1", "about", skill, EARLY, EARLY));

    store().sessions().delete("anna", "session");
    store().files().delete("anna", "file");
    store().skills().delete("anna", "1");
    assertThat(store().sweep(NONE)).isEqualTo(2);
    assertThat(store().blobs().open(file)).isEmpty();
    assertThat(store().blobs().open(skill)).isEmpty();
    assertThat(store().blobs().open(artifact)).as("another session has it too").isPresent();

    store().sessions().delete("bert", "session");
    assertThat(store().sweep(NONE)).isEqualTo(1);
    assertThat(store().blobs().open(artifact)).isEmpty();
  }

  @Test
  void letsBeWhatWasPutLately() {
    String key = put("not yet referred to");
    assertThat(store().sweep(Retention.GRACE)).isZero();
    assertThat(store().blobs().open(key)).isPresent();
  }

  @Test
  void expiresSessionsExecutionsAndFeedback() {
    String artifact = put("an artifact");
    store().sessions().commit(turn("anna", artifact));
    execution("ended early", EARLY, Optional.empty());
    execution("ended late", LATE, Optional.empty());
    execution("early, its call made", EARLY, Optional.of("delivered"));
    execution("early, its call to be made", EARLY, Optional.of(""));
    store()
        .executions()
        .add(ExecutionStoreContract.enqueued("anna", "unfinished", Kind.EXECUTION, -3_600));
    for (Instant at : List.of(EARLY, LATE)) {
      store()
          .feedback()
          .add(
              new StoredFeedback(
                  "anna", "of " + at, "chat", "run", Optional.empty(), Optional.of("good"), at));
    }

    store().expire(LATE);

    assertThat(store().sessions().session("anna", "session")).isEmpty();
    assertThat(store().executions().executions("anna", Kind.EXECUTION, 0, 10))
        .extracting(execution -> execution.id())
        .containsExactlyInAnyOrder("ended late", "early, its call to be made", "unfinished");
    assertThat(store().deliveries().allPending(10)).hasSize(1);
    assertThat(store().feedback().of("anna", "chat", "run", 0, 10)).hasSize(1);
    assertThat(store().sweep(NONE)).isEqualTo(1);
  }

  @Test
  void expiresMoreThanFitsIntoOneStep() {
    for (int i = 0; i < 450; i++) {
      store()
          .feedback()
          .add(
              new StoredFeedback(
                  "anna", "" + i, "chat", "run", Optional.empty(), Optional.empty(), EARLY));
    }
    store().expire(LATE);
    assertThat(store().feedback().of("anna", "chat", "run", 0, 1_000)).isEmpty();
  }

  private void execution(String id, Instant end, Optional<String> outcome) {
    store().executions().add(ExecutionStoreContract.enqueued("anna", id, Kind.EXECUTION, 0));
    Optional<StoredDelivery> delivery =
        outcome.map(_ -> new StoredDelivery("anna", "call of " + id, id, "http://h", "{}", 0, end));
    store()
        .executions()
        .finish(
            id,
            new ExecutionStore.End(
                Status.COMPLETED, Optional.of("{}"), "{}", Optional.empty(), end, delivery));
    outcome
        .filter(known -> !known.isEmpty())
        .ifPresent(known -> store().deliveries().done("call of " + id, known));
  }

  private String put(String content) {
    return store().blobs().put(content.getBytes(UTF_8));
  }

  private static TurnRecord turn(String tenant, String blob) {
    return new TurnRecord(
        tenant,
        "session",
        "chatcmpl-1",
        EARLY,
        false,
        List.of(),
        List.of(new StoredArtifact("img_1", "image/png", Optional.empty(), blob, 1, true)),
        "",
        "[]",
        "{}",
        TurnUsage.NONE,
        Optional.empty());
  }

  private static StoredFile file(String blob) {
    return new StoredFile(
        "anna",
        "file",
        "cat.png",
        "assistants",
        "image/png",
        Optional.of(blob),
        1,
        Optional.of("md5"),
        false,
        EARLY);
  }
}
