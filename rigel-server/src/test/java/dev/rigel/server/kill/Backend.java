package dev.rigel.server.kill;

import dev.rigel.store.PostgresServer;
import dev.rigel.store.S3Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where the killed server keeps its things, which outlive it: settings as environment variables.
 */
record Backend(String name, Map<String, String> settings, Optional<S3Server> objects)
    implements AutoCloseable {
  /** A SQLite file and a folder in the data folder. */
  static Backend folder() {
    return new Backend("SQLite and a folder", Map.of(), Optional.empty());
  }

  /** A PostgreSQL and an object store, both in processes that are not killed. */
  static Backend services(Path folder) throws IOException {
    S3Server objects = new S3Server(Files.createDirectories(folder));
    return new Backend(
        "PostgreSQL and an S3-compatible store",
        Map.of(
            "RIGEL_DATABASE_URL",
            PostgresServer.newDatabase(),
            "RIGEL_BLOBS_URL",
            "s3://" + S3Server.BUCKET + "/rigel",
            "RIGEL_BLOBS_ENDPOINT",
            objects.endpoint().toString(),
            "RIGEL_BLOBS_ACCESS_KEY",
            S3Server.KEYS.access(),
            "RIGEL_BLOBS_SECRET_KEY",
            S3Server.KEYS.secret()),
        Optional.of(objects));
  }

  @Override
  public void close() {
    objects.ifPresent(S3Server::close);
  }
}
