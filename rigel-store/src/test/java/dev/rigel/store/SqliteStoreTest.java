package dev.rigel.store;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** Every contract, on SQLite and a folder. */
class SqliteStoreTest {
  @TempDir Path folder;
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
          store = Store.open(folder, Durability.FULL);
          return store;
        }
      };

  @BeforeEach
  void open() {
    store = Store.open(folder);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Nested
  class Sessions extends SessionStoreContract {
    @Override
    Storage storage() {
      return storage;
    }
  }

  @Nested
  class Files extends FileStoreContract {
    @Override
    Storage storage() {
      return storage;
    }
  }

  @Nested
  class Skills extends SkillStoreContract {
    @Override
    Storage storage() {
      return storage;
    }
  }

  @Nested
  class Agents extends AgentStoreContract {
    @Override
    Storage storage() {
      return storage;
    }
  }

  @Nested
  class Executions extends ExecutionStoreContract {
    @Override
    Storage storage() {
      return storage;
    }
  }

  @Nested
  class Feedback extends FeedbackStoreContract {
    @Override
    Storage storage() {
      return storage;
    }
  }

  @Nested
  class Programs extends ProgramStoreContract {
    @Override
    Storage storage() {
      return storage;
    }
  }

  @Nested
  class Keys extends KeyStoreContract {
    @Override
    Storage storage() {
      return storage;
    }
  }

  @Nested
  class Jobs extends JobQueueContract {
    @Override
    Storage storage() {
      return storage;
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
