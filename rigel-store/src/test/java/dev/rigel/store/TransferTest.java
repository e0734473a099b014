package dev.rigel.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rigel.agent.port.StoredFeedback;
import dev.rigel.base.Hashes;
import dev.rigel.base.RigelException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Export and import. */
class TransferTest {
  @TempDir Path folder;

  private Store open(String name) {
    return Store.open(folder.resolve(name));
  }

  private Path file() {
    return folder.resolve("export.zip");
  }

  @Test
  void movesEverythingToAnotherFolder() throws IOException {
    try (Store old = open("old");
        Store made = open("new")) {
      FilledStore.fill(old);
      Transferred out = old.exportTo(file());
      assertThat(out.blobs()).isEqualTo(3);
      assertThat(out.leftOut()).isZero();
      assertThat(made.importFrom(file())).isEqualTo(out);

      FilledStore.assertSame(old, made);
      assertThat(made.sweep(Retention.GRACE)).isZero();
    }
  }

  @Test
  @Tag("slow")
  void movesEverythingToPostgresAndBack() throws IOException {
    try (Store old = open("old");
        Store middle =
            Store.open(PostgresServer.settings(folder.resolve("m"), PostgresServer.newDatabase()));
        Store last = open("last")) {
      FilledStore.fill(old);
      Transferred out = old.exportTo(file());
      assertThat(middle.importFrom(file())).isEqualTo(out);
      FilledStore.assertSame(old, middle);

      Path again = folder.resolve("again.zip");
      assertThat(middle.exportTo(again)).isEqualTo(out);
      last.importFrom(again);
      FilledStore.assertSame(old, last);
      // New rows are numbered after those that were imported.
      middle.sessions().delete("anna", "session 0");
      middle.sessions().delete("anna", "session 1");
      middle.files().delete("anna", "whole");
      assertThat(middle.skills().delete("anna", "1")).isTrue();
      assertThat(
              middle
                  .sessions()
                  .commit(
                      SessionStoreContract.turn(
                          "anna",
                          Instant.now(),
                          false,
                          List.of(SessionStoreContract.message("new")),
                          List.of())))
          .isTrue();
    }
  }

  @Test
  void importsNothingIntoAStoreThatIsNotEmpty() throws IOException {
    try (Store old = open("old");
        Store other = open("other")) {
      FilledStore.fill(old);
      old.exportTo(file());
      other.feedback().add(feedback());
      assertThatThrownBy(() -> other.importFrom(file()))
          .isInstanceOf(RigelException.class)
          .hasMessageContaining("not empty");
      assertThat(other.keys().keys()).isEmpty();
    }
  }

  private static StoredFeedback feedback() {
    return new StoredFeedback(
        "anna", "1", "chat", "run", Optional.empty(), Optional.empty(), Instant.now());
  }

