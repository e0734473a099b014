package dev.rigel.store;

import dev.rigel.agent.port.ExecutionStore;
import dev.rigel.agent.port.StoredDelivery;
import dev.rigel.agent.port.StoredExecution;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Executions and predictions as rows. */
final class SqlExecutionStore implements ExecutionStore {
  private static final String COLUMNS =
      "tenant, id, kind, name, domain, request, origin, status, response, usage, error,"
          + " callback_url, attempts, created_at, completed_at";

  // As the index says it, so that finding the few unfinished among many is quick.
  private static final String UNFINISHED = "status IN ('ENQUEUED', 'RUNNING')";

  private final Database database;

  SqlExecutionStore(Database database) {
    this.database = database;
  }

  @Override
  public void add(StoredExecution execution) {
    database.write(
        "The execution",
        sql ->
            sql.execute(
                "INSERT INTO execution ("
                    + COLUMNS
                    + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                execution.tenant(),
                execution.id(),
                execution.kind(),
                execution.name(),
                execution.domain(),
                execution.request(),
                execution.origin(),
                execution.status(),
                execution.response(),
                execution.usage(),
                execution.error(),
                execution.callbackUrl(),
                execution.attempts(),
                execution.createdAt(),
                execution.completedAt()));
  }

  @Override
  public Optional<StoredExecution> execution(String tenant, String id) {
    return database.read(
        "The execution",
        sql ->
            sql.first(
                "SELECT " + COLUMNS + " FROM execution WHERE tenant = ? AND id = ?",
                SqlExecutionStore::execution,
                tenant,
                id));
  }

  @Override
  public List<StoredExecution> executions(
      String tenant, StoredExecution.Kind kind, int skip, int limit) {
    return database.read(
        "The executions",
        sql ->
            sql.list(
                "SELECT "
                    + COLUMNS
                    + " FROM execution WHERE tenant = ? AND kind = ?"
                    + " ORDER BY created_at DESC, key DESC LIMIT ? OFFSET ?",
                SqlExecutionStore::execution,
                tenant,
                kind,
                limit,
                skip));
  }

  @Override
  public Optional<StoredExecution> begin(String id) {
    return database.write(
        "The execution",
        sql ->
            sql.first(
                "UPDATE execution SET status = 'RUNNING', attempts = attempts + 1 WHERE id = ? AND "
                    + UNFINISHED
                    + " RETURNING "
                    + COLUMNS,
                SqlExecutionStore::execution,
                id));
  }

  @Override
  public boolean finish(String id, End end) {
    if (!end.status().isFinal()) {
      throw new IllegalArgumentException("no end: " + end.status());
    }
    return database.write(
        "The execution",
        sql -> {
          boolean first =
              sql.execute(
                      "UPDATE execution SET status = ?, response = ?, usage = ?, error = ?,"
                          + " completed_at = ? WHERE id = ? AND "
                          + UNFINISHED,
                      end.status(),
                      end.response(),
                      end.usage(),
                      end.error(),
                      end.at(),
                      id)
                  > 0;
          if (first && end.delivery().isPresent()) {
            add(sql, end.delivery().get());
          }
          return first;
        });
  }

  private static void add(Sql sql, StoredDelivery delivery) throws SQLException {
    sql.execute(
        "INSERT INTO delivery (tenant, id, execution, url, body, attempts, created_at)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?)",
        delivery.tenant(),
        delivery.id(),
        delivery.execution(),
        delivery.url(),
        delivery.body(),
        delivery.attempts(),
        delivery.createdAt());
  }

  @Override
  public List<String> unfinished(int limit) {
    return database.read(
        "The executions",
        sql ->
            sql.list(
                "SELECT id FROM execution WHERE "
                    + UNFINISHED
                    + " ORDER BY created_at, key LIMIT ?",
                Row::text,
                limit));
  }

  private static StoredExecution execution(Row row) throws SQLException {
    return new StoredExecution(
        row.text(),
        row.text(),
        row.constant(StoredExecution.Kind.class),
        row.text(),
        row.text(),
        row.text(),
        row.text(),
        row.constant(StoredExecution.Status.class),
        row.optionalText(),
        row.text(),
        row.optionalText(),
        row.optionalText(),
        row.whole(),
        row.time(),
        row.optionalTime());
  }
}
