package dev.rigel.cli;

import dev.rigel.base.CallScope;
import dev.rigel.server.Rigel;
import dev.rigel.server.RunningRigel;
import dev.rigel.server.settings.RigelSettings;
import dev.rigel.server.settings.Setting;
import dev.rigel.server.settings.SettingsReader;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** {@code rigel serve}: listens at once and makes the models ready in the background. */
@Command(
    name = "serve",
    description = "Serves the HTTP interface until it is stopped.",
    mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(ServeCommand.class);

  private final Console console;

  @Option(names = "--host", description = "The address to listen on (default: 127.0.0.1).")
  private @Nullable String host;

  @Option(names = "--port", description = "The port to listen on (default: 8080; 0 for any).")
  private @Nullable Integer port;

  @Option(names = "--data", paramLabel = "DIR", description = "The data folder.")
  private @Nullable Path data;

  @Option(names = "--config", paramLabel = "FILE", description = "The configuration file.")
  private @Nullable Path config;

  @Option(
      names = "--public-url",
      paramLabel = "URL",
      description = "How clients reach this server, for signed URLs.")
  private @Nullable String publicUrl;

  ServeCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InterruptedException {
    RigelSettings settings =
        SettingsReader.read(Optional.ofNullable(config), console.environment(), flags());
    CountDownLatch stop = new CountDownLatch(1);
    CountDownLatch closed = new CountDownLatch(1);
    try {
      serve(settings, stop, closed);
      return ExitCode.OK;
    } finally {
      closed.countDown();
    }
  }

  private void serve(RigelSettings settings, CountDownLatch stop, CountDownLatch closed)
      throws InterruptedException {
    AtomicBoolean ready = new AtomicBoolean();
    CallScope preparing = CallScope.unlimited();
    try (Rigel rigel =
            new Rigel(settings, console.environment(), new PullProgressDisplay(console));
        RunningRigel running =
            RunningRigel.start(
                settings,
                (_, store, urls) -> rigel.services(store, urls),
                () -> ready.get() ? List.of() : List.of("model files"))) {
      console.err().println("Rigel listens on " + running.address());
      Thread.ofVirtual()
          .name("rigel-prepare")
          .start(() -> {
            rigel.prepare(preparing);
            ready.set(true);
          });
      Thread hook = new Thread(() -> awaitClosed(stop, closed), "rigel-stop");
      Runtime.getRuntime().addShutdownHook(hook);
      stop.await();
      preparing.cancellation().cancel("the server is stopping");
    }
  }

  /** Keeps the ending process alive while answers under way get their grace time. */
  private static void awaitClosed(CountDownLatch stop, CountDownLatch closed) {
    stop.countDown();
    try {
      if (!closed.await(1, TimeUnit.MINUTES)) {
        LOG.warn("not everything was closed within a minute");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Map<Setting, String> flags() {
    Map<Setting, String> flags = new EnumMap<>(Setting.class);
    put(flags, Setting.HOST, host);
    put(flags, Setting.PORT, port);
    put(flags, Setting.DATA, data);
    put(flags, Setting.PUBLIC_URL, publicUrl);
    return flags;
  }

  private static void put(Map<Setting, String> flags, Setting setting, @Nullable Object value) {
    if (value != null) {
      flags.put(setting, value.toString());
    }
  }
}
