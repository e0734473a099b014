package dev.rigel.server.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.Request;

/**
 * Notices that a client has closed its connection while it waits for an answer. Jetty does not read
 * from a connection whose request is being handled, so nothing else would notice before the next
 * write, or the one after.
 */
public final class ClientWatch implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(250);

  /** Ends the watch. After that the connection is Jetty's alone again. */
  public interface Registration extends AutoCloseable {
    /** Whether the client has closed its connection. */
    boolean clientGone();

    @Override
    void close();
  }

  private final Set<Watched> connections = ConcurrentHashMap.newKeySet();
  private final Thread thread;

  public ClientWatch() {
    thread = Thread.ofPlatform().name("rigel-client-watch").daemon(true).start(this::run);
  }

  /** The body of the request must have been read. Must be closed before the answer's last byte. */
  Registration watch(Request request, Runnable gone) {
    request.addIdleTimeoutListener(_ -> false);
    EndPoint endPoint = request.getConnectionMetaData().getConnection().getEndPoint();
    if (!(endPoint instanceof SocketChannelEndPoint socket)) {
      return new Unwatched();
    }
    Watched watched = new Watched(socket.getChannel(), gone, request);
    connections.add(watched);
    return watched;
  }

  private void run() {
    while (!Thread.currentThread().isInterrupted()) {
      for (Watched watched : connections) {
        if (!watched.probe()) {
          connections.remove(watched);
        }
      }
      try {
        Thread.sleep(PAUSE);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }

  /** A connection that cannot be looked into: its end is noticed when something is written. */
  private static final class Unwatched implements Registration {
    @Override
    public boolean clientGone() {
      return false;
    }

    @Override
    public void close() {}
  }

  private final class Watched implements Registration {
    private final SocketChannel channel;
    private final Runnable gone;
    private final Request request;
    private boolean over;
    private volatile boolean clientGone;

    private Watched(SocketChannel channel, Runnable gone, Request request) {
      this.channel = channel;
      this.gone = gone;
      this.request = request;
    }

    /**
     * @return whether to look again
     */
    private synchronized boolean probe() {
      if (over) {
        return false;
      }
      try {
        int read = channel.read(ByteBuffer.allocate(1));
        if (read == 0) {
          return true;
        }
        over = true;
        if (read > 0) {
          // A second request came before the first was answered, and has just lost a byte: its
          // client will send it again on a new connection, as HTTP lets it expect.
          Request.addCompletionListener(
              request, _ -> request.getConnectionMetaData().getConnection().close());
          return false;
        }
      } catch (IOException e) {
        over = true;
      }
      clientGone = true;
      gone.run();
      return false;
    }

    @Override
    public boolean clientGone() {
      return clientGone;
    }

    @Override
    public void close() {
      connections.remove(this);
      synchronized (this) {
        over = true;
      }
    }
  }
}
