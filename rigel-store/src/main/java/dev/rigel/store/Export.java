package dev.rigel.store;

import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes all that a store holds to one zip file, the same whatever holds it: {@code
 * rigel-export.json}, {@code tables/NAME.jsonl} with one row a line as a JSON object, {@code
 * blobs/SHA-256} as they are.
 */
final class Export {
  private final Database database;
  private final BlobStorage blobs;
  private final SigningKey signingKey;
  private final JsonMapper json = new JsonMapper();
  private long rows;
  private long copied;
  private long leftOut;

  Export(Database database, BlobStorage blobs, SigningKey signingKey) {
    this.database = database;
    this.blobs = blobs;
    this.signingKey = signingKey;
  }

  /**
   * @throws RigelException when the file is there already or cannot be written
   */
  Transferred write(Path file) {
    Path target = file.toAbsolutePath();
    try {
      // It holds what its owner's clients said and showed.
      Files.createFile(target, SigningKey.onlyOwner());
    } catch (FileAlreadyExistsException e) {
      throw RigelException.invalid(
          file + " is there already. Choose another name, or remove it.", "FILE");
    } catch (IOException e) {
      throw notWritten(file, e);
    }
    boolean done = false;
    try (ZipOutputStream zip =
        new ZipOutputStream(Files.newOutputStream(target, StandardOpenOption.WRITE))) {
      // Most media are compressed already.
      zip.setLevel(Deflater.BEST_SPEED);
      write(zip);
      done = true;
    } catch (IOException | UncheckedIOException e) {
      throw notWritten(file, e);
    } finally {
      if (!done) {
        remove(target);
      }
    }
    return new Transferred(rows, copied, leftOut);
  }

  private void write(ZipOutputStream zip) throws IOException {
    zip.putNextEntry(new ZipEntry(Manifest.ENTRY));
    zip.write(
        json.writeValueAsBytes(
            new Manifest(
                Manifest.FORMAT,
                Schema.LATEST,
                Instant.now().toString(),
                HexFormat.of().formatHex(signingKey.value()))));
    zip.closeEntry();
    List<String> keys =
        database.snapshot(
            "The data",
            sql -> {
              for (Table table : Table.ALL) {
                write(zip, sql, table);
              }
              return sql.list(
                  "SELECT blob FROM artifact UNION SELECT blob FROM file WHERE blob IS NOT NULL"
                      + " UNION SELECT blob FROM skill_version ORDER BY blob",
                  Row::text);
            });
    for (String key : keys) {
      copy(zip, key);
    }
  }

  private void write(ZipOutputStream zip, Sql sql, Table table) throws SQLException {
    try {
      zip.putNextEntry(new ZipEntry("tables/" + table.name() + ".jsonl"));
      sql.each(
          "SELECT * FROM " + table.name() + " ORDER BY " + table.order(),
          row -> {
            Map<String, Object> line = new LinkedHashMap<>();
            row.forEach((column, value) -> value.ifPresent(v -> line.put(column, v)));
            try {
              zip.write(json.writeValueAsBytes(line));
              zip.write('\n');
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
            rows++;
          });
      zip.closeEntry();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One medium that cannot be read costs that medium only. */
  private void copy(ZipOutputStream zip, String key) throws IOException {
    Optional<InputStream> found;
    try {
      found = blobs.open(key);
    } catch (RigelException e) {
      found = Optional.empty();
    }
    if (found.isEmpty()) {
      leftOut++;
      return;
    }
    try (InputStream content = found.get()) {
      zip.putNextEntry(new ZipEntry("blobs/" + key));
      content.transferTo(zip);
      zip.closeEntry();
      copied++;
    }
  }

  private static void remove(Path unfinished) {
    try {
      Files.deleteIfExists(unfinished);
    } catch (IOException e) {
      // What failed before says more.
    }
  }

  private static RigelException notWritten(Path file, Exception cause) {
    return RigelException.causedBy(
        cause,
        ErrorCode.INTERNAL,
        file + " cannot be written: the disk is full, or the folder is not writable.");
  }
}
