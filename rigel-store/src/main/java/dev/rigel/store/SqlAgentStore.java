package dev.rigel.store;

import dev.rigel.agent.port.AgentStore;
import dev.rigel.agent.port.StoredAgent;
import dev.rigel.base.Hashes;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Stored agents as rows. */
final class SqlAgentStore implements AgentStore {
  private static final String COLUMNS =
      "tenant, id, name, description, prompt, config, created_at, updated_at";

  private static final String NEWEST = " ORDER BY updated_at DESC, key DESC LIMIT 1";

  private final Database database;

  SqlAgentStore(Database database) {
    this.database = database;
  }

  @Override
  public String put(StoredAgent agent) {
    // Prompts are found by their hash: no index takes a text of any length.
    return database.write(
        "The agent",
        sql ->
            sql.first(
                    "INSERT INTO agent (tenant, id, name, description, prompt, config, created_at,"
                        + " updated_at, family, prompt_hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT (tenant, name) DO UPDATE SET"
                        + " description = excluded.description, prompt = excluded.prompt,"
                        + " config = excluded.config, updated_at = excluded.updated_at,"
                        + " prompt_hash = excluded.prompt_hash"
                        + " RETURNING id",
                    Row::text,
                    agent.tenant(),
                    agent.id(),
                    agent.name(),
                    agent.description(),
                    agent.prompt(),
                    agent.config(),
                    agent.createdAt(),
                    agent.updatedAt(),
                    family(agent.name()),
                    Hashes.sha256(agent.prompt()))
                .orElseThrow());
  }

  /** The name without its version. */
  private static String family(String name) {
    int colon = name.indexOf(':');
    return colon < 0 ? name : name.substring(0, colon);
  }

  @Override
  public Optional<StoredAgent> byId(String tenant, String id) {
    return find("id = ?", tenant, id);
  }

  @Override
  public Optional<StoredAgent> byName(String tenant, String name) {
    return find(name.contains(":") ? "name = ?" : "family = ?", tenant, name);
  }

  @Override
  public Optional<StoredAgent> byPrompt(String tenant, String prompt) {
    return find("prompt_hash = ?", tenant, Hashes.sha256(prompt));
  }

  private Optional<StoredAgent> find(String condition, String tenant, String value) {
    return database.read(
        "The agent",
        sql ->
            sql.first(
                "SELECT " + COLUMNS + " FROM agent WHERE tenant = ? AND " + condition + NEWEST,
                SqlAgentStore::agent,
                tenant,
                value));
  }

  @Override
  public List<StoredAgent> agents(String tenant, int skip, int limit) {
    return database.read(
        "The agents",
        sql ->
            sql.list(
                "SELECT "
                    + COLUMNS
                    + " FROM agent WHERE tenant = ?"
                    + " ORDER BY created_at DESC, key DESC LIMIT ? OFFSET ?",
                SqlAgentStore::agent,
                tenant,
                limit,
                skip));
  }

  private static StoredAgent agent(Row row) throws SQLException {
    return new StoredAgent(
        row.text(),
        row.text(),
        row.text(),
        row.text(),
        row.text(),
        row.text(),
        row.time(),
        row.time());
  }
}
