package dev.rigel.store;

import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;

/**
 * Which version of the tables this program works with. Their statements lie in numbered files in a
 * folder for each engine; a file, once released, is never changed.
 */
final class Schema {
  static final int LATEST = 4;

  private Schema() {}

  /** Refuses data that a newer version of this program has written. */
  static void check(int version) {
    if (version > LATEST) {
      throw new RigelException(
          ErrorCode.INTERNAL,
          "The data was written by a newer version of rigel. Use that version, or choose another"
              + " data folder with --data or another database with RIGEL_DATABASE_URL.");
    }
  }
}
