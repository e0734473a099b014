package dev.rigel.store;

import dev.rigel.agent.port.Session;
import dev.rigel.agent.port.SessionStore;
import dev.rigel.agent.port.StoredArtifact;
import dev.rigel.agent.port.StoredMessage;
import dev.rigel.agent.port.StoredTurn;
import dev.rigel.agent.port.TurnRecord;
import dev.rigel.agent.port.TurnUsage;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Sessions in SQLite. */
final class SqliteSessionStore implements SessionStore {
  private static final String ARTIFACT_COLUMNS =
      "object_id, media_type, filename, blob, size, produced";

  private final Database database;

  SqliteSessionStore(Database database) {
    this.database = database;
  }

  @Override
  public Optional<Session> session(String tenant, String id) {
    return database.read("The session", connection -> read(connection, tenant, id));
  }

  private static Optional<Session> read(Connection connection, String tenant, String id)
      throws SQLException {
    // One statement sees one state, even when a turn is committed meanwhile.
    String sql =
        "SELECT s.created_at, s.updated_at, m.role, m.json, m.digest FROM session s"
            + " LEFT JOIN message m ON m.session = s.key"
            + " WHERE s.tenant = ? AND s.id = ? ORDER BY m.number";
    try (PreparedStatement select = prepare(connection, sql, tenant, id);
        ResultSet row = select.executeQuery()) {
      if (!row.next()) {
        return Optional.empty();
      }
      Instant createdAt = instant(row.getLong(1));
      Instant updatedAt = instant(row.getLong(2));
      List<StoredMessage> messages = new ArrayList<>();
      do {
        if (row.getString(3) != null) {
          messages.add(new StoredMessage(row.getString(3), row.getString(4), row.getString(5)));
        }
      } while (row.next());
      return Optional.of(new Session(tenant, id, createdAt, updatedAt, messages));
    }
  }

  @Override
  public boolean commit(TurnRecord turn) {
    return database.write(
        "The turn",
        connection -> {
          if (isStored(connection, turn)) {
            return false;
          }
          long session = sessionKey(connection, turn);
          if (turn.replaceHistory()) {
            execute(connection, "DELETE FROM message WHERE session = ?", session);
          }
          addMessages(connection, session, turn.messages());
          addArtifacts(connection, session, turn.artifacts());
          execute(
              connection,
              "INSERT INTO turn (session, tenant, completion, at, program, trace, answer,"
                  + " prompt_tokens, completion_tokens, credits, idempotency_key,"
                  + " idempotency_body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
              session,
              turn.tenant(),
              turn.completion(),
              micros(turn.at()),
              turn.program(),
              turn.trace(),
              turn.answer(),
              turn.usage().promptTokens(),
              turn.usage().completionTokens(),
              turn.usage().credits(),
              turn.idempotency().map(TurnRecord.Idempotency::key),
              turn.idempotency().map(TurnRecord.Idempotency::body));
          return true;
        });
  }

  private static boolean isStored(Connection connection, TurnRecord turn) throws SQLException {
    return number(
            connection,
            "SELECT count(*) FROM turn WHERE tenant = ? AND completion = ?",
            turn.tenant(),
            turn.completion())
        > 0;
  }

  private static final String TURN =
      "SELECT t.tenant, s.id, t.completion, t.at, t.program, t.trace, t.answer, t.prompt_tokens,"
          + " t.completion_tokens, t.credits, t.idempotency_key, t.idempotency_body"
          + " FROM turn t JOIN session s ON s.key = t.session WHERE t.tenant = ? AND ";

  @Override
  public Optional<StoredTurn> turn(String tenant, String completion) {
    return database.read(
        "The turn",
        connection -> {
          try (PreparedStatement select =
                  prepare(connection, TURN + "t.completion = ?", tenant, completion);
              ResultSet row = select.executeQuery()) {
            return row.next() ? Optional.of(turn(row)) : Optional.empty();
          }
        });
  }

  @Override
  public Optional<Repeated> repeated(String tenant, String idempotencyKey) {
    return database.read(
        "The turn",
        connection -> {
          try (PreparedStatement select =
                  prepare(connection, TURN + "t.idempotency_key = ?", tenant, idempotencyKey);
              ResultSet row = select.executeQuery()) {
            return row.next()
                ? Optional.of(
                    new Repeated(
                        new TurnRecord.Idempotency(row.getString(11), row.getString(12)),
                        turn(row)))
                : Optional.empty();
          }
        });
  }

  private static StoredTurn turn(ResultSet row) throws SQLException {
    return new StoredTurn(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        instant(row.getLong(4)),
        row.getString(5),
        row.getString(6),
        row.getString(7),
        new TurnUsage(row.getLong(8), row.getLong(9), row.getDouble(10)));
  }

  @Override
  public List<Summary> sessions(String tenant, int skip, int limit) {
    String sql =
        "SELECT s.id, s.created_at, s.updated_at,"
            + " (SELECT count(*) FROM message m WHERE m.session = s.key),"
            + " (SELECT count(*) FROM artifact a WHERE a.session = s.key)"
            + " FROM session s WHERE s.tenant = ?"
            + " ORDER BY s.updated_at DESC, s.key DESC LIMIT ? OFFSET ?";
    return database.read(
        "The sessions",
        connection -> {
          List<Summary> sessions = new ArrayList<>();
          try (PreparedStatement select = prepare(connection, sql, tenant, limit, skip);
              ResultSet row = select.executeQuery()) {
            while (row.next()) {
              sessions.add(
                  new Summary(
                      row.getString(1),
                      instant(row.getLong(2)),
                      instant(row.getLong(3)),
                      row.getInt(4),
                      row.getInt(5)));
            }
          }
          return sessions;
        });
  }

