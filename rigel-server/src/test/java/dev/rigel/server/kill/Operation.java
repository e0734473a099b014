package dev.rigel.server.kill;

import java.io.IOException;

/** Something that a client asks for, again under the same key until it is acknowledged. */
interface Operation {
  /**
   * Asks once.
   *
   * @throws IOException when the server died before it answered
   */
  void send(Client client) throws IOException, InterruptedException;

  /** Fails when what was acknowledged is not there, once and whole. */
  void check(Client client) throws IOException, InterruptedException;
}
