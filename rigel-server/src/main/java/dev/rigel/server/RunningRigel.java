package dev.rigel.server;

import dev.rigel.server.settings.RigelSettings;
import dev.rigel.store.Store;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;

/** A server over a data folder: listening, its store open, its address published. */
public final class RunningRigel implements AutoCloseable {
  /** Makes what works, on what lasts. */
  @FunctionalInterface
  public interface ServicesMaker {
    Services make(RigelSettings settings, Store store, SignedUrls signedUrls);
  }

  private final Store store;
  private final RigelServer server;
  private final ExecutionServices executions;

  private RunningRigel(Store store, RigelServer server, ExecutionServices executions) {
    this.store = store;
    this.server = server;
    this.executions = executions;
  }

  /**
   * Opens the data folder and listens.
   *
   * @param preparing what is still being made ready, in words, for health
   * @throws dev.rigel.base.RigelException when the folder or the port cannot be had
   */
  public static RunningRigel start(
      RigelSettings settings, ServicesMaker maker, Supplier<List<String>> preparing) {
    Store store = Store.open(settings.folders().data(), settings.durability());
    try {
      SignedUrls signedUrls = SignedUrls.of(settings.folders().data(), Clock.systemUTC());
      Services services = maker.make(settings, store, signedUrls);
      ExecutionServices executions = new ExecutionServices(settings, store, services, signedUrls);
      RigelServer server =
          new RigelServer(
              settings.server(),
              services.agent(),
              store.sessions(),
              store.blobs(),
              executions,
              signedUrls,
              preparing);
      server.start();
      store.publishAddress(server.address());
      executions.resume();
      return new RunningRigel(store, server, executions);
    } catch (RuntimeException e) {
      store.close();
      throw e;
    }
  }

  public URI address() {
    return server.address();
  }

  @Override
  public void close() {
    server.close();
    executions.stop();
    store.close();
    executions.close();
  }
}
