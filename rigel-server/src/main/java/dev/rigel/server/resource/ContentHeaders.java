package dev.rigel.server.resource;

import dev.rigel.server.http.Exchange;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Headers that go with bytes which somebody sent or a run made. */
final class ContentHeaders {
  private ContentHeaders() {}

  /**
   * @param shown whether a browser may show it in its place; otherwise it is saved
   */
  static void put(Exchange exchange, String filename, boolean shown) {
    exchange.header("X-Content-Type-Options", "nosniff");
    exchange.header(
        "Content-Disposition", (shown ? "inline" : "attachment") + "; " + named(filename));
  }

  /** For URLs that are open in a browser: whatever it is, it never runs as a page of ours. */
  static void putSandbox(Exchange exchange) {
    exchange.header("Content-Security-Policy", "sandbox; default-src 'none'");
  }

  /** The name for old clients, and its exact spelling when it needs more than those know. */
  private static String named(String filename) {
    String plain = filename.replaceAll("[^A-Za-z0-9 ._()-]", "_");
    String name = "filename=\"" + plain + "\"";
    return plain.equals(filename)
        ? name
        : name
            + "; filename*=UTF-8''"
            + URLEncoder.encode(filename, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
  }
}
