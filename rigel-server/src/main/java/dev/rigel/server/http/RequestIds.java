package dev.rigel.server.http;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** Makes the ids under which a request is found in answers and logs. */
final class RequestIds {
  private RequestIds() {}

  static String next() {
    byte[] bytes = new byte[12];
    ThreadLocalRandom.current().nextBytes(bytes);
    return "req_" + HexFormat.of().formatHex(bytes);
  }
}
