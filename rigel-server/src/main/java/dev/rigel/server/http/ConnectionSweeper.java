package dev.rigel.server.http;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.Connection;

/**
 * Closes connections on which no whole request head has come for too long. Jetty's own time-out
 * starts anew with every byte, which is what a client that sends one byte at a time lives on.
 */
final class ConnectionSweeper implements Connection.Listener, AutoCloseable {
  private final Map<Connection, Long> waitingSince = new ConcurrentHashMap<>();
  private final Duration patience;
  private final Thread thread;

  ConnectionSweeper(Duration patience) {
    this.patience = patience;
    this.thread =
        Thread.ofPlatform().name("rigel-connection-sweeper").daemon(true).start(this::run);
  }

  @Override
  public void onOpened(Connection connection) {
    waitingSince.put(connection, System.nanoTime());
  }

  @Override
  public void onClosed(Connection connection) {
    waitingSince.remove(connection);
  }

  /** A request's head is there: its handler has its own limits. */
  void handling(Connection connection) {
    waitingSince.remove(connection);
  }

  /** The answer is out, the next request may come. */
  void waiting(Connection connection) {
    if (connection.getEndPoint().isOpen()) {
      waitingSince.put(connection, System.nanoTime());
    }
  }

  private void run() {
    while (!Thread.currentThread().isInterrupted()) {
      long now = System.nanoTime();
      waitingSince.forEach((connection, since) -> {
        if (now - since > patience.toNanos()) {
          waitingSince.remove(connection);
          connection.close();
        }
      });
      try {
        Thread.sleep(patience.dividedBy(10));
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
