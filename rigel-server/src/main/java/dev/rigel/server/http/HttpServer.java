package dev.rigel.server.http;

import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import dev.rigel.server.settings.RigelSettings.ServerSettings;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Jetty, set up for long answers: a virtual thread for each request, nothing collected. */
public final class HttpServer implements AutoCloseable {
  private static final Duration IDLE = Duration.ofSeconds(30);
  private static final int THREAD_IDLE_MILLISECONDS = 60_000;

  /** What is worked out by now gets out within this time. */
  private static final Duration LAST_ANSWERS = Duration.ofSeconds(2);

  private static final int LARGEST_HEAD = 16 * 1024;

  private final Server server;
  private final ServerConnector connector;
  private final ConnectionSweeper sweeper;
  private final FrontDoor door;
  private final String host;

  public HttpServer(ServerSettings settings, Router router, ApiKeys keys, KeyLimits limits) {
    // A queue of the JDK: to lay out its own, Jetty starts Java's whole management interface.
    QueuedThreadPool threads =
        new QueuedThreadPool(64, 4, THREAD_IDLE_MILLISECONDS, new LinkedBlockingQueue<>());
    threads.setName("rigel-http");
    threads.setVirtualThreadsExecutor(
        VirtualThreads.getNamedVirtualThreadsExecutor("rigel-request-"));
    this.host = settings.host();
    this.server = new Server(threads);
    this.sweeper = new ConnectionSweeper(IDLE);
    this.connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(configuration()));
    connector.setHost(host);
    connector.setPort(settings.port());
    connector.setIdleTimeout(IDLE.toMillis());
    connector.setAcceptedTcpNoDelay(true);
    connector.setAcceptQueueSize(1_024);
    connector.addBean(sweeper);
    server.addConnector(connector);
    server.setErrorHandler(new BareErrors());
    this.door =
        new FrontDoor(
            new FrontDoor.Parts(
                router,
                new Gate(keys, settings.corsOrigins(), settings.publicUrl()),
                limits,
                sweeper,
                settings.bodyLimit(),
                new BodyMemory(
                    Math.max(settings.bodyLimit(), Runtime.getRuntime().maxMemory() / 4)),
                settings.publicUrl()));
    server.setHandler(door);
  }

  private static HttpConfiguration configuration() {
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    configuration.setSendDateHeader(true);
    configuration.setRequestHeaderSize(LARGEST_HEAD);
    configuration.setHttpCompliance(HttpCompliance.RFC9110);
    // The official client joins its base and path with two slashes.
    configuration.setUriCompliance(
        UriCompliance.DEFAULT.with("rigel", UriCompliance.Violation.AMBIGUOUS_EMPTY_SEGMENT));
    return configuration;
  }

  /**
   * @throws RigelException when the port is taken or the address is not this machine's
   */
  public void start() {
    try {
      server.start();
    } catch (Exception e) {
      close();
      boolean cannotBind =
          e instanceof BindException
              || (e instanceof IOException && e.getCause() instanceof BindException);
      throw RigelException.causedBy(
          e,
          ErrorCode.INTERNAL,
          cannotBind
              ? "Cannot listen on "
                  + host
                  + ":"
                  + connector.getPort()
                  + ": the port is in use or the address is not this machine's. Choose another"
                  + " with --port or --host."
              : "The HTTP server cannot start.");
    }
  }

  /** Where the server listens, for clients on this machine. */
  public URI address() {
    String name = host.contains(":") ? "[" + host + "]" : host;
    boolean any = host.equals("0.0.0.0") || host.equals("::") || host.equals("[::]");
    return URI.create("http://" + (any ? "127.0.0.1" : name) + ":" + connector.getLocalPort());
  }

  /** Takes no new connections; those that are there go on. */
  public void stopAccepting() {
    connector.close();
  }

  @Override
  public void close() {
    sweeper.close();
    door.awaitIdle(LAST_ANSWERS);
    try {
      server.setStopTimeout(0);
      server.stop();
    } catch (Exception e) {
      throw RigelException.causedBy(e, ErrorCode.INTERNAL, "The HTTP server cannot be stopped.");
    }
  }
}
