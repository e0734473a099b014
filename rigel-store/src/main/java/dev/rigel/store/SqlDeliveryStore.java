package dev.rigel.store;

import dev.rigel.agent.port.DeliveryStore;
import dev.rigel.agent.port.StoredDelivery;
import java.util.List;
import java.util.Optional;

/** Webhook calls as rows. */
final class SqlDeliveryStore implements DeliveryStore {
  private final Database database;

  SqlDeliveryStore(Database database) {
    this.database = database;
  }

  @Override
  public Optional<StoredDelivery> pending(String id) {
    return database.read(
        "The webhook call",
        sql ->
            sql.first(
                "SELECT tenant, id, execution, url, body, attempts, created_at FROM delivery"
                    + " WHERE id = ? AND outcome IS NULL",
                row ->
                    new StoredDelivery(
                        row.text(),
                        row.text(),
                        row.text(),
                        row.text(),
                        row.text(),
                        row.whole(),
                        row.time()),
                id));
  }

  @Override
  public List<String> allPending(int limit) {
    return database.read(
        "The webhook calls",
        sql ->
            sql.list(
                "SELECT id FROM delivery WHERE outcome IS NULL ORDER BY created_at, key LIMIT ?",
                Row::text,
                limit));
  }

  @Override
  public void failed(String id, String reason) {
    database.write(
        "The webhook call",
        sql ->
            sql.execute(
                "UPDATE delivery SET attempts = attempts + 1, last_failure = ?"
                    + " WHERE id = ? AND outcome IS NULL",
                reason,
                id));
  }

  @Override
  public void done(String id, String outcome) {
    database.write(
        "The webhook call",
        sql ->
            sql.execute(
                "UPDATE delivery SET outcome = ? WHERE id = ? AND outcome IS NULL", outcome, id));
  }
}
