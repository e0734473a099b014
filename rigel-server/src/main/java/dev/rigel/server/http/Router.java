package dev.rigel.server.http;

import dev.rigel.base.ErrorCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Finds the handler of a method and path. */
public final class Router {
  /** Answers one exchange, wholly. */
  @FunctionalInterface
  public interface Handler {
    void handle(Exchange exchange);
  }

  /** Who may call a route. */
  public enum Access {
    /** An accepted key is needed, where there are keys. */
    KEY,
    /** An accepted key with the scope {@code admin} is needed, where there are keys. */
    ADMIN,
    /** No key is needed, but one that is sent must be accepted. */
    KEY_IF_SENT,
    /** The path itself proves the right; keys are not looked at. */
    OPEN
  }

  /** A handler and the open parts of its path. */
  record Match(Handler handler, boolean runs, Map<String, String> parameters) {}

  private record Route(
      String method, List<String> segments, Access access, boolean runs, Handler handler) {}

  private final List<Route> routes = new ArrayList<>();

  /**
   * @param pattern for example {@code /v1/artifacts/{session}/{object}}
   */
  public Router add(String method, String pattern, Access access, Handler handler) {
    routes.add(new Route(method, segments(pattern), access, false, handler));
    return this;
  }

  /**
   * A route whose handler runs something, from its beginning to its end: it takes a key's place.
   */
  public Router addRun(String method, String pattern, Handler handler) {
    routes.add(new Route(method, segments(pattern), Access.KEY, true, handler));
    return this;
  }

  /** Every route as method and pattern, for example {@code GET /v1/files/{id}}. */
  public List<String> patterns() {
    return routes.stream()
        .map(route -> route.method() + " /" + String.join("/", route.segments()))
        .toList();
  }

  /** Unknown paths need a key too, so that nothing tells them from known ones. */
  Access access(String path) {
    List<String> segments = segments(path);
    return routes.stream()
        .filter(route -> fits(route, segments))
        .map(Route::access)
        .findFirst()
        .orElse(Access.KEY);
  }

  /**
   * @throws HttpFailure 404 when there is no such path, 405 when it does not take the method
   */
  Match find(String method, String path) {
    List<String> segments = segments(path);
    TreeSet<String> allowed = new TreeSet<>();
    for (Route route : routes) {
      Optional<Map<String, String>> parameters = match(route, segments);
      if (parameters.isEmpty()) {
        continue;
      }
      // Jetty leaves out the body of an answer to HEAD.
      boolean fits =
          route.method().equals(method) || (method.equals("HEAD") && route.method().equals("GET"));
      if (fits) {
        return new Match(route.handler(), route.runs(), parameters.get());
      }
      allowed.add(route.method());
    }
    if (allowed.isEmpty()) {
      throw new HttpFailure(
          404, ErrorCode.NOT_FOUND, "There is nothing at this path in this version of the server.");
    }
    throw new HttpFailure(
        405,
        ErrorCode.INVALID_REQUEST,
        "This path takes " + String.join(" and ", allowed) + " only.",
        Map.of("Allow", String.join(", ", allowed)));
  }

  private static Optional<Map<String, String>> match(Route route, List<String> segments) {
    if (!fits(route, segments)) {
      return Optional.empty();
    }
    Map<String, String> parameters = new HashMap<>();
    for (int i = 0; i < segments.size(); i++) {
      String wanted = route.segments().get(i);
      if (isOpen(wanted)) {
        parameters.put(wanted.substring(1, wanted.length() - 1), segments.get(i));
      }
    }
    return Optional.of(parameters);
  }

  private static boolean fits(Route route, List<String> segments) {
    if (route.segments().size() != segments.size()) {
      return false;
    }
    for (int i = 0; i < segments.size(); i++) {
      String wanted = route.segments().get(i);
      if (!isOpen(wanted) && !wanted.equals(segments.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isOpen(String segment) {
    return segment.startsWith("{");
  }

  /** Empty segments do not count: clients join base and path with two slashes or end with one. */
  private static List<String> segments(String path) {
    List<String> segments = new ArrayList<>();
    for (String segment : path.split("/", -1)) {
      if (!segment.isEmpty()) {
        segments.add(segment);
      }
    }
    return segments;
  }
}
