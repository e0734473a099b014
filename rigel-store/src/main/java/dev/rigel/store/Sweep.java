package dev.rigel.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes the blobs that no artifact, file or skill refers to. A blob is put before it is referred
 * to, so one that was put lately is let be.
 */
final class Sweep {
  private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);

  /** How many keys a statement asks for. */
  private static final int TOGETHER = 100;

  private static final String REFERRED =
      "SELECT blob FROM artifact WHERE blob IN (KEYS) UNION"
          + " SELECT blob FROM file WHERE blob IN (KEYS) UNION"
          + " SELECT blob FROM skill_version WHERE blob IN (KEYS)";

  private static final String SELECT =
      REFERRED.replace("KEYS", String.join(", ", Collections.nCopies(TOGETHER, "?")));

  private final Database database;
  private final BlobStorage blobs;
  private int deleted;

  Sweep(Database database, BlobStorage blobs) {
    this.database = database;
    this.blobs = blobs;
  }

  /**
   * @param limit what was put later is let be
   * @return how many blobs were deleted
   */
  int run(Instant limit) {
    if (!areOurs()) {
      LOG.warn(
          "the stored media belong to another database: those that nobody needs any more are kept");
      return 0;
    }
    blobs.putBefore(limit, keys -> sweep(keys, limit));
    return deleted;
  }

  /** Another database may refer to blobs that this one knows nothing of. */
  private boolean areOurs() {
    String id = Property.INSTALLATION.of(database);
    if (blobs.owner().isEmpty()) {
      blobs.claim(id);
    }
    return blobs.owner().filter(id::equals).isPresent();
  }

  private void sweep(List<String> keys, Instant limit) {
    for (int start = 0; start < keys.size(); start += TOGETHER) {
      List<String> part = keys.subList(start, Math.min(start + TOGETHER, keys.size()));
      Set<String> referred = referred(part);
      for (String key : part) {
        if (!referred.contains(key) && blobs.deletePutBefore(key, limit)) {
          deleted++;
        }
      }
    }
  }

  private Set<String> referred(List<String> keys) {
    // Always as many, so that it stays one statement.
    List<String> padded = new ArrayList<>(keys);
    padded.addAll(Collections.nCopies(TOGETHER - keys.size(), keys.getFirst()));
    List<String> parameters = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      parameters.addAll(padded);
    }
    return database.read(
        "The references of media",
        sql -> new HashSet<>(sql.list(SELECT, Row::text, parameters.toArray())));
  }
}
