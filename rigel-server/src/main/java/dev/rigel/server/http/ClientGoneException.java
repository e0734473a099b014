package dev.rigel.server.http;

import org.eclipse.jetty.io.QuietException;

/** The client has closed its connection; there is nobody to answer. */
public final class ClientGoneException extends RuntimeException implements QuietException {
  private static final long serialVersionUID = 1L;

  public ClientGoneException(Throwable cause) {
    super("the client has gone", cause, false, false);
  }

  public ClientGoneException() {
    super("the client has gone", null, false, false);
  }
}
