package dev.rigel.server.resource;

import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import dev.rigel.server.http.Exchange;
import java.util.Optional;

/** Ids from a request's path, before any store is asked for them. */
final class PathIds {
  private static final int LONGEST = 300;

  private PathIds() {}

  /**
   * The id.
   *
   * @param what is looked for, for the message, for example {@code file}
   * @throws RigelException {@code not_found} when nothing can have such an id
   */
  static String id(Exchange exchange, String name, String what) {
    return Optional.of(exchange.pathParameter(name))
        .filter(PathIds::isPossible)
        .orElseThrow(() -> unknown(what));
  }

  /** Printable, and short enough for an index; what it is beyond that the store knows. */
  static boolean isPossible(String id) {
    return id.length() <= LONGEST && id.chars().noneMatch(c -> c < ' ' || c == 0x7f);
  }

  static RigelException unknown(String what) {
    return unknown(what, "id");
  }

  /**
   * @param param where in the request the id stands
   */
  static RigelException unknown(String what, String param) {
    return new RigelException(ErrorCode.NOT_FOUND, "There is no " + what + " with this id.", param);
  }
}
