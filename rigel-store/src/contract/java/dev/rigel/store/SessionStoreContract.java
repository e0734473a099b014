package dev.rigel.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rigel.agent.port.Session;
import dev.rigel.agent.port.SessionStore;
import dev.rigel.agent.port.StoredArtifact;
import dev.rigel.agent.port.StoredMessage;
import dev.rigel.agent.port.StoredTurn;
import dev.rigel.agent.port.TurnRecord;
import dev.rigel.agent.port.TurnUsage;
import dev.rigel.base.RigelException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every session store keeps to. */
abstract class SessionStoreContract {
  private static final Instant EARLY = Instant.parse("2026-11-01T10:00:00.123456Z");
  private static final Instant LATE = EARLY.plusSeconds(60);
  private static final String SESSION = "9bf846ba-340d-4921-b156-ca90b5610269";

  abstract Storage storage();

  private SessionStore store() {
    return storage().store().sessions();
  }

  private SessionStore reopened() {
    return storage().reopened().sessions();
  }

  @Test
  void knowsNoSessionAtFirst() {
    assertThat(store().session("local", SESSION)).isEmpty();
    assertThat(store().artifacts("local", SESSION)).isEmpty();
    assertThat(store().artifact("local", SESSION, "img_a1b2c3")).isEmpty();
  }

  @Test
  void appendsTurns() {
    store().commit(turn("local", EARLY, false, List.of(message("one"), message("two")), List.of()));
    store().commit(turn("local", LATE, false, List.of(message("three")), List.of()));

    assertThat(store().session("local", SESSION))
        .contains(
            new Session(
                "local",
                SESSION,
                EARLY,
                LATE,
                List.of(message("one"), message("two"), message("three"))));
  }

  @Test
  void replacesTheHistoryWhenAsked() {
    store().commit(turn("local", EARLY, false, List.of(message("one"), message("two")), List.of()));
    store().commit(turn("local", LATE, true, List.of(message("uno")), List.of()));
    store().commit(turn("local", LATE, false, List.of(message("due")), List.of()));

    assertThat(store().session("local", SESSION).orElseThrow().messages())
        .containsExactly(message("uno"), message("due"));
  }

  @Test
  void keepsASessionWithoutMessages() {
    store().commit(turn("local", EARLY, false, List.of(), List.of()));
    assertThat(store().session("local", SESSION).orElseThrow().messages()).isEmpty();
  }

  @Test
  void keepsArtifactsOldestFirst() {
    StoredArtifact input = artifact("img_ffffff", "a", false);
    StoredArtifact output = artifact("img_000000", "b", true);
    store().commit(turn("local", EARLY, false, List.of(), List.of(input)));
    store().commit(turn("local", LATE, true, List.of(), List.of(output)));

    assertThat(store().artifacts("local", SESSION)).containsExactly(input, output);
    assertThat(store().artifact("local", SESSION, "img_ffffff")).contains(input);
  }

  @Test
  void takesTheSameArtifactTwiceAndRemembersThatItWasProduced() {
    store().commit(turn("local", EARLY, false, List.of(), List.of(artifact("img_1", "a", false))));
    store().commit(turn("local", LATE, false, List.of(), List.of(artifact("img_1", "a", true))));
    store().commit(turn("local", LATE, false, List.of(), List.of(artifact("img_1", "a", false))));

    assertThat(store().artifacts("local", SESSION)).containsExactly(artifact("img_1", "a", true));
  }

  @Test
  void neverGivesAnArtifactIdToOtherContentAndThenStoresNothingOfTheTurn() {
    store().commit(turn("local", EARLY, false, List.of(), List.of(artifact("img_1", "a", false))));

    assertThatThrownBy(() ->
            store()
                .commit(
                    turn(
                        "local",
                        LATE,
                        true,
                        List.of(message("lost")),
                        List.of(artifact("img_2", "c", true), artifact("img_1", "b", true)))))
        .isInstanceOf(IllegalStateException.class);

    assertThat(store().artifacts("local", SESSION)).containsExactly(artifact("img_1", "a", false));
    Session session = store().session("local", SESSION).orElseThrow();
    assertThat(session.messages()).isEmpty();
    assertThat(session.updatedAt()).isEqualTo(EARLY);
  }

  @Test
  void robustness12_hidesASessionFromOtherTenants() {
    store()
        .commit(
            turn(
                "anna",
                EARLY,
                false,
                List.of(message("secret")),
                List.of(artifact("img_1", "a", false))));

    assertThat(store().session("bert", SESSION)).isEmpty();
    assertThat(store().artifacts("bert", SESSION)).isEmpty();
    assertThat(store().artifact("bert", SESSION, "img_1")).isEmpty();

    store().commit(turn("bert", LATE, true, List.of(message("own")), List.of()));
    assertThat(store().session("anna", SESSION).orElseThrow().messages())
        .containsExactly(message("secret"));
  }

