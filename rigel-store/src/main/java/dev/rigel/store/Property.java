package dev.rigel.store;

import java.util.HexFormat;
import java.util.UUID;
import java.util.function.Supplier;

/** What a database knows of itself; made when it is first asked for, the same for all nodes. */
enum Property {
  /** Tells this database from every other. */
  INSTALLATION("installation", () -> UUID.randomUUID().toString()),
  /** The secret of signed URLs, hexadecimal. */
  SIGNING_KEY("signing_key", () -> HexFormat.of().formatHex(SigningKey.made()));

  private final String key;
  private final Supplier<String> maker;

  Property(String key, Supplier<String> maker) {
    this.key = key;
    this.maker = maker;
  }

  String of(Database database) {
    String select = "SELECT value FROM property WHERE name = ?";
    return database
        .read("The database's own id", sql -> sql.first(select, Row::text, key))
        .orElseGet(() ->
            database.write(
                "The database's own id",
                sql -> {
                  // Another node may have been quicker.
                  sql.execute(
                      "INSERT INTO property (name, value) VALUES (?, ?) ON CONFLICT DO NOTHING",
                      key,
                      maker.get());
                  return sql.first(select, Row::text, key).orElseThrow();
                }));
  }

  void set(Database database, String value) {
    database.write(
        "The database's own id",
        sql ->
            sql.execute(
                "INSERT INTO property (name, value) VALUES (?, ?)"
                    + " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                key,
                value));
  }
}
