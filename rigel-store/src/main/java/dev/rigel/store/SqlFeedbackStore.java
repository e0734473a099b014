package dev.rigel.store;

import dev.rigel.agent.port.FeedbackStore;
import dev.rigel.agent.port.StoredFeedback;
import java.util.List;

/** Feedback as rows. */
final class SqlFeedbackStore implements FeedbackStore {
  private static final String COLUMNS = "tenant, id, type, entity, response, notes, created_at";

  private final Database database;

  SqlFeedbackStore(Database database) {
    this.database = database;
  }

  @Override
  public void add(StoredFeedback feedback) {
    database.write(
        "The feedback",
        sql ->
            sql.execute(
                "INSERT INTO feedback (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?)",
                feedback.tenant(),
                feedback.id(),
                feedback.type(),
                feedback.entity(),
                feedback.response(),
                feedback.notes(),
                feedback.createdAt()));
  }

  @Override
  public List<StoredFeedback> of(String tenant, String type, String entity, int offset, int limit) {
    return database.read(
        "The feedback",
        sql ->
            sql.list(
                "SELECT "
                    + COLUMNS
                    + " FROM feedback WHERE tenant = ? AND type = ? AND entity = ?"
                    + " ORDER BY created_at DESC, key DESC LIMIT ? OFFSET ?",
                row ->
                    new StoredFeedback(
                        row.text(),
                        row.text(),
                        row.text(),
                        row.text(),
                        row.optionalText(),
                        row.optionalText(),
                        row.time()),
                tenant,
                type,
                entity,
                limit,
                offset));
  }
}