  @Test
  void keepsEveryCharacter() {
    StoredMessage message =
        new StoredMessage("user", "{\"content\":\"'; DROP TABLE session; -- 漢 😀 \\u0000\"}", "d");
    store().commit(turn("local'", EARLY, false, List.of(message), List.of()));
    assertThat(store().session("local'", SESSION).orElseThrow().messages())
        .containsExactly(message);
  }

  @Test
  void survivesBeingReopened() {
    store()
        .commit(
            turn(
                "local",
                EARLY,
                false,
                List.of(message("one")),
                List.of(artifact("img_1", "a", true))));
    Session before = store().session("local", SESSION).orElseThrow();

    SessionStore again = reopened();
    assertThat(again.session("local", SESSION)).contains(before);
    assertThat(again.artifacts("local", SESSION)).containsExactly(artifact("img_1", "a", true));
  }

  @Test
  void takesTurnsOfManySessionsAtOnce() throws Exception {
    int threads = 16;
    CountDownLatch start = new CountDownLatch(1);
    List<String> ids =
        IntStream.range(0, threads).mapToObj(_ -> UUID.randomUUID().toString()).toList();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var futures =
          ids.stream()
              .map(id ->
                  executor.submit(() -> {
                    start.await();
                    for (int i = 0; i < 20; i++) {
                      store()
                          .commit(
                              new TurnRecord(
                                  "local",
                                  id,
                                  id + i,
                                  EARLY,
                                  false,
                                  List.of(message(id + i)),
                                  List.of(),
                                  "",
                                  "[]",
                                  "{}",
                                  TurnUsage.NONE,
                                  Optional.empty()));
                      assertThat(store().session("local", id).orElseThrow().messages())
                          .hasSize(i + 1);
                    }
                    return true;
                  }))
              .toList();
      start.countDown();
      for (var future : futures) {
        assertThat(future.get()).isTrue();
      }
    }
    for (String id : ids) {
      assertThat(store().session("local", id).orElseThrow().messages()).hasSize(20);
    }
  }

  @Test
  void knowsATurnByItsCompletion() {
    TurnRecord turn = turn("local", EARLY, "chatcmpl-1", 1.5, Optional.empty());
    assertThat(store().commit(turn)).isTrue();

    assertThat(store().turn("local", "chatcmpl-1")).contains(stored(turn));
    assertThat(store().turn("local", "chatcmpl-2")).isEmpty();
    assertThat(store().turn("bert", "chatcmpl-1")).isEmpty();
  }

  @Test
  void storesACompletionOnceInATenant() {
    store().commit(turn("local", EARLY, "chatcmpl-1", 1, Optional.empty()));
    assertThat(store().commit(turn("local", LATE, "chatcmpl-1", 1, Optional.empty()))).isFalse();
    assertThat(store().commit(turn("bert", LATE, "chatcmpl-1", 1, Optional.empty()))).isTrue();

    Session session = store().session("local", SESSION).orElseThrow();
    assertThat(session.messages()).hasSize(1);
    assertThat(session.updatedAt()).isEqualTo(EARLY);
    assertThat(store().creditsSince("local", EARLY)).isEqualTo(1);
  }

  @Test
  void robustness10_findsTheAnswerToARepeatedRequest() {
    TurnRecord.Idempotency idempotency = new TurnRecord.Idempotency("again", "a hash");
    TurnRecord turn = turn("local", EARLY, "chatcmpl-1", 0, Optional.of(idempotency));
    store().commit(turn);

    assertThat(store().repeated("local", "again"))
        .contains(new SessionStore.Repeated(idempotency, stored(turn)));
    assertThat(store().repeated("bert", "again")).isEmpty();
    assertThat(store().repeated("local", "other")).isEmpty();
  }

  @Test
  void robustness10_storesOneTurnAnIdempotencyKey() {
    TurnRecord.Idempotency idempotency = new TurnRecord.Idempotency("again", "a hash");
    store().commit(turn("local", EARLY, "chatcmpl-1", 0, Optional.of(idempotency)));

    assertThatThrownBy(
            () -> store().commit(turn("local", LATE, "chatcmpl-2", 0, Optional.of(idempotency))))
        .isInstanceOf(RigelException.class);
    assertThat(store().turn("local", "chatcmpl-2")).isEmpty();
    assertThat(store().session("local", SESSION).orElseThrow().messages()).hasSize(1);
  }

  @Test
  void listsSessionsTheLastUsedFirst() {
    for (int i = 0; i < 5; i++) {
      store()
          .commit(
              new TurnRecord(
                  "local",
                  "session-" + i,
                  "chatcmpl-" + i,
                  EARLY.plusSeconds(i),
                  false,
                  List.of(message("one"), message("two")),
                  List.of(artifact("img_1", "a", true)),
                  "",
                  "[]",
                  "{}",
                  TurnUsage.NONE,
                  Optional.empty()));
    }
    assertThat(store().sessions("local", 1, 2))
        .containsExactly(
            new SessionStore.Summary("session-3", EARLY.plusSeconds(3), EARLY.plusSeconds(3), 2, 1),
            new SessionStore.Summary(
                "session-2", EARLY.plusSeconds(2), EARLY.plusSeconds(2), 2, 1));
    assertThat(store().sessions("bert", 0, 10)).isEmpty();
  }

  @Test
  void deletesASessionWithAllThatIsInIt() {
    store().commit(turn("local", EARLY, false, List.of(), List.of(artifact("img_1", "a", true))));
    store().commit(turn("local", EARLY, "chatcmpl-1", 2, Optional.empty()));

    assertThat(store().delete("bert", SESSION)).isFalse();
    assertThat(store().delete("local", SESSION)).isTrue();
    assertThat(store().delete("local", SESSION)).isFalse();

    assertThat(store().session("local", SESSION)).isEmpty();
    assertThat(store().artifacts("local", SESSION)).isEmpty();
    assertThat(store().turn("local", "chatcmpl-1")).isEmpty();
    assertThat(store().creditsSince("local", EARLY)).as("credits stay spent").isEqualTo(2);
  }

  @Test
  void expiresWhatWasLastUsedBefore() {
    store().commit(turn("local", EARLY, false, List.of(message("old")), List.of()));
    store()
        .commit(
            new TurnRecord(
                "local",
                "another",
                "chatcmpl-1",
                LATE,
                false,
                List.of(),
                List.of(),
                "",
                "[]",
                "{}",
                TurnUsage.NONE,
                Optional.empty()));

    assertThat(store().expire(EARLY)).isZero();
    assertThat(store().expire(LATE)).isEqualTo(1);
    assertThat(store().session("local", SESSION)).isEmpty();
    assertThat(store().session("local", "another")).isPresent();
  }

  @Test
  void addsUpTheCreditsOfATenant() {
    assertThat(store().creditsSince("local", Instant.EPOCH)).isZero();
    store().commit(turn("local", EARLY, "chatcmpl-1", 1.25, Optional.empty()));
    store().commit(turn("local", LATE, "chatcmpl-2", 0.5, Optional.empty()));
    store().commit(turn("bert", LATE, "chatcmpl-3", 7, Optional.empty()));

    assertThat(store().creditsSince("local", EARLY)).isEqualTo(1.75);
    assertThat(store().creditsSince("local", LATE)).isEqualTo(0.5);
    assertThat(store().creditsSince("local", LATE.plusMillis(1))).isZero();
  }

  private static TurnRecord turn(
      String tenant,
      Instant at,
      String completion,
      double credits,
      Optional<TurnRecord.Idempotency> idempotency) {
    return new TurnRecord(
        tenant,
        SESSION,
        completion,
        at,
        false,
        List.of(message(completion)),
        List.of(),
        "answer(1)",
        "[{}]",
        "{\"id\":1}",
        new TurnUsage(12, 34, credits),
        idempotency);
  }

  private static StoredTurn stored(TurnRecord turn) {
    return new StoredTurn(
        turn.tenant(),
        turn.session(),
        turn.completion(),
        turn.at(),
        turn.program(),
        turn.trace(),
        turn.answer(),
        turn.usage());
  }

  static TurnRecord turn(
      String tenant,
      Instant at,
      boolean replace,
      List<StoredMessage> messages,
      List<StoredArtifact> artifacts) {
    return new TurnRecord(
        tenant,
        SESSION,
        "chatcmpl-" + UUID.randomUUID(),
        at,
        replace,
        messages,
        artifacts,
        "answer(1)",
        "[]",
        "{}",
        TurnUsage.NONE,
        Optional.empty());
  }

  static StoredMessage message(String text) {
    return new StoredMessage("user", "{\"content\":\"" + text + "\"}", "digest of " + text);
  }

  static StoredArtifact artifact(String id, String blob, boolean produced) {
    return new StoredArtifact(id, "image/png", Optional.of("cat.png"), blob, 12, produced);
  }
}
