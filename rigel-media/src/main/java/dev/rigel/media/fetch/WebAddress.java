package dev.rigel.media.fetch;

import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An http or https URL with nothing in it that two readers could understand in two ways.
 *
 * @param host lower case, without a closing dot; an IPv6 address without brackets
 * @param port always set
 * @param pathAndQuery percent-encoded, starts with a slash; without fragment
 */
record WebAddress(String scheme, String host, int port, String pathAndQuery) {
  private static final int MAXIMUM_LENGTH = 8 * 1024;
  private static final int SHOWN_PATH = 80;
  private static final Pattern URL =
      Pattern.compile("(?i)(https?)://([^/?#\\\\]*)([^#]*)(#.*)?", Pattern.DOTALL);
  private static final Pattern AUTHORITY =
      Pattern.compile("(\\[[0-9a-fA-F:.]+]|[A-Za-z0-9._-]+)(?::(\\d{1,5}))?");
  private static final Pattern NUMBER = Pattern.compile("\\d+|0[xX][0-9a-fA-F]*");
  private static final Pattern DOTTED =
      Pattern.compile("(0|[1-9]\\d{0,2})(\\.(0|[1-9]\\d{0,2})){3}");

  /**
   * @throws RigelException naming what is wrong with it
   */
  static WebAddress of(String text) {
    String url = text.strip();
    if (url.length() > MAXIMUM_LENGTH) {
      throw refused("The URL is longer than %,d characters.".formatted(MAXIMUM_LENGTH));
    }
    if (url.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
      throw refused("The URL has a line break or another control character in it.");
    }
    var parts = URL.matcher(url);
    if (!parts.matches()) {
      throw refused("Only http:// and https:// URLs are fetched.");
    }
    String authority = parts.group(2);
    if (authority.contains("@")) {
      throw refused("The URL has a user name or password before its host; leave it out.");
    }
    var hostAndPort = AUTHORITY.matcher(authority);
    if (!hostAndPort.matches()) {
      throw refused(
          "The URL's host is not a plain ASCII name or address; write names of other alphabets as xn--….");
    }
    String rest = parts.group(3);
    if (rest.startsWith("\\")) {
      throw refused("The URL has a backslash after its host; write a slash.");
    }
    String scheme = parts.group(1).toLowerCase(Locale.ROOT);
    String host = host(hostAndPort.group(1));
    int port =
        hostAndPort.group(2) == null
            ? (scheme.equals("https") ? 443 : 80)
            : Integer.parseInt(hostAndPort.group(2));
    if (port < 1 || port > 65_535) {
      throw refused("The URL's port is not one.");
    }
    return new WebAddress(scheme, host, port, encoded(rest));
  }

  /** Where a redirect leads. */
  WebAddress follow(String location) {
    try {
      return of(uri().resolve(new URI(encodedCharacters(location.strip()))).toString());
    } catch (URISyntaxException | IllegalArgumentException _) {
      throw refused("The server of %s redirects to something that is no URL.".formatted(shown()));
    }
  }

  URI uri() {
    String authority = host.contains(":") ? "[" + host + "]" : host;
    return URI.create(scheme + "://" + authority + ":" + port + pathAndQuery);
  }

  /** The address that the host is written as, if it is one. */
  Optional<InetAddress> literal() {
    if (!host.contains(":") && !DOTTED.matcher(host).matches()) {
      return Optional.empty();
    }
    try {
      // Neither spelling asks a name server.
      return Optional.of(InetAddress.getByName(host));
    } catch (UnknownHostException _) {
      throw refused("The URL's host is not a valid address.");
    }
  }

  /** For messages and logs: without query, where secrets of signed URLs are. */
  String shown() {
    int query = pathAndQuery.indexOf('?');
    String path = query < 0 ? pathAndQuery : pathAndQuery.substring(0, query);
    String cut = path.length() > SHOWN_PATH ? path.substring(0, SHOWN_PATH) + "…" : path;
    boolean usualPort = port == (scheme.equals("https") ? 443 : 80);
    String shownHost = host.contains(":") ? "[" + host + "]" : host;
    return scheme + "://" + shownHost + (usualPort ? "" : ":" + port) + cut;
  }

  private static String host(String written) {
    if (written.startsWith("[")) {
      return written.substring(1, written.length() - 1).toLowerCase(Locale.ROOT);
    }
    String host = written.toLowerCase(Locale.ROOT);
    String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    String last = name.substring(name.lastIndexOf('.') + 1);
    if (name.isEmpty() || name.startsWith(".") || name.contains("..") || name.length() > 253) {
      throw refused("The URL's host is not a valid name.");
    }
    // Decimal, octal and hexadecimal spellings of an address: programs differ in what they mean.
    if (NUMBER.matcher(last).matches() && (!DOTTED.matcher(name).matches() || !octets(name))) {
      throw refused(
          "The URL's host is a number that is not a plain IPv4 address such as 93.184.216.34.");
    }
    return name;
  }

  private static boolean octets(String dotted) {
    for (String part : dotted.split("\\.")) {
      if (Integer.parseInt(part) > 255) {
        return false;
      }
    }
    return true;
  }

  private static String encoded(String rest) {
    String encoded = encodedCharacters(rest);
    return encoded.startsWith("/") ? encoded : "/" + encoded;
  }

  /** Percent-encodes what clients often forget to: spaces, quotes, letters beyond ASCII. */
  private static String encodedCharacters(String text) {
    StringBuilder encoded = new StringBuilder(text.length() + 16);
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      int c = b & 0xff;
      if (c <= ' ' || c >= 0x7f || "\"<>\\^`{|}".indexOf(c) >= 0) {
        encoded.append('%').append("%02X".formatted(c));
      } else {
        encoded.append((char) c);
      }
    }
    return encoded.toString().replaceAll("%(?![0-9A-Fa-f]{2})", "%25");
  }

  private static RigelException refused(String message) {
    return new RigelException(ErrorCode.MEDIA_REFUSED, message);
  }
}