  @Override
  public boolean delete(String tenant, String session) {
    return database.write(
        "The session",
        connection ->
            execute(connection, "DELETE FROM session WHERE tenant = ? AND id = ?", tenant, session)
                > 0);
  }

  @Override
  public int expire(Instant before) {
    return database.write(
        "The sessions",
        connection ->
            execute(connection, "DELETE FROM session WHERE updated_at < ?", micros(before)));
  }

  @Override
  public double creditsSince(String tenant, Instant since) {
    return database.read(
        "The usage",
        connection -> {
          try (PreparedStatement select =
                  prepare(
                      connection,
                      "SELECT coalesce(sum(credits), 0) FROM turn WHERE tenant = ? AND at >= ?",
                      tenant,
                      micros(since));
              ResultSet row = select.executeQuery()) {
            row.next();
            return row.getDouble(1);
          }
        });
  }

  private static long sessionKey(Connection connection, TurnRecord turn) throws SQLException {
    long at = micros(turn.at());
    String sql =
        "INSERT INTO session (tenant, id, created_at, updated_at) VALUES (?, ?, ?, ?)"
            + " ON CONFLICT (tenant, id) DO UPDATE SET updated_at = excluded.updated_at"
            + " RETURNING key";
    return number(connection, sql, turn.tenant(), turn.session(), at, at);
  }

  private static void addMessages(Connection connection, long session, List<StoredMessage> messages)
      throws SQLException {
    long next =
        number(
            connection,
            "SELECT coalesce(max(number) + 1, 0) FROM message WHERE session = ?",
            session);
    String sql = "INSERT INTO message (session, number, role, json, digest) VALUES (?, ?, ?, ?, ?)";
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      for (StoredMessage message : messages) {
        bind(insert, session, next++, message.role(), message.json(), message.digest());
        insert.executeUpdate();
      }
    }
  }

  private static void addArtifacts(
      Connection connection, long session, List<StoredArtifact> artifacts) throws SQLException {
    long next =
        number(
            connection,
            "SELECT coalesce(max(number) + 1, 0) FROM artifact WHERE session = ?",
            session);
    // Clients cache an artifact by its id for ever: the same id stays the same content.
    String sql =
        "INSERT INTO artifact (session, object_id, number, media_type, filename, blob, size,"
            + " produced) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
            + " ON CONFLICT (session, object_id) DO UPDATE SET produced = max(produced,"
            + " excluded.produced) WHERE blob = excluded.blob";
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      for (StoredArtifact artifact : artifacts) {
        bind(
            insert,
            session,
            artifact.objectId(),
            next++,
            artifact.mediaType(),
            artifact.filename(),
            artifact.blob(),
            artifact.size(),
            artifact.produced() ? 1 : 0);
        if (insert.executeUpdate() != 1) {
          throw new IllegalStateException(
              "the artifact id " + artifact.objectId() + " already stands for other content");
        }
      }
    }
  }

  @Override
  public Optional<StoredArtifact> artifact(String tenant, String session, String objectId) {
    String sql =
        "SELECT "
            + ARTIFACT_COLUMNS
            + " FROM artifact a JOIN session s ON s.key = a.session"
            + " WHERE s.tenant = ? AND s.id = ? AND a.object_id = ?";
    return artifacts(sql, tenant, session, objectId).stream().findFirst();
  }

  @Override
  public List<StoredArtifact> artifacts(String tenant, String session) {
    String sql =
        "SELECT "
            + ARTIFACT_COLUMNS
            + " FROM artifact a JOIN session s ON s.key = a.session"
            + " WHERE s.tenant = ? AND s.id = ? ORDER BY a.number";
    return artifacts(sql, tenant, session);
  }

  private List<StoredArtifact> artifacts(String sql, Object... parameters) {
    return database.read(
        "The artifact",
        connection -> {
          List<StoredArtifact> artifacts = new ArrayList<>();
          try (PreparedStatement select = prepare(connection, sql, parameters);
              ResultSet row = select.executeQuery()) {
            while (row.next()) {
              artifacts.add(
                  new StoredArtifact(
                      row.getString(1),
                      row.getString(2),
                      Optional.ofNullable(row.getString(3)),
                      row.getString(4),
                      row.getLong(5),
                      row.getInt(6) != 0));
            }
          }
          return artifacts;
        });
  }

  private static long number(Connection connection, String sql, Object... parameters)
      throws SQLException {
    try (PreparedStatement select = prepare(connection, sql, parameters);
        ResultSet row = select.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  private static int execute(Connection connection, String sql, Object... parameters)
      throws SQLException {
    try (PreparedStatement statement = prepare(connection, sql, parameters)) {
      return statement.executeUpdate();
    }
  }

  private static PreparedStatement prepare(Connection connection, String sql, Object... parameters)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    bind(statement, parameters);
    return statement;
  }

  private static void bind(PreparedStatement statement, Object... parameters) throws SQLException {
    for (int i = 0; i < parameters.length; i++) {
      switch (parameters[i]) {
        case Optional<?> optional when optional.isPresent() ->
            statement.setObject(i + 1, optional.get());
        case Optional<?> _ -> statement.setNull(i + 1, Types.VARCHAR);
        case Object value -> statement.setObject(i + 1, value);
      }
    }
  }

  private static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }

  private static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
