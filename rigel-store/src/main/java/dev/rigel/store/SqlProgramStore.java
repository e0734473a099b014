package dev.rigel.store;

import dev.rigel.agent.port.ProgramStore;
import dev.rigel.agent.port.StoredProgram;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Kept programs as rows. */
final class SqlProgramStore implements ProgramStore {
  private static final String COLUMNS = "tenant, id, name, text, parameters, run, created_at";

  private final Database database;

  SqlProgramStore(Database database) {
    this.database = database;
  }

  @Override
  public void add(StoredProgram program) {
    database.write(
        "The program",
        sql ->
            sql.execute(
                "INSERT INTO program (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?)",
                program.tenant(),
                program.id(),
                program.name(),
                program.text(),
                program.parameters(),
                program.run(),
                program.createdAt()));
  }

  @Override
  public Optional<StoredProgram> program(String tenant, String id) {
    return database.read(
        "The program",
        sql ->
            sql.first(
                "SELECT " + COLUMNS + " FROM program WHERE tenant = ? AND id = ?",
                SqlProgramStore::program,
                tenant,
                id));
  }

  @Override
  public List<StoredProgram> programs(String tenant, int skip, int limit) {
    return database.read(
        "The programs",
        sql ->
            sql.list(
                "SELECT "
                    + COLUMNS
                    + " FROM program WHERE tenant = ?"
                    + " ORDER BY created_at DESC, key DESC LIMIT ? OFFSET ?",
                SqlProgramStore::program,
                tenant,
                limit,
                skip));
  }

  @Override
  public boolean delete(String tenant, String id) {
    return database.write(
        "The program",
        sql -> sql.execute("DELETE FROM program WHERE tenant = ? AND id = ?", tenant, id) > 0);
  }

  private static StoredProgram program(Row row) throws SQLException {
    return new StoredProgram(
        row.text(), row.text(), row.text(), row.text(), row.text(), row.optionalText(), row.time());
  }
}
