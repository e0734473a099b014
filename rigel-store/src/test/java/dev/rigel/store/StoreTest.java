package dev.rigel.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rigel.base.RigelException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

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

  @Test
  void writesAheadAndWaitsForNobodyLongerThanItSays() throws SQLException {
    try (Store store = Store.open(folder)) {
      store
          .sessions()
          .commit(
              SessionStoreContract.turn(
                  "t", java.time.Instant.EPOCH, false, java.util.List.of(), java.util.List.of()));
      try (Connection connection =
              DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("rigel.db"));
          Statement statement = connection.createStatement();
          var mode = statement.executeQuery("PRAGMA journal_mode")) {
        assertThat(mode.getString(1)).isEqualTo("wal");
      }
    }
  }
}
