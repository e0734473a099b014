package dev.rigel.store;

import java.time.Instant;

/** Deletes rows that are too old, some hundred at a time, so that nobody waits long for it. */
final class Expiry {
  private static final int TOGETHER = 200;

  private static final String SESSIONS =
      "DELETE FROM session WHERE key IN (SELECT key FROM session WHERE updated_at < ? LIMIT ?)";

  // The webhook calls of an execution go with it, those still to be made keep it.
  private static final String EXECUTIONS =
      "DELETE FROM execution WHERE key IN (SELECT e.key FROM execution e WHERE e.completed_at < ?"
          + " AND NOT EXISTS (SELECT 1 FROM delivery d WHERE d.execution = e.id"
          + " AND d.outcome IS NULL) LIMIT ?)";

  private static final String FEEDBACK =
      "DELETE FROM feedback WHERE key IN (SELECT key FROM feedback WHERE created_at < ? LIMIT ?)";

  private final Database database;

  Expiry(Database database) {
    this.database = database;
  }

  int sessions(Instant before) {
    return delete("The sessions", SESSIONS, before);
  }

  int executions(Instant before) {
    return delete("The executions", EXECUTIONS, before);
  }

  int feedback(Instant before) {
    return delete("The feedback", FEEDBACK, before);
  }

  private int delete(String what, String statement, Instant before) {
    int all = 0;
    int now;
    do {
      now = database.write(what, sql -> sql.execute(statement, before, TOGETHER));
      all += now;
    } while (now > 0);
    return all;
  }
}
