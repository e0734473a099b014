package dev.rigel.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rigel.agent.port.StoredSkill;
import dev.rigel.base.RigelException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is PostgreSQL's own, and what several nodes on one database do to each other. */
@Tag("slow")
class PostgresDatabaseTest {
  @TempDir Path folder;

  private Store node(String name, String url) {
    return Store.open(PostgresServer.settings(folder.resolve(name), url));
  }

  private static void execute(String url, String sql) throws SQLException {
    PostgresUrl parsed = PostgresUrl.parse(url);
    try (Connection connection =
            DriverManager.getConnection(parsed.jdbcUrl(), parsed.user().orElseThrow(), "");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Test
  void letsNodesThatStartTogetherMakeTheTablesOnce() throws Exception {
    String url = PostgresServer.emptyDatabase();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Store>> nodes =
          IntStream.range(0, 4)
              .mapToObj(i -> executor.submit(() -> node("node" + i, url)))
              .toList();
      for (Future<Store> node : nodes) {
        try (Store store = node.get()) {
          assertThat(store.keys().active()).isZero();
        }
      }
    }
  }

  @Test
  void refusesTheDataOfANewerVersion() throws SQLException {
    String url = PostgresServer.newDatabase();
    execute(
        url,
        "INSERT INTO flyway_schema_history (installed_rank, version, description, type, script,"
            + " installed_by, execution_time, success)"
            + " VALUES (99, '4711', 'later', 'SQL', 'V4711__later.sql', 'me', 1, true)");
    assertThatThrownBy(() -> node("node", url))
        .isInstanceOf(RigelException.class)
        .hasMessageContaining("newer version");
    // And gives the lock back.
    assertThat(FolderLock.owner(folder.resolve("node"))).isEmpty();
  }

  @Test
  void leavesTheTablesOfOthersAlone() throws SQLException {
    String url = PostgresServer.emptyDatabase();
    execute(url, "CREATE TABLE session (id int)");
    assertThatThrownBy(() -> node("node", url))
        .isInstanceOf(RigelException.class)
        .hasMessageContaining("Rigel's own");
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres://nobody@localhost:1/none", "nothing here"})
  void saysThatTheDatabaseCannotBeHad(String url) {
    String asked =
        url.contains(":1/") ? url : PostgresServer.newDatabase().replaceAll("/test\\d+$", "/none");
    assertThatThrownBy(() -> node("node", asked))
        .isInstanceOf(RigelException.class)
        .hasMessageContaining("none")
        .hasMessageMatching("(?s).*(does not answer|no database of this name).*");
  }

  @Test
  void saysThatTheDatabaseDoesNotAnswerAnyMoreAndGoesOnWhenItDoes() throws SQLException {
    String url = PostgresServer.newDatabase();
    try (Store store = node("node", url)) {
      assertThat(store.keys().active()).isZero();
      PostgresServer.execute(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '"
              + url.substring(url.lastIndexOf('/') + 1)
              + "'");
      // The dead connections are noticed one by one.
      int failures = 0;
      for (int i = 0; i < 20; i++) {
        try {
          store.keys().active();
        } catch (RigelException e) {
          failures++;
          assertThat(e).hasMessageContaining("does not answer");
        }
      }
      assertThat(failures).isLessThan(20);
      assertThat(store.keys().active()).isZero();
    }
  }

  @Test
  void robustness52_givesTheSameSkillNameToOneOfManyNodes() throws Exception {
    String url = PostgresServer.newDatabase();
    try (Store one = node("one", url);
        Store two = node("two", url);
        var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int round = 0; round < 20; round++) {
        String name = "skill " + round;
        CountDownLatch start = new CountDownLatch(1);
        List<Future<Boolean>> added = new ArrayList<>();
        for (Store node : List.of(one, two)) {
          String id = (node == one ? "one " : "two ") + round;
          added.add(
              executor.submit(() -> {
                start.await();
                try {
                  node.skills()
                      .add(
                          new StoredSkill(
                              "anna", id, name, "v1", "", "blob", Instant.now(), Instant.now()));
                  return true;
                } catch (RigelException e) {
                  assertThat(e).hasMessageContaining("another skill");
                  return false;
                }
              }));
        }
        start.countDown();
        assertThat(List.of(added.get(0).get(), added.get(1).get()))
            .containsExactlyInAnyOrder(true, false);
      }
    }
  }

  @Test
  void robustness52_takesUpTheJobsOfADeadNode() throws Exception {
    String url = PostgresServer.newDatabase();
    BlockingQueue<String> ran = new LinkedBlockingQueue<>();
    try (Store store = node("alive", url)) {
      // As a node leaves it that was killed in the middle of the job.
      execute(
          url,
          "INSERT INTO scheduled_tasks (task_name, task_instance, execution_time, picked, picked_by,"
              + " last_heartbeat, version) VALUES ('run', 'one', now(), true, 'a dead node', now(),"
              + " 1)");
      store
          .jobs()
          .start(
              Map.of(
                  "run",
                  id -> {
                    ran.add(id);
                    return Optional.empty();
                  }));
      assertThat(ran.poll(60, TimeUnit.SECONDS)).isEqualTo("one");
    }
  }

  @Test
  void runsEachJobOnOneNode() throws Exception {
    String url = PostgresServer.newDatabase();
    int jobs = 60;
    CountDownLatch done = new CountDownLatch(jobs);
    AtomicInteger runs = new AtomicInteger();
    try (Store one = node("one", url);
        Store two = node("two", url)) {
      for (Store node : List.of(one, two)) {
        node.jobs()
            .start(
                Map.of(
                    "run",
                    _ -> {
                      runs.incrementAndGet();
                      done.countDown();
                      return Optional.empty();
                    }));
      }
      for (int i = 0; i < jobs; i++) {
        one.jobs().submit("run", "job " + i, Instant.now());
      }
      assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(runs).hasValue(jobs);
  }

  @Test
  void sharesTheSigningKeyAmongNodes() {
    String url = PostgresServer.newDatabase();
    try (Store one = node("one", url);
        Store two = node("two", url)) {
      assertThat(one.signingKey()).hasSize(32).isEqualTo(two.signingKey());
    }
  }

  @Test
  void locksOverAllNodes() throws Exception {
    PostgresUrl url = PostgresUrl.parse(PostgresServer.newDatabase());
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    try (PostgresDatabase one = PostgresDatabase.open(url);
        PostgresDatabase two = PostgresDatabase.open(url);
        var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        PostgresDatabase database = i % 2 == 0 ? one : two;
        all.add(
            executor.submit(() ->
                database.locked(
                    "blob",
                    () -> {
                      most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                      Thread.yield();
                      return inside.decrementAndGet();
                    })));
      }
      for (Future<?> work : all) {
        work.get();
      }
    }
    assertThat(most).hasValue(1);
  }
}
