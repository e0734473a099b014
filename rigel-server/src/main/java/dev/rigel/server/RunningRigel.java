package dev.rigel.server;

import dev.rigel.agent.port.KeyStore;
import dev.rigel.server.resource.Resources;
import dev.rigel.server.settings.RigelSettings;
import dev.rigel.server.settings.SettingsException;
import dev.rigel.server.settings.SettingsReader;
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
    Store store = Stores.open(settings);
    try {
      SignedUrls signedUrls = SignedUrls.of(settings.folders().data(), Clock.systemUTC());
      Resources resources = resources(store);
      checkReach(settings, resources.keys());
      Services services = maker.make(settings, store, signedUrls);
      ExecutionServices executions = new ExecutionServices(settings, store, services, signedUrls);
      RigelServer server =
          new RigelServer(settings, services, resources, executions, signedUrls, preparing);
      server.start();
      store.publishAddress(server.address());
      store.keepTidy(settings.storage().age());
      executions.resume();
      return new RunningRigel(store, server, executions);
    } catch (RuntimeException e) {
      store.close();
      throw e;
    }
  }

  /** What the store keeps. */
  public static Resources resources(Store store) {
    return new Resources(
        store.sessions(),
        store.blobs(),
        store.files(),
        store.executions(),
        store.feedback(),
        store.programs(),
        store.keys());
  }

  private static void checkReach(RigelSettings settings, KeyStore keys) {
    String host = settings.server().host();
    if (settings.server().apiKeys().isEmpty()
        && keys.keys().isEmpty()
        && !SettingsReader.isLoopback(host)) {
      throw new SettingsException(
          List.of(
              "server.host = "
                  + host
                  + " is not a loopback address, and there are no API keys: everybody on the"
                  + " network could use this server. Make a key with \"rigel keys create\", set"
                  + " RIGEL_API_KEYS, or listen on 127.0.0.1."));
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
