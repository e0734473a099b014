package dev.rigel.server.resource;

import dev.rigel.server.http.QueryReader;

/**
 * A part of a list, as a client asks for it.
 *
 * @param skip how many to leave out at the start
 */
record Page(int skip, int limit) {
  private static final int MOST = 1_000;
  private static final int USUAL = 10;

  /** By {@code skip} and {@code limit}. */
  static Page bySkip(QueryReader query) {
    return by("skip", query);
  }

  /** By {@code offset} and {@code limit}. */
  static Page byOffset(QueryReader query) {
    return by("offset", query);
  }

  private static Page by(String name, QueryReader query) {
    return new Page(
        query.whole(name, 0, 0, Integer.MAX_VALUE), query.whole("limit", USUAL, 1, MOST));
  }
}
