package dev.rigel.store;

/**
 * What an export says of itself.
 *
 * @param format of the file as a whole
 * @param schema version of the tables
 * @param createdAt when, as in ISO 8601
 * @param signingKey the secret of signed URLs, hexadecimal, so that they stay good
 */
record Manifest(int format, int schema, String createdAt, String signingKey) {
  static final int FORMAT = 1;
  static final String ENTRY = "rigel-export.json";
}
