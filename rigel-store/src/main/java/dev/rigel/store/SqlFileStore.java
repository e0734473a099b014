package dev.rigel.store;

import dev.rigel.agent.port.FileStore;
import dev.rigel.agent.port.StoredFile;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Uploaded files as rows. */
final class SqlFileStore implements FileStore {
  private static final String COLUMNS =
      "tenant, id, filename, purpose, media_type, blob, size, md5, shared, created_at";

  private final Database database;

  SqlFileStore(Database database) {
    this.database = database;
  }

  @Override
  public void add(StoredFile file) {
    database.write(
        "The file",
        sql ->
            sql.execute(
                "INSERT INTO file (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                file.tenant(),
                file.id(),
                file.filename(),
                file.purpose(),
                file.mediaType(),
                file.blob(),
                file.size(),
                file.md5(),
                file.shared(),
                file.createdAt()));
  }

  @Override
  public Optional<StoredFile> file(String tenant, String id) {
    return database.read(
        "The file",
        sql ->
            sql.first(
                "SELECT " + COLUMNS + " FROM file WHERE tenant = ? AND id = ?",
                SqlFileStore::file,
                tenant,
                id));
  }

  @Override
  public Optional<StoredFile> byMd5(String tenant, String md5) {
    return database.read(
        "The file",
        sql ->
            sql.first(
                "SELECT "
                    + COLUMNS
                    + " FROM file WHERE tenant = ? AND md5 = ? AND blob IS NOT NULL"
                    + " ORDER BY created_at DESC, key DESC LIMIT 1",
                SqlFileStore::file,
                tenant,
                md5));
  }

  @Override
  public List<StoredFile> files(String tenant, int skip, int limit) {
    return database.read(
        "The files",
        sql ->
            sql.list(
                "SELECT "
                    + COLUMNS
                    + " FROM file WHERE tenant = ? AND blob IS NOT NULL"
                    + " ORDER BY created_at DESC, key DESC LIMIT ? OFFSET ?",
                SqlFileStore::file,
                tenant,
                limit,
                skip));
  }

  @Override
  public boolean complete(
      String tenant, String id, String blob, long size, String md5, String mediaType) {
    return database.write(
        "The file",
        sql ->
            sql.execute(
                    "UPDATE file SET blob = ?, size = ?, md5 = ?, media_type = ?"
                        + " WHERE tenant = ? AND id = ? AND (blob IS NULL OR blob = ?)",
                    blob,
                    size,
                    md5,
                    mediaType,
                    tenant,
                    id,
                    blob)
                > 0);
  }

  @Override
  public boolean share(String tenant, String id, boolean shared) {
    return database.write(
        "The file",
        sql ->
            sql.execute(
                    "UPDATE file SET shared = ? WHERE tenant = ? AND id = ?", shared, tenant, id)
                > 0);
  }

  @Override
  public Optional<StoredFile> delete(String tenant, String id) {
    return database.write(
        "The file",
        sql ->
            sql.first(
                "DELETE FROM file WHERE tenant = ? AND id = ? RETURNING " + COLUMNS,
                SqlFileStore::file,
                tenant,
                id));
  }

  private static StoredFile file(Row row) throws SQLException {
    return new StoredFile(
        row.text(),
        row.text(),
        row.text(),
        row.text(),
        row.text(),
        row.optionalText(),
        row.number(),
        row.optionalText(),
        row.truth(),
        row.time());
  }
}
