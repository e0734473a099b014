package dev.rigel.store;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Where a PostgreSQL database is and who asks.
 *
 * @param jdbcUrl without user and password where they were before the host
 */
public record PostgresUrl(String jdbcUrl, Optional<String> user, Optional<String> password) {
  /**
   * Reads {@code postgres://user:password@host:5432/database?sslmode=require}, {@code
   * postgresql://} likewise, or {@code jdbc:postgresql://…} as the driver takes it.
   *
   * @throws IllegalArgumentException saying what is wrong, without the URL itself
   */
  public static PostgresUrl parse(String text) {
    if (text.startsWith("jdbc:postgresql:")) {
      return new PostgresUrl(text, Optional.empty(), Optional.empty());
    }
    URI url;
    try {
      url = URI.create(text);
    } catch (IllegalArgumentException e) {
      // Its message would repeat the password.
      throw new IllegalArgumentException("is not a URL");
    }
    boolean ours = "postgres".equals(url.getScheme()) || "postgresql".equals(url.getScheme());
    if (!ours
        || url.getHost() == null
        || url.getRawPath() == null
        || url.getRawPath().length() < 2) {
      throw new IllegalArgumentException(
          "is neither postgres://user:password@host:5432/database nor jdbc:postgresql://…");
    }
    String jdbcUrl =
        "jdbc:postgresql://"
            + url.getHost()
            + (url.getPort() < 0 ? "" : ":" + url.getPort())
            + url.getRawPath()
            + (url.getRawQuery() == null ? "" : "?" + url.getRawQuery());
    Optional<String> information = Optional.ofNullable(url.getRawUserInfo());
    return new PostgresUrl(
        jdbcUrl,
        information.map(info -> decoded(info.split(":", 2)[0])).filter(user -> !user.isEmpty()),
        information.filter(info -> info.contains(":")).map(info -> decoded(info.split(":", 2)[1])));
  }

  private static String decoded(String part) {
    // A plus is a plus here.
    return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /** Without what is secret. */
  @Override
  public String toString() {
    int query = jdbcUrl.indexOf('?');
    return query < 0 ? jdbcUrl : jdbcUrl.substring(0, query);
  }
}
