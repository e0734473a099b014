package dev.rigel.store;

import dev.rigel.agent.port.KeyStore;
import dev.rigel.agent.port.StoredKey;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** API keys as rows. */
final class SqlKeyStore implements KeyStore {
  private static final String COLUMNS =
      "id, tenant, name, hash, scopes, requests_per_minute, concurrent_runs, bytes_per_day,"
          + " credits_per_month, created_at, revoked_at";

  private static final Pattern COMMA = Pattern.compile(",");

  private final Database database;

  SqlKeyStore(Database database) {
    this.database = database;
  }

  @Override
  public void add(StoredKey key) {
    database.write(
        "The key",
        sql ->
            sql.execute(
                "INSERT INTO api_key (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                key.id(),
                key.tenant(),
                key.name(),
                key.hash(),
                key.scopes().stream().map(Enum::name).sorted().collect(Collectors.joining(",")),
                key.limits().requestsPerMinute(),
                key.limits().concurrentRuns(),
                key.limits().bytesPerDay(),
                key.limits().creditsPerMonth(),
                key.createdAt(),
                key.revokedAt()));
  }

  @Override
  public Optional<StoredKey> byHash(String hash) {
    return database.read(
        "The key",
        sql ->
            sql.first(
                "SELECT " + COLUMNS + " FROM api_key WHERE hash = ? AND revoked_at IS NULL",
                SqlKeyStore::key,
                hash));
  }

  @Override
  public List<StoredKey> keys() {
    return database.read(
        "The keys",
        sql ->
            sql.list(
                "SELECT " + COLUMNS + " FROM api_key ORDER BY created_at, key", SqlKeyStore::key));
  }

  @Override
  public long active() {
    return database.read(
        "The keys", sql -> sql.number("SELECT count(*) FROM api_key WHERE revoked_at IS NULL"));
  }

  @Override
  public boolean revoke(String id, Instant at) {
    return database.write(
        "The key",
        sql ->
            sql.execute(
                    "UPDATE api_key SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL", at, id)
                > 0);
  }

  private static StoredKey key(Row row) throws SQLException {
    return new StoredKey(
        row.text(),
        row.text(),
        row.text(),
        row.text(),
        COMMA
            .splitAsStream(row.text())
            .filter(scope -> !scope.isEmpty())
            .map(StoredKey.Scope::valueOf)
            .collect(Collectors.toSet()),
        new StoredKey.Limits(row.whole(), row.whole(), row.number(), row.real()),
        row.time(),
        row.optionalTime());
  }
}
