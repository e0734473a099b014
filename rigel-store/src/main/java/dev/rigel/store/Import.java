package dev.rigel.store;

import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what {@link Export} has written into an empty store: all rows of it, or none. */
final class Import {
  private static final String BLOBS = "blobs/";

  private final Database database;
  private final BlobStorage blobs;
  private final SigningKey signingKey;
  private final JsonMapper json =
      new JsonMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
              .build());
  private long rows;
  private long copied;

  Import(Database database, BlobStorage blobs, SigningKey signingKey) {
    this.database = database;
    this.blobs = blobs;
    this.signingKey = signingKey;
  }

  /**
   * @throws RigelException when the store is not empty or the file is none of ours
   */
  Transferred read(Path file) {
    refuseWhatIsNotEmpty();
    try (ZipFile zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8)) {
      Manifest manifest = manifest(zip);
      // Before the rows that refer to them; without them they are swept away again.
      copyBlobs(zip);
      database.write(
          "The data",
          sql -> {
            rows = 0;
            for (Table table : Table.ALL) {
              read(zip, sql, table);
            }
            return rows;
          });
      signingKey.replace(HexFormat.of().parseHex(manifest.signingKey()));
      return new Transferred(rows, copied, 0);
    } catch (IOException | UncheckedIOException | JacksonException e) {
      throw RigelException.causedBy(
          e, ErrorCode.INVALID_REQUEST, file + " cannot be read, or is not a whole export.");
    }
  }

  private void refuseWhatIsNotEmpty() {
    for (Table table : Table.ALL) {
      boolean empty =
          database
              .read(
                  "The data",
                  sql -> sql.first("SELECT 1 FROM " + table.name() + " LIMIT 1", Row::number))
              .isEmpty();
      if (!empty) {
        throw new RigelException(
            ErrorCode.INVALID_REQUEST,
            "The store is not empty. Import into a new data folder (--data) and a new database.");
      }
    }
  }

  private Manifest manifest(ZipFile zip) throws IOException {
    ZipEntry entry = zip.getEntry(Manifest.ENTRY);
    if (entry == null) {
      throw new IOException("no " + Manifest.ENTRY);
    }
    try (InputStream content = zip.getInputStream(entry)) {
      Manifest manifest = json.readValue(content, Manifest.class);
      if (manifest.format() != Manifest.FORMAT || manifest.schema() != Schema.LATEST) {
        throw new RigelException(
            ErrorCode.INVALID_REQUEST,
            "The export was written by another version of rigel. Import it with that version, then"
                + " update.");
      }
      return manifest;
    }
  }

  private void copyBlobs(ZipFile zip) throws IOException {
    for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
      ZipEntry entry = entries.nextElement();
      if (!entry.getName().startsWith(BLOBS)) {
        continue;
      }
      try (InputStream content = zip.getInputStream(entry)) {
        String key = blobs.put(content);
        if (!entry.getName().equals(BLOBS + key)) {
          throw new IOException("the content of " + entry.getName() + " is another");
        }
      }
      copied++;
    }
  }

  private void read(ZipFile zip, Sql sql, Table table) throws SQLException {
    ZipEntry entry = zip.getEntry("tables/" + table.name() + ".jsonl");
    if (entry == null) {
      throw new UncheckedIOException(new IOException("no table " + table.name()));
    }
    Map<String, Boolean> columns = sql.columns(table.name());
    String insert =
        "INSERT INTO "
            + table.name()
            + " ("
            + String.join(", ", columns.keySet())
            + ") VALUES ("
            + String.join(", ", Collections.nCopies(columns.size(), "?"))
            + ")";
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(zip.getInputStream(entry), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        sql.execute(insert, values(json.readTree(line), columns));
        rows++;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (table.isNumbered()) {
      database.keysWereImported(sql, table.name());
    }
  }

  /**
   * @param columns by name, whether each holds texts
   */
  private static Object[] values(JsonNode row, Map<String, Boolean> columns) {
    List<Object> values = new ArrayList<>();
    int known = 0;
    for (Map.Entry<String, Boolean> column : columns.entrySet()) {
      JsonNode value = row.get(column.getKey());
      if (value == null) {
        values.add(Optional.empty());
        continue;
      }
      known++;
      if (value.isString() && column.getValue()) {
        values.add(value.stringValue());
      } else if (value.isIntegralNumber() && !column.getValue()) {
        values.add(value.longValue());
      } else if (value.isNumber() && !column.getValue()) {
        values.add(value.doubleValue());
      } else {
        throw new UncheckedIOException(new IOException("a wrong value for " + column.getKey()));
      }
    }
    if (known != row.size()) {
      throw new UncheckedIOException(new IOException("an unknown column"));
    }
    return values.toArray();
  }
}
