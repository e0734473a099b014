package dev.rigel.server;

import dev.rigel.agent.Agent;
import dev.rigel.server.settings.RigelSettings;
import dev.rigel.store.Store;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;

/** A server over a data folder: listening, its store open, its address published. */
public final class RunningRigel implements AutoCloseable {
  /** Makes the agent on what lasts. */
  @FunctionalInterface
  public interface AgentMaker {
    Agent make(RigelSettings settings, Store store, SignedUrls signedUrls);
  }

  private final Store store;
  private final RigelServer server;

  private RunningRigel(Store store, RigelServer server) {
    this.store = store;
    this.server = server;
  }

  /**
   * Opens the data folder and listens.
   *
   * @param preparing what is still being made ready, in words, for health
   * @throws dev.rigel.base.RigelException when the folder or the port cannot be had
   */
  public static RunningRigel start(
      RigelSettings settings, AgentMaker agentMaker, Supplier<List<String>> preparing) {
    Store store = Store.open(settings.folders().data(), settings.durability());
    try {
      SignedUrls signedUrls = SignedUrls.of(settings.folders().data(), Clock.systemUTC());
      Agent agent = agentMaker.make(settings, store, signedUrls);
      RigelServer server =
          new RigelServer(
              settings.server(), agent, store.sessions(), store.blobs(), signedUrls, preparing);
      server.start();
      store.publishAddress(server.address());
      return new RunningRigel(store, server);
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
    store.close();
  }
}
