package dev.rigel.store;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** Every contract, on PostgreSQL. */
@Tag("slow")
class PostgresStoreTest {
  @TempDir Path folder;
  private final String database = PostgresServer.newDatabase();
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
          store = Store.open(PostgresServer.settings(folder, database));
          return store;
        }
      };

  @BeforeEach
  void open() {
    store = Store.open(PostgresServer.settings(folder, database));
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
