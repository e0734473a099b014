package dev.rigel.agent.execution;

import java.io.IOException;
import java.util.Map;

/** Calls receivers that clients name, and only those at addresses that may be called. */
public interface CallbackSender {
  /**
   * @throws dev.rigel.base.RigelException saying why this URL is not called
   */
  void check(String url);

  /**
   * Posts JSON once.
   *
   * @return the answer's status, of whatever kind
   * @throws IOException when no answer came in time
   * @throws dev.rigel.base.RigelException saying why this URL is not called
   */
  int post(String url, Map<String, String> headers, byte[] body) throws IOException;
}
