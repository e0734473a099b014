package dev.rigel.store;

import dev.rigel.agent.port.Session;
import dev.rigel.agent.port.SessionStore;
import dev.rigel.agent.port.StoredArtifact;
import dev.rigel.agent.port.StoredMessage;
import dev.rigel.agent.port.StoredTurn;
import dev.rigel.agent.port.TurnRecord;
import dev.rigel.agent.port.TurnUsage;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Sessions as rows. */
final class SqlSessionStore implements SessionStore {
  private static final String TURN =
      "SELECT t.tenant, s.id, t.completion, t.at, t.program, t.trace, t.answer, t.prompt_tokens,"
          + " t.completion_tokens, t.credits, t.idempotency_key, t.idempotency_body"
          + " FROM turn t JOIN session s ON s.key = t.session WHERE t.tenant = ? AND ";

  private static final String ARTIFACT =
      "SELECT a.object_id, a.media_type, a.filename, a.blob, a.size, a.produced"
          + " FROM artifact a JOIN session s ON s.key = a.session"
          + " WHERE s.tenant = ? AND s.id = ?";

  private final Database database;

  SqlSessionStore(Database database) {
    this.database = database;
  }

  @Override
  public Optional<Session> session(String tenant, String id) {
    // One statement sees one state, even when a turn is committed meanwhile.
    String select =
        "SELECT s.created_at, s.updated_at, m.role, m.json, m.digest FROM session s"
            + " LEFT JOIN message m ON m.session = s.key"
            + " WHERE s.tenant = ? AND s.id = ? ORDER BY m.number";
    List<Line> lines =
        database.read("The session", sql -> sql.list(select, SqlSessionStore::line, tenant, id));
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    Line first = lines.getFirst();
    return Optional.of(
        new Session(
            tenant,
            id,
            first.createdAt(),
            first.updatedAt(),
            lines.stream().flatMap(line -> line.message().stream()).toList()));
  }

  /** A session beside one of its messages; beside none when it has none. */
  private record Line(Instant createdAt, Instant updatedAt, Optional<StoredMessage> message) {}

  private static Line line(Row row) throws SQLException {
    Instant createdAt = row.time();
    Instant updatedAt = row.time();
    Optional<String> role = row.optionalText();
    return new Line(
        createdAt,
        updatedAt,
        role.isEmpty()
            ? Optional.empty()
            : Optional.of(new StoredMessage(role.get(), row.text(), row.text())));
  }

  @Override
  public boolean commit(TurnRecord turn) {
    return database.write(
        "The turn",
        sql -> {
          if (isStored(sql, turn)) {
            return false;
          }
          long session = sessionKey(sql, turn);
          if (turn.replaceHistory()) {
            sql.execute("DELETE FROM message WHERE session = ?", session);
          }
          addMessages(sql, session, turn.messages());
          addArtifacts(sql, session, turn.artifacts());
          addTurn(sql, session, turn);
          return true;
        });
  }

  private static boolean isStored(Sql sql, TurnRecord turn) throws SQLException {
    return sql.number(
            "SELECT count(*) FROM turn WHERE tenant = ? AND completion = ?",
            turn.tenant(),
            turn.completion())
        > 0;
  }

  private static long sessionKey(Sql sql, TurnRecord turn) throws SQLException {
    return sql.number(
        "INSERT INTO session (tenant, id, created_at, updated_at) VALUES (?, ?, ?, ?)"
            + " ON CONFLICT (tenant, id) DO UPDATE SET updated_at = excluded.updated_at"
            + " RETURNING key",
        turn.tenant(),
        turn.session(),
        turn.at(),
        turn.at());
  }

  private static void addMessages(Sql sql, long session, List<StoredMessage> messages)
      throws SQLException {
    if (messages.isEmpty()) {
      return;
    }
    long next =
        sql.number("SELECT coalesce(max(number) + 1, 0) FROM message WHERE session = ?", session);
    for (StoredMessage message : messages) {
      sql.execute(
          "INSERT INTO message (session, number, role, json, digest) VALUES (?, ?, ?, ?, ?)",
          session,
          next++,
          message.role(),
          message.json(),
          message.digest());
    }
  }

