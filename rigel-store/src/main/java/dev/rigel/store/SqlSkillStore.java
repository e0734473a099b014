package dev.rigel.store;

import dev.rigel.agent.port.SkillStore;
import dev.rigel.agent.port.StoredSkill;
import dev.rigel.base.RigelException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Skills and their versions as rows. A version that comes again replaces itself. */
final class SqlSkillStore implements SkillStore {
  private static final String VERSION =
      "SELECT s.tenant, s.id, s.name, v.version, v.description, v.blob, s.created_at, v.created_at"
          + " FROM skill s JOIN skill_version v ON v.skill = s.key WHERE s.tenant = ?";

  private static final String IS_LATEST =
      " AND v.key = (SELECT w.key FROM skill_version w WHERE w.skill = s.key"
          + " ORDER BY w.created_at DESC, w.key DESC LIMIT 1)";

  private final Database database;

  SqlSkillStore(Database database) {
    this.database = database;
  }

  @Override
  public void add(StoredSkill version) {
    database.write(
        "The skill",
        sql -> {
          Optional<String> owner =
              sql.first(
                  "SELECT id FROM skill WHERE tenant = ? AND name = ?",
                  Row::text,
                  version.tenant(),
                  version.name());
          if (owner.isPresent() && !owner.get().equals(version.id())) {
            throw RigelException.invalid(
                "There is another skill named " + version.name() + ". Choose another name.",
                "name");
          }
          long skill =
              sql.number(
                  "INSERT INTO skill (tenant, id, name, created_at) VALUES (?, ?, ?, ?)"
                      + " ON CONFLICT (tenant, id) DO UPDATE SET name = excluded.name"
                      + " RETURNING key",
                  version.tenant(),
                  version.id(),
                  version.name(),
                  version.createdAt());
          return sql.execute(
              "INSERT INTO skill_version (skill, version, description, blob, created_at)"
                  + " VALUES (?, ?, ?, ?, ?)"
                  + " ON CONFLICT (skill, version) DO UPDATE SET"
                  + " description = excluded.description, blob = excluded.blob,"
                  + " created_at = excluded.created_at",
              skill,
              version.version(),
              version.description(),
              version.blob(),
              version.updatedAt());
        });
  }

  @Override
  public Optional<StoredSkill> byId(String tenant, String id, Optional<String> version) {
    return find(tenant, " AND s.id = ?", id, version);
  }

  @Override
  public Optional<StoredSkill> byName(String tenant, String name, Optional<String> version) {
    return find(tenant, " AND s.name = ?", name, version);
  }

  private Optional<StoredSkill> find(
      String tenant, String condition, String value, Optional<String> version) {
    return database.read(
        "The skill",
        sql ->
            version.isPresent()
                ? sql.first(
                    VERSION + condition + " AND v.version = ?",
                    SqlSkillStore::skill,
                    tenant,
                    value,
                    version.get())
                : sql.first(VERSION + condition + IS_LATEST, SqlSkillStore::skill, tenant, value));
  }

  @Override
  public List<StoredSkill> skills(
      String tenant, Order order, boolean descending, boolean latestOnly, int offset, int limit) {
    String column =
        switch (order) {
          case CREATED_AT -> "s.created_at";
          case UPDATED_AT -> "v.created_at";
          case NAME -> "s.name";
        };
    String direction = descending ? " DESC" : " ASC";
    String select =
        VERSION
            + (latestOnly ? IS_LATEST : "")
            + (" ORDER BY " + column + direction + ", v.key" + direction + " LIMIT ? OFFSET ?");
    return database.read(
        "The skills", sql -> sql.list(select, SqlSkillStore::skill, tenant, limit, offset));
  }

  @Override
  public boolean delete(String tenant, String id) {
    return database.write(
        "The skill",
        sql -> sql.execute("DELETE FROM skill WHERE tenant = ? AND id = ?", tenant, id) > 0);
  }

  private static StoredSkill skill(Row row) throws SQLException {
    return new StoredSkill(
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
