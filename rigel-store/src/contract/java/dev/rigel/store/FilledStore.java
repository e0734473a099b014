package dev.rigel.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rigel.agent.port.ExecutionStore.End;
import dev.rigel.agent.port.SkillStore;
import dev.rigel.agent.port.StoredAgent;
import dev.rigel.agent.port.StoredArtifact;
import dev.rigel.agent.port.StoredDelivery;
import dev.rigel.agent.port.StoredExecution;
import dev.rigel.agent.port.StoredFeedback;
import dev.rigel.agent.port.StoredFile;
import dev.rigel.agent.port.StoredKey;
import dev.rigel.agent.port.StoredMessage;
import dev.rigel.agent.port.StoredProgram;
import dev.rigel.agent.port.StoredSkill;
import dev.rigel.agent.port.TurnRecord;
import dev.rigel.agent.port.TurnUsage;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Something of every kind in a store, and whether another store has all of it. */
final class FilledStore {
  private static final Instant AT = Instant.parse("2026-11-01T10:00:00.123456Z");
  private static final String STRANGE = "'; \u0000 \uE000 漢 😀\n\u2028 \"";

  private FilledStore() {}

  static void fill(Store store) {
    String picture = store.blobs().put("a picture".getBytes(UTF_8));
    for (int i = 0; i < 3; i++) {
      store
          .sessions()
          .commit(
              new TurnRecord(
                  "anna",
                  "session " + i % 2,
                  "chatcmpl-" + i,
                  AT.plusSeconds(i),
                  false,
                  List.of(new StoredMessage("user", "{\"n\":" + i + "}", "digest " + STRANGE)),
                  List.of(
                      new StoredArtifact(
                          "img_" + i, "image/png", Optional.of(STRANGE), picture, 9, i == 1)),
                  "answer(" + i + ")",
                  "[]",
                  "{\"id\":" + i + "}",
                  new TurnUsage(i, 2L * i, i / 4.0),
                  i == 0
                      ? Optional.of(new TurnRecord.Idempotency("key", "hash"))
                      : Optional.empty()));
    }
    String document = store.blobs().put("a document".getBytes(UTF_8));
    store.files().add(file("whole", Optional.of(document)));
    store.files().add(file("announced", Optional.empty()));
    String zip = store.blobs().put(new byte[100_000]);
    store.skills().add(new StoredSkill("anna", "1", "skill", "v1", "one", zip, AT, AT));
    store
        .skills()
        .add(new StoredSkill("anna", "1", "skill", "v2", "two", zip, AT, AT.plusSeconds(1)));
    store.agents().put(new StoredAgent("anna", "1", "reader:1", STRANGE, "Read it.", "{}", AT, AT));
    store
        .executions()
        .add(ExecutionStoreContract.enqueued("anna", "ended", StoredExecution.Kind.EXECUTION, 0));
    store
        .executions()
        .finish(
            "ended",
            new End(
                StoredExecution.Status.COMPLETED,
                Optional.of("{\"text\":\"yes\"}"),
                "{}",
                Optional.empty(),
                AT,
                Optional.of(new StoredDelivery("anna", "call", "ended", "http://h", "{}", 0, AT))));
    store
        .executions()
        .add(
            ExecutionStoreContract.enqueued("anna", "waiting", StoredExecution.Kind.PREDICTION, 1));
    store
        .feedback()
        .add(
            new StoredFeedback(
                "anna", "1", "chat", "run", Optional.of("{}"), Optional.of(STRANGE), AT));
    store
        .programs()
        .add(new StoredProgram("anna", "1", "count", "answer(1)", "{}", Optional.of("run"), AT));
    store
        .keys()
        .add(
            new StoredKey(
                "1",
                "anna",
                "laptop",
                "hash",
                Set.of(StoredKey.Scope.USE),
                new StoredKey.Limits(1, 2, 3_000_000_000L, 4),
                AT,
                Optional.empty()));
  }

  private static StoredFile file(String id, Optional<String> blob) {
    return new StoredFile(
        "anna",
        id,
        STRANGE,
        "assistants",
        "image/png",
        blob,
        blob.isPresent() ? 10 : 0,
        blob.map(_ -> "md5"),
        true,
        AT);
  }

  static void assertSame(Store store, Store other) throws IOException {
    assertThat(contents(other)).isEqualTo(contents(store));
    assertThat(other.signingKey()).isEqualTo(store.signingKey());
  }

  private static List<Object> contents(Store store) throws IOException {
    List<Object> all = new ArrayList<>();
    List<String> blobs = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      all.add(store.sessions().session("anna", "session " + i));
      List<StoredArtifact> artifacts = store.sessions().artifacts("anna", "session " + i);
      all.add(artifacts);
      artifacts.forEach(artifact -> blobs.add(artifact.blob()));
    }
    all.add(store.sessions().sessions("anna", 0, 10));
    for (int i = 0; i < 3; i++) {
      all.add(store.sessions().turn("anna", "chatcmpl-" + i));
    }
    all.add(store.sessions().repeated("anna", "key"));
    all.add(store.sessions().creditsSince("anna", Instant.EPOCH));
    all.add(store.files().file("anna", "whole"));
    all.add(store.files().file("anna", "announced"));
    store.files().file("anna", "whole").flatMap(StoredFile::blob).ifPresent(blobs::add);
    List<StoredSkill> skills =
        store.skills().skills("anna", SkillStore.Order.NAME, false, false, 0, 10);
    all.add(skills);
    skills.forEach(skill -> blobs.add(skill.blob()));
    all.add(store.agents().agents("anna", 0, 10));
    all.add(store.agents().byPrompt("anna", "Read it."));
    all.add(store.executions().execution("anna", "ended"));
    all.add(store.executions().unfinished(10));
    all.add(store.deliveries().pending("call"));
    all.add(store.feedback().of("anna", "chat", "run", 0, 10));
    all.add(store.programs().programs("anna", 0, 10));
    all.add(store.keys().keys());
    for (String blob : blobs) {
      try (InputStream content = store.blobs().open(blob).orElseThrow()) {
        all.add(new String(content.readAllBytes(), UTF_8));
      }
    }
    return all;
  }
}
