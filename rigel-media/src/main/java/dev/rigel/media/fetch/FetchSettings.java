package dev.rigel.media.fetch;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What may be fetched, and for how long.
 *
 * @param allow hosts that may lie at private addresses: {@code host} on the usual ports, or {@code
 *     host:port} on exactly that one
 * @param connect time to resolve a name and, again, to connect
 * @param total time for a whole fetch with its redirects
 * @param redirects how many are followed
 * @param bytes most that is read
 */
public record FetchSettings(
    Set<String> allow, Duration connect, Duration total, int redirects, long bytes) {
  public static final FetchSettings DEFAULT =
      new FetchSettings(Set.of(), Duration.ofSeconds(3), Duration.ofSeconds(60), 3, 200L << 20);

  /** Ports on which the web is served; others belong to other services. */
  static final Set<Integer> USUAL_PORTS = Set.of(80, 443, 8000, 8080, 8443);

  public FetchSettings {
    requireNonNull(connect, "connect");
    requireNonNull(total, "total");
    allow =
        allow.stream()
            .map(name -> name.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
  }

  public FetchSettings withAllow(Set<String> hosts) {
    return new FetchSettings(hosts, connect, total, redirects, bytes);
  }

  public FetchSettings withTimes(Duration connecting, Duration whole) {
    return new FetchSettings(allow, connecting, whole, redirects, bytes);
  }

  public FetchSettings withBytes(long limit) {
    return new FetchSettings(allow, connect, total, redirects, limit);
  }

  /** Whether the port may be asked at all. */
  boolean portAllowed(String host, int port) {
    return USUAL_PORTS.contains(port) || allow.contains(host + ":" + port);
  }

  /** Whether the host may lie at a private address. */
  boolean privateAllowed(String host, int port) {
    return allow.contains(host + ":" + port)
        || (allow.contains(host) && USUAL_PORTS.contains(port));
  }
}
