package dev.rigel.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rigel.s3.S3Place;
import dev.rigel.s3.S3Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The storage of many nodes: PostgreSQL and an object store. */
@Tag("slow")
class PostgresAndS3Test {
  @TempDir Path folder;
  @TempDir Path objects;
  private S3Server server;
  private String database;
  private Store store;

  private final Storage storage =
      new Storage() {
        @Override
        public Store store() {
          return store;
        }

        @Override
        public Store reopened() {
          store.close();
          store = node("node");
          return store;
        }
      };

  @BeforeEach
  void start() {
    server = new S3Server(objects);
    database = PostgresServer.newDatabase();
    store = node("node");
  }

  @AfterEach
  void stop() {
    store.close();
    server.close();
  }

  private Store node(String name) {
    return open(folder.resolve(name), database, server.settings("rigel"));
  }

  static Store open(Path folder, String database, S3Settings blobs) {
    return Store.open(
        new StoreSettings(
            folder,
            Durability.NORMAL,
            Optional.of(PostgresUrl.parse(database)),
            Optional.of(new S3Place(blobs))));
  }

  @Test
  void showsEachNodeWhatAnotherHasStored() throws IOException {
    FilledStore.fill(store);
    try (Store other = node("other")) {
      FilledStore.assertSame(store, other);
    }
  }

  @Test
  void movesEverythingFromAFolderAndBack() throws IOException {
    Path file = folder.resolve("export.zip");
    Path again = folder.resolve("again.zip");
    try (Store old = Store.open(folder.resolve("old"));
        Store last = Store.open(folder.resolve("last"))) {
      FilledStore.fill(old);
      Transferred out = old.exportTo(file);
      assertThat(store.importFrom(file)).isEqualTo(out);
      FilledStore.assertSame(old, store);
      assertThat(store.exportTo(again)).isEqualTo(out);
      last.importFrom(again);
      FilledStore.assertSame(old, last);
    }
  }

  @Nested
  class Deletion extends RetentionContract {
    @Override
    Storage storage() {
      return storage;
    }
  }
}
