package dev.rigel.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writers that share a transaction, seen by a reader on a connection of its own. */
class GroupCommitTest {
  private static final int WRITERS = 40;

  @TempDir Path folder;
  private Connection connection;
  private Connection other;
  private final ReentrantLock lock = new ReentrantLock(true);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private GroupCommit commits;

  @BeforeEach
  void open() throws SQLException {
    String url = "jdbc:sqlite:" + folder.resolve("test.db");
    connection = DriverManager.getConnection(url);
    other = DriverManager.getConnection(url);
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA journal_mode = WAL");
      statement.execute("CREATE TABLE t (n INTEGER PRIMARY KEY)");
    }
    commits = new GroupCommit(new Sql(connection, TextCode.PLAIN, true), lock);
  }

  @AfterEach
  void close() throws SQLException {
    threads.close();
    other.close();
    connection.close();
  }

  /** What another connection sees, which is what lasts. */
  private int rows(String where) throws SQLException {
    try (Statement statement = other.createStatement();
        ResultSet result = statement.executeQuery("SELECT count(*) FROM t WHERE " + where)) {
      result.next();
      return result.getInt(1);
    }
  }

  private Database.Work<Integer> insert(int number) {
    return sql -> sql.execute("INSERT INTO t (n) VALUES (?)", number);
  }

  /** Starts the work while the connection is lent, so that all of it waits together. */
  private List<Future<Integer>> together(List<Database.Work<Integer>> works) throws Exception {
    List<Future<Integer>> futures = new ArrayList<>();
    CountDownLatch ready = new CountDownLatch(works.size());
    lock.lock();
    try {
      for (Database.Work<Integer> work : works) {
        futures.add(
            threads.submit(() -> {
              ready.countDown();
              return commits.write(work);
            }));
      }
      ready.await();
      Thread.sleep(50);
    } finally {
      lock.unlock();
    }
    return futures;
  }

  @Test
  void returnsAfterTheCommitThatHoldsTheWork() throws Exception {
    List<Future<Boolean>> seen = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      int number = i;
      seen.add(
          threads.submit(() -> {
            commits.write(insert(number));
            synchronized (other) {
              return rows("n = " + number) == 1;
            }
          }));
    }
    for (Future<Boolean> one : seen) {
      assertThat(one.get()).isTrue();
    }
  }

  @Test
  void sharesATransactionAmongThoseWhoWait() throws Exception {
    AtomicInteger committedBefore = new AtomicInteger();
    List<Database.Work<Integer>> works = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      int number = i;
      works.add(sql -> {
        committedBefore.accumulateAndGet(rows("true"), Math::max);
        return insert(number).on(sql);
      });
    }
    for (Future<Integer> one : together(works)) {
      assertThat(one.get()).isEqualTo(1);
    }
    assertThat(rows("true")).isEqualTo(WRITERS);
    // All but the first, which found nobody before it, were together.
    assertThat(committedBefore.get()).isLessThanOrEqualTo(1);
  }

  @Test
  void failsNobodyForTheFaultOfAnother() throws Exception {
    List<Database.Work<Integer>> works = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      int number = i;
      works.add(
          switch (i % 5) {
            case 1 ->
                sql -> {
                  insert(number).on(sql);
                  throw new IllegalStateException("changed its mind");
                };
            case 2 ->
                sql -> {
                  insert(number).on(sql);
                  return sql.execute("INSERT INTO nothing VALUES (1)");
                };
            default -> insert(number);
          });
    }
    List<Future<Integer>> futures = together(works);
    for (int i = 0; i < WRITERS; i++) {
      Future<Integer> one = futures.get(i);
      switch (i % 5) {
        case 1 ->
            assertThatThrownBy(one::get)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(IllegalStateException.class);
        case 2 ->
            assertThatThrownBy(one::get)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(SQLException.class);
        default -> assertThat(one.get()).isEqualTo(1);
      }
    }
    assertThat(rows("n % 5 IN (1, 2)")).isZero();
    assertThat(rows("n % 5 NOT IN (1, 2)")).isEqualTo(WRITERS * 3 / 5);
  }
}