  private static void addArtifacts(Sql sql, long session, List<StoredArtifact> artifacts)
      throws SQLException {
    if (artifacts.isEmpty()) {
      return;
    }
    long next =
        sql.number("SELECT coalesce(max(number) + 1, 0) FROM artifact WHERE session = ?", session);
    for (StoredArtifact artifact : artifacts) {
      // Clients cache an artifact by its id for ever: the same id stays the same content.
      int stored =
          sql.execute(
              "INSERT INTO artifact (session, object_id, number, media_type, filename, blob, size,"
                  + " produced) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
                  + " ON CONFLICT (session, object_id) DO UPDATE"
                  + " SET produced = artifact.produced | excluded.produced"
                  + " WHERE artifact.blob = excluded.blob",
              session,
              artifact.objectId(),
              next++,
              artifact.mediaType(),
              artifact.filename(),
              artifact.blob(),
              artifact.size(),
              artifact.produced());
      if (stored != 1) {
        throw new IllegalStateException(
            "the artifact id " + artifact.objectId() + " already stands for other content");
      }
    }
  }

  private static void addTurn(Sql sql, long session, TurnRecord turn) throws SQLException {
    sql.execute(
        "INSERT INTO turn (session, tenant, completion, at, program, trace, answer, prompt_tokens,"
            + " completion_tokens, credits, idempotency_key, idempotency_body)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        session,
        turn.tenant(),
        turn.completion(),
        turn.at(),
        turn.program(),
        turn.trace(),
        turn.answer(),
        turn.usage().promptTokens(),
        turn.usage().completionTokens(),
        turn.usage().credits(),
        turn.idempotency().map(TurnRecord.Idempotency::key),
        turn.idempotency().map(TurnRecord.Idempotency::body));
    if (turn.usage().credits() > 0) {
      // Apart from the turn, so that deleting a session gives no credits back.
      sql.execute(
          "INSERT INTO spending (tenant, at, credits) VALUES (?, ?, ?)",
          turn.tenant(),
          turn.at(),
          turn.usage().credits());
    }
  }

  @Override
  public Optional<StoredTurn> turn(String tenant, String completion) {
    return database.read(
        "The turn",
        sql -> sql.first(TURN + "t.completion = ?", SqlSessionStore::turn, tenant, completion));
  }

  @Override
  public Optional<Repeated> repeated(String tenant, String idempotencyKey) {
    return database.read(
        "The turn",
        sql ->
            sql.first(
                TURN + "t.idempotency_key = ?",
                row -> {
                  StoredTurn turn = turn(row);
                  return new Repeated(new TurnRecord.Idempotency(row.text(), row.text()), turn);
                },
                tenant,
                idempotencyKey));
  }

  private static StoredTurn turn(Row row) throws SQLException {
    return new StoredTurn(
        row.text(),
        row.text(),
        row.text(),
        row.time(),
        row.text(),
        row.text(),
        row.text(),
        new TurnUsage(row.number(), row.number(), row.real()));
  }

  @Override
  public List<Summary> sessions(String tenant, int skip, int limit) {
    String select =
        "SELECT s.id, s.created_at, s.updated_at,"
            + " (SELECT count(*) FROM message m WHERE m.session = s.key),"
            + " (SELECT count(*) FROM artifact a WHERE a.session = s.key)"
            + " FROM session s WHERE s.tenant = ?"
            + " ORDER BY s.updated_at DESC, s.key DESC LIMIT ? OFFSET ?";
    return database.read(
        "The sessions",
        sql ->
            sql.list(
                select,
                row -> new Summary(row.text(), row.time(), row.time(), row.whole(), row.whole()),
                tenant,
                limit,
                skip));
  }

  @Override
  public Optional<StoredArtifact> artifact(String tenant, String session, String objectId) {
    return database.read(
        "The artifact",
        sql ->
            sql.first(
                ARTIFACT + " AND a.object_id = ?",
                SqlSessionStore::artifact,
                tenant,
                session,
                objectId));
  }

  @Override
  public List<StoredArtifact> artifacts(String tenant, String session) {
    return database.read(
        "The artifacts",
        sql ->
            sql.list(ARTIFACT + " ORDER BY a.number", SqlSessionStore::artifact, tenant, session));
  }

  private static StoredArtifact artifact(Row row) throws SQLException {
    return new StoredArtifact(
        row.text(), row.text(), row.optionalText(), row.text(), row.number(), row.truth());
  }

  @Override
  public boolean delete(String tenant, String session) {
    return database.write(
        "The session",
        sql -> sql.execute("DELETE FROM session WHERE tenant = ? AND id = ?", tenant, session) > 0);
  }

  @Override
  public int expire(Instant before) {
    return new Expiry(database).sessions(before);
  }

  @Override
  public double creditsSince(String tenant, Instant since) {
    return database.read(
        "The usage",
        sql ->
            sql.first(
                    "SELECT coalesce(sum(credits), 0) FROM spending WHERE tenant = ? AND at >= ?",
                    Row::real,
                    tenant,
                    since)
                .orElse(0.0));
  }
}
