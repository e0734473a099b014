package dev.rigel.server.http;

import dev.rigel.agent.port.StoredKey;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/**
 * Decides who is let in, before any route is looked at. Without keys only the machine itself is:
 * then a web page must not get in through its visitor's browser either, neither by a foreign host
 * name that was made to point here nor from a foreign origin.
 */
final class Gate {
  private static final String BEARER = "bearer";

  /** Who uses the server where no keys are needed: it is theirs. */
  private static final Identity HERE = new Identity(ApiKeys.LOCAL, "", true, StoredKey.Limits.NONE);

  private final ApiKeys keys;
  private final List<String> origins;
  private final Optional<String> publicHost;

  Gate(ApiKeys keys, List<String> origins, Optional<URI> publicUrl) {
    this.keys = keys;
    this.origins = List.copyOf(origins);
    this.publicHost = publicUrl.map(URI::getHost).map(host -> host.toLowerCase(Locale.ROOT));
  }

  /** On whose behalf the request is made. */
  Identity admit(Request request, Router.Access access) {
    if (!keys.areNeeded()) {
      checkComesFromHere(request, access);
      return HERE;
    }
    if (access == Router.Access.OPEN) {
      return Identity.NOBODY;
    }
    Optional<String> key = key(request);
    if (key.isEmpty()) {
      if (access == Router.Access.KEY_IF_SENT) {
        return Identity.NOBODY;
      }
      throw new RigelException(
          ErrorCode.UNAUTHENTICATED,
          "An API key is needed: send the header Authorization: Bearer <key>.");
    }
    return keys.identity(key.get())
        .orElseThrow(() ->
            new RigelException(
                ErrorCode.UNAUTHENTICATED, "Invalid API key: it is not among the accepted."));
  }

  /** Whether pages of this origin may read answers. */
  boolean allowsOrigin(String origin) {
    return origins.contains("*") || origins.contains(origin);
  }

  /** Empty when none was sent; an empty text when a header is there without a key. */
  private static Optional<String> key(Request request) {
    String authorization = request.getHeaders().get(HttpHeader.AUTHORIZATION);
    if (authorization != null) {
      String[] parts = authorization.strip().split("\\s+", 2);
      return Optional.of(
          parts.length == 2 && parts[0].toLowerCase(Locale.ROOT).equals(BEARER) ? parts[1] : "");
    }
    return Optional.ofNullable(request.getHeaders().get("X-Api-Key"));
  }

  private void checkComesFromHere(Request request, Router.Access access) {
    if (access == Router.Access.OPEN) {
      return;
    }
    String host = Request.getServerName(request);
    if (host == null || !(isLocal(host) || publicHost.equals(Optional.of(host)))) {
      throw new RigelException(
          ErrorCode.FORBIDDEN,
          "Without API keys this server answers only under a local name such as 127.0.0.1 or"
              + " localhost. Set RIGEL_API_KEYS, or RIGEL_PUBLIC_URL for another name.");
    }
    String origin = request.getHeaders().get(HttpHeader.ORIGIN);
    if (origin != null && !allowsOrigin(origin) && !isOwn(origin, request)) {
      throw new RigelException(
          ErrorCode.FORBIDDEN,
          "Pages of this origin may not use this server. Allow it with RIGEL_CORS_ORIGINS.");
    }
  }

  private static boolean isLocal(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    return name.equals("localhost")
        || name.equals("localhost.")
        || name.equals("[::1]")
        || name.equals("::1")
        || name.matches("127(\\.\\d{1,3}){3}");
  }

  private boolean isOwn(String origin, Request request) {
    String authority = request.getHttpURI().getAuthority();
    return origin.equals("http://" + authority)
        || publicHost.isPresent() && origin.equals("https://" + publicHost.get());
  }
}
