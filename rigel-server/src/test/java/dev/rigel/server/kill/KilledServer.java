package dev.rigel.server.kill;

import dev.rigel.server.Rigel;
import dev.rigel.server.RunningRigel;
import dev.rigel.server.settings.RigelSettings;
import dev.rigel.server.settings.SettingsReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * The process that is killed: a whole server, set up by environment variables as users do it. It
 * pulls no models; the load asks for nothing that needs one.
 */
final class KilledServer {
  private KilledServer() {}

  public static void main(String[] arguments) throws InterruptedException {
    RigelSettings settings = SettingsReader.read(Optional.empty(), System.getenv(), Map.of());
    CountDownLatch stop = new CountDownLatch(1);
    CountDownLatch closed = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> {
              stop.countDown();
              try {
                closed.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            }));
    try (Rigel rigel = new Rigel(settings, System.getenv(), _ -> {});
        RunningRigel running =
            RunningRigel.start(
                settings, (_, store, urls) -> rigel.services(store, urls), List::of)) {
      System.out.println("listens " + running.address());
      stop.await();
    }
    closed.countDown();
  }
}
