package dev.rigel.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rigel.agent.port.ExecutionStore.End;
import dev.rigel.agent.port.JobQueue;
import dev.rigel.agent.port.StoredArtifact;
import dev.rigel.agent.port.StoredDelivery;
import dev.rigel.agent.port.StoredExecution;
import dev.rigel.agent.port.StoredFile;
import dev.rigel.agent.port.StoredMessage;
import dev.rigel.agent.port.TurnRecord;
import dev.rigel.agent.port.TurnUsage;
import dev.rigel.base.Hashes;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A mixed load that is to be killed: turns with artifacts, files, executions that jobs run and
 * whose webhook calls other jobs make. Says what it has stored, each time it has: {@code turn 7}.
 */
final class KillLoad {
  private final Store store;
  private final String session;
  private final Consumer<String> said;

  KillLoad(Store store, String session, Consumer<String> said) {
    this.store = store;
    this.session = session;
    this.said = said;
  }

  /** The work of a child process, until it is killed. */
  static void run(Store store, String session) {
    KillLoad load =
        new KillLoad(
            store,
            session,
            line -> {
              synchronized (System.out) {
                System.out.println(line);
                System.out.flush();
              }
            });
    load.startJobs();
    Thread.ofPlatform().start(() -> load.turns());
    Thread.ofPlatform().start(() -> load.files());
    load.executions();
  }

  /** Takes up what an earlier life did not finish, as a server does at its start. */
  void startJobs() {
    JobQueue jobs = store.jobs();
    jobs.start(Map.of("execute", this::execute, "call", this::call));
    for (String id : store.executions().unfinished(10_000)) {
      jobs.submit("execute", id, Instant.now());
    }
    for (String id : store.deliveries().allPending(10_000)) {
      jobs.submit("call", id, Instant.now());
    }
  }

  private void turns() {
    for (int i = store.sessions().artifacts("local", session).size(); ; i++) {
      byte[] picture = ("picture " + i).getBytes(UTF_8);
      StoredArtifact artifact =
          new StoredArtifact(
              "img_" + i,
              "image/png",
              Optional.empty(),
              store.blobs().put(picture),
              picture.length,
              true);
      store
          .sessions()
          .commit(
              new TurnRecord(
                  "local",
                  session,
                  "chatcmpl-" + i,
                  Instant.now(),
                  false,
                  List.of(
                      new StoredMessage("user", "question " + i, ""),
                      new StoredMessage("assistant", "answer " + i, "")),
                  List.of(artifact),
                  "",
                  "[]",
                  "{}",
                  new TurnUsage(1, 1, 1),
                  Optional.empty()));
      said.accept("turn " + i);
    }
  }

  private void files() {
    for (int i = 0; ; i++) {
      String id = session + " file " + i;
      Optional<StoredFile> known = store.files().file("local", id);
      if (known.flatMap(StoredFile::blob).isPresent()) {
        continue;
      }
      if (known.isEmpty()) {
        store
            .files()
            .add(
                new StoredFile(
                    "local",
                    id,
                    "file " + i,
                    "assistants",
                    "text/plain",
                    Optional.empty(),
                    0,
                    Optional.empty(),
                    false,
                    Instant.now()));
      }
      byte[] content = ("content " + i).getBytes(UTF_8);
      store
          .files()
          .complete(
              "local",
              id,
              store.blobs().put(content),
              content.length,
              Hashes.sha256(content).substring(0, 32),
              "text/plain");
      said.accept("file " + i);
    }
  }

  private void executions() {
    for (int i = 0; ; i++) {
      String id = session + " run " + i;
      if (store.executions().execution("local", id).isPresent()) {
        continue;
      }
      store
          .executions()
          .add(ExecutionStoreContract.enqueued("local", id, StoredExecution.Kind.EXECUTION, 0));
      said.accept("enqueued " + i);
      store.jobs().submit("execute", id, Instant.now());
    }
  }

  private Optional<Instant> execute(String id) {
    if (store.executions().begin(id).isEmpty()) {
      return Optional.empty();
    }
    String call = "call of " + id;
    boolean first =
        store
            .executions()
            .finish(
                id,
                new End(
                    StoredExecution.Status.COMPLETED,
                    Optional.of("{\"of\":\"" + id + "\"}"),
                    "{\"credits_used\":1}",
                    Optional.empty(),
                    Instant.now(),
                    Optional.of(
                        new StoredDelivery(
                            "local", call, id, "http://h", "{}", 0, Instant.now()))));
    if (first) {
      said.accept("ended " + number(id));
    }
    store.jobs().submit("call", call, Instant.now());
    return Optional.empty();
  }

  private Optional<Instant> call(String id) {
    if (store.deliveries().pending(id).isPresent()) {
      said.accept("called " + number(id));
      store.deliveries().done(id, "delivered");
    }
    return Optional.empty();
  }

  private static String number(String id) {
    return id.substring(id.lastIndexOf(' ') + 1);
  }
}
