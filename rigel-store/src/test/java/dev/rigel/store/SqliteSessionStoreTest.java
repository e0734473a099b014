package dev.rigel.store;

import dev.rigel.agent.port.SessionStore;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteSessionStoreTest extends SessionStoreContract {
  @TempDir Path folder;
  private Store store;

  @BeforeEach
  void open() {
    store = Store.open(folder);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Override
  SessionStore store() {
    return store.sessions();
  }

  @Override
  SessionStore reopened() {
    store.close();
    store = Store.open(folder, Durability.FULL);
    return store.sessions();
  }
}