  @Test
  void overwritesNoFile() throws IOException {
    Files.writeString(file(), "precious");
    try (Store store = open("store")) {
      assertThatThrownBy(() -> store.exportTo(file()))
          .isInstanceOf(RigelException.class)
          .hasMessageContaining("already");
    }
    assertThat(file()).hasContent("precious");
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void letsNobodyElseReadTheExport() throws IOException {
    try (Store store = open("store")) {
      store.exportTo(file());
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
  }

  @Test
  void saysThatAnExportCannotBeWritten() {
    try (Store store = open("store")) {
      assertThatThrownBy(() -> store.exportTo(folder.resolve("nowhere").resolve("export.zip")))
          .isInstanceOf(RigelException.class)
          .hasMessageContaining("cannot be written");
    }
  }

  @Test
  void robustness53_leavesOutADamagedMediumAndOnlyThatOne() throws IOException {
    try (Store old = open("old");
        Store made = open("new")) {
      FilledStore.fill(old);
      Path damaged;
      try (Stream<Path> blobs = Files.walk(folder.resolve("old").resolve("blobs"))) {
        damaged =
            blobs
                .filter(Files::isRegularFile)
                .filter(blob -> blob.toFile().length() == "a document".length())
                .findFirst()
                .orElseThrow();
      }
      Files.writeString(damaged, "a d0cument");
      Transferred out = old.exportTo(file());
      assertThat(out.leftOut()).isEqualTo(1);
      assertThat(out.blobs()).isEqualTo(2);
      made.importFrom(file());
      assertThat(made.files().file("anna", "whole")).isPresent();
    }
  }

  @Test
  void importsNothingOfWhatIsNoExport() throws IOException {
    try (Store store = open("store")) {
      assertThatThrownBy(() -> store.importFrom(folder.resolve("none.zip")))
          .isInstanceOf(RigelException.class)
          .hasMessageContaining("cannot be read");
      Files.writeString(file(), "this is no zip file");
      assertThatThrownBy(() -> store.importFrom(file()))
          .isInstanceOf(RigelException.class)
          .hasMessageContaining("not a whole export");
    }
  }

  @Test
  void importsAllRowsOrNone() throws IOException {
    try (Store old = open("old")) {
      FilledStore.fill(old);
      old.exportTo(file());
    }
    try (FileSystem zip = FileSystems.newFileSystem(file())) {
      Path table = zip.getPath("tables", "api_key.jsonl");
      Files.writeString(table, Files.readString(table).replace("\"created_at\":", "\"created\":"));
    }
    try (Store made = open("new")) {
      assertThatThrownBy(() -> made.importFrom(file()))
          .isInstanceOf(RigelException.class)
          .hasMessageContaining("not a whole export");
      assertThat(made.sessions().sessions("anna", 0, 10)).isEmpty();
      assertThat(made.agents().agents("anna", 0, 10)).isEmpty();
    }
  }

  @Test
  void takesNoTextForANumber() throws IOException {
    try (Store old = open("old")) {
      FilledStore.fill(old);
      old.exportTo(file());
    }
    try (FileSystem zip = FileSystems.newFileSystem(file())) {
      Path table = zip.getPath("tables", "session.jsonl");
      Files.writeString(
          table,
          Files.readString(table).replaceAll("\"created_at\":\\d+", "\"created_at\":\"now\""));
    }
    try (Store made = open("new")) {
      assertThatThrownBy(() -> made.importFrom(file())).isInstanceOf(RigelException.class);
    }
  }

  @Test
  void takesNoMediumUnderAnotherName() throws IOException {
    try (Store old = open("old")) {
      FilledStore.fill(old);
      old.exportTo(file());
    }
    try (FileSystem zip = FileSystems.newFileSystem(file());
        Stream<Path> blobs = Files.list(zip.getPath("blobs"))) {
      Files.writeString(blobs.findFirst().orElseThrow(), "another content");
    }
    try (Store made = open("new")) {
      assertThatThrownBy(() -> made.importFrom(file())).isInstanceOf(RigelException.class);
      assertThat(made.sessions().sessions("anna", 0, 10)).isEmpty();
    }
  }

  @Test
  void refusesTheExportOfAnotherVersion() throws IOException {
    try (Store old = open("old")) {
      old.exportTo(file());
    }
    try (FileSystem zip = FileSystems.newFileSystem(file())) {
      Path manifest = zip.getPath(Manifest.ENTRY);
      Files.writeString(
          manifest, Files.readString(manifest).replaceAll("\"schema\":\\d+", "\"schema\":4711"));
    }
    try (Store made = open("new")) {
      assertThatThrownBy(() -> made.importFrom(file()))
          .isInstanceOf(RigelException.class)
          .hasMessageContaining("another version");
    }
  }

  @Test
  void keepsTheContentOfMediaAsItIs() throws IOException {
    try (Store old = open("old")) {
      FilledStore.fill(old);
      old.exportTo(file());
    }
    String key = Hashes.sha256("a picture");
    try (FileSystem zip = FileSystems.newFileSystem(file());
        InputStream content = Files.newInputStream(zip.getPath("blobs", key))) {
      assertThat(content.readAllBytes()).asString(UTF_8).isEqualTo("a picture");
    }
  }
}
