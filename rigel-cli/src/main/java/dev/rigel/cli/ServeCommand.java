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
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** {@code rigel serve}: listens at once and makes the models ready in the background. */
@Command(
    name = "serve",
    description = "Serves the HTTP interface until it is stopped.",
    mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
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
    CountDownLatch stopped = new CountDownLatch(1);
    AtomicBoolean ready = new AtomicBoolean();
    CallScope preparing = CallScope.unlimited();
    try (Rigel rigel =
            new Rigel(settings, console.environment(), new PullProgressDisplay(console));
        RunningRigel running =
            RunningRigel.start(
                settings,
                (_, store, urls) -> rigel.agent(store, urls),
                () -> ready.get() ? List.of() : List.of("model files"))) {
      console.err().println("Rigel listens on " + running.address());
      Thread.ofVirtual()
          .name("rigel-prepare")
          .start(() -> {
            rigel.prepare(preparing);
            ready.set(true);
          });
      Thread hook = new Thread(() -> stop(preparing, running, stopped), "rigel-stop");
      Runtime.getRuntime().addShutdownHook(hook);
      stopped.await();
      return ExitCode.OK;
    }
  }

  /** Runs while the process ends: answers under way get their grace time. */
  private static void stop(CallScope preparing, RunningRigel running, CountDownLatch stopped) {
    preparing.cancellation().cancel("the server is stopping");
    running.close();
    stopped.countDown();
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
