package dev.rigel.server.http;

/**
 * A part of a list, as a client asks for it.
 *
 * @param skip how many to leave out at the start
 */
public record Page(int skip, int limit) {
  /** How many there are without a {@code limit}. */
  public static final int USUAL = 10;

  /** The most that one answer lists. */
  public static final int MOST = 1_000;

  /** By {@code skip} and {@code limit}. */
  public static Page bySkip(QueryReader query) {
    return bySkip(query, USUAL);
  }

  /**
   * @param usual the limit where none is given
   */
  public static Page bySkip(QueryReader query, int usual) {
    return by("skip", query, usual);
  }

  /** By {@code offset} and {@code limit}. */
  public static Page byOffset(QueryReader query, int usual) {
    return by("offset", query, usual);
  }

  private static Page by(String name, QueryReader query, int usual) {
    return new Page(
        query.whole(name, 0, 0, Integer.MAX_VALUE), query.whole("limit", usual, 1, MOST));
  }
}
