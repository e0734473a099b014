package dev.rigel.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rigel.base.RigelException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoreTest {
  @TempDir Path folder;

  @Test
  void makesTheDataFolder() {
    Path deep = folder.resolve("a").resolve("b");
    Store.open(deep).close();
    assertThat(deep.resolve("rigel.db")).exists();
  }

  @Test
  void robustness59_refusesASecondOwnerAndNamesTheFirst() {
    try (Store _ = Store.open(folder)) {
      assertThatThrownBy(() -> Store.open(folder))
          .isInstanceOf(RigelException.class)
          .hasMessageContaining("in use")
          .hasMessageContaining(Long.toString(ProcessHandle.current().pid()));
    }
    Store.open(folder).close();
  }

  @Test
  void robustness59_showsTheServersAddressOnlyWhileItRuns() {
    assertThat(FolderLock.serverAddress(folder)).isEmpty();
    try (Store store = Store.open(folder)) {
      assertThat(FolderLock.serverAddress(folder)).isEmpty();
      assertThat(FolderLock.owner(folder)).contains(ProcessHandle.current().pid());
      store.publishAddress(URI.create("http://127.0.0.1:8080"));
      assertThat(FolderLock.serverAddress(folder)).contains(URI.create("http://127.0.0.1:8080"));
    }
    assertThat(FolderLock.serverAddress(folder)).isEmpty();
  }

  @Test
  void robustness59_takesOverALockFileWhoseOwnerDied() throws IOException {
    Files.writeString(folder.resolve("rigel.lock"), "999999999\nhttp://127.0.0.1:1\n");
    assertThat(FolderLock.serverAddress(folder)).isEmpty();
    Store.open(folder).close();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void robustness53_saysThatTheFolderIsNotWritable() {
    // Nobody can write there, root included.
    assertThatThrownBy(() -> Store.open(Path.of("/proc/rigel-data")))
        .isInstanceOf(RigelException.class)
        .hasMessageContaining("/proc/rigel-data")
        .hasMessageContaining("--data");
  }

  @Test
  void saysThatTheFolderIsAFile() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThatThrownBy(() -> Store.open(file)).isInstanceOf(RigelException.class);
  }

  @Test
  void robustness53_saysThatTheDatabaseIsDamaged() throws IOException {
    Files.writeString(folder.resolve("rigel.db"), "this is not a database at all".repeat(100));
    assertThatThrownBy(() -> Store.open(folder))
        .isInstanceOf(RigelException.class)
        .hasMessageContaining("damaged");
    // And gives the lock back.
    assertThat(FolderLock.owner(folder)).isEmpty();
  }

  @Test
  void refusesTheDataOfANewerVersion() throws SQLException {
    Store.open(folder).close();
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("rigel.db"));
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA user_version = 4711");
    }
    assertThatThrownBy(() -> Store.open(folder)).hasMessageContaining("newer version");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void bringsOlderTablesUpToDateAndKeepsWhatIsInThem(int version) throws Exception {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (String file : SqliteSchema.FILES.subList(0, version)) {
        try (InputStream script = SqliteSchema.class.getResourceAsStream("sqlite/" + file)) {
          statement.executeUpdate(new String(script.readAllBytes(), StandardCharsets.UTF_8));
        }
      }
      statement.execute("PRAGMA user_version = " + version);
      statement.execute("INSERT INTO session VALUES (7, 'anna', 'old', 1000000, 2000000)");
      statement.execute("INSERT INTO message VALUES (7, 0, 'user', '{}', 'digest')");
      statement.execute(
          "INSERT INTO turn (session, completion, at, program, trace)"
              + " VALUES (7, 'chatcmpl-1', 2000000, 'answer(1)', '[]')");
      if (version > 1) {
        statement.execute("UPDATE turn SET tenant = 'anna', credits = 1.5");
      }
      if (version > 2) {
        statement.execute(
            "INSERT INTO spending (tenant, at, credits) VALUES ('anna', 2000000, 1.5)");
      }
    }

    // Once by the upgrade, once as it is from then on.
    for (int i = 0; i < 2; i++) {
      try (Store store = Store.open(folder)) {
        assertThat(store.sessions().session("anna", "old").orElseThrow().messages()).hasSize(1);
        assertThat(store.sessions().turn("anna", "chatcmpl-1")).isPresent();
        assertThat(store.sessions().creditsSince("anna", Instant.EPOCH))
            .isEqualTo(version > 1 ? 1.5 : 0);
        assertThat(store.files().files("anna", 0, 10)).isEmpty();
      }
    }
    List<String> upgraded = tables();
    assertThat(upgraded).isNotEmpty();
    Files.delete(folder.resolve("rigel.db"));
    Store.open(folder).close();
    assertThat(upgraded).isEqualTo(tables());
  }

  /** The statements that would make the tables as they are now. */
  private List<String> tables() throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL"
                    + " AND tbl_name <> 'flyway_schema_history' ORDER BY type, name")) {
      List<String> tables = new ArrayList<>();
      while (row.next()) {
        tables.add(row.getString(1).replaceAll("\\s+", " "));
      }
      return tables;
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("rigel.db"));
  }

  @Test
  void keepsItsSigningKeyToItself() throws IOException {
    byte[] key;
    try (Store store = Store.open(folder)) {
      key = store.signingKey();
      assertThat(key).hasSize(32).isEqualTo(store.signingKey());
    }
    try (Store store = Store.open(folder)) {
      assertThat(store.signingKey()).isEqualTo(key);
    }
    Files.write(folder.resolve("signing.key"), new byte[3]);
    try (Store store = Store.open(folder)) {
      assertThatThrownBy(store::signingKey).hasMessageContaining("damaged");
    }
  }

  @Test
  void sweepsNoMediaOfAnotherDatabase() throws IOException {
    String key;
    try (Store store = Store.open(folder)) {
      key = store.blobs().put(new byte[3]);
      assertThat(store.sweep(Duration.ofHours(24))).isZero();
    }
    Files.delete(folder.resolve("rigel.db"));
    try (Store store = Store.open(folder)) {
      assertThat(store.sweep(Duration.ofHours(-1))).isZero();
      assertThat(store.blobs().open(key)).isPresent();
    }
  }

  @Test
  void stopsKeepingTidyWhenItIsClosed() {
    Store store = Store.open(folder);
    store.keepTidy(Optional.of(Duration.ofDays(1)));
    assertThatThrownBy(() -> store.keepTidy(Optional.empty()))
        .isInstanceOf(IllegalStateException.class);
    store.close();
    Store.open(folder).close();
  }

  @Test
  void writesAheadAndWaitsForNobodyLongerThanItSays() throws SQLException {
    try (Store store = Store.open(folder)) {
      store
          .sessions()
          .commit(SessionStoreContract.turn("t", Instant.EPOCH, false, List.of(), List.of()));
      try (Connection connection =
              DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("rigel.db"));
          Statement statement = connection.createStatement();
          var mode = statement.executeQuery("PRAGMA journal_mode")) {
        assertThat(mode.getString(1)).isEqualTo("wal");
      }
    }
  }
}
