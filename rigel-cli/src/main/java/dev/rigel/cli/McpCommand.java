package dev.rigel.cli;

import dev.rigel.base.CallScope;
import dev.rigel.server.Rigel;
import dev.rigel.server.RunningRigel;
import dev.rigel.server.settings.RigelSettings;
import dev.rigel.server.settings.Setting;
import dev.rigel.server.settings.SettingsReader;
import dev.rigel.server.signed.AdministrationTokens;
import dev.rigel.server.signed.SignedTokens;
import dev.rigel.store.FolderLock;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/**
 * {@code rigel mcp}: the tools for a client of the Model Context Protocol that starts its servers
 * itself. Messages are lines on the standard streams; a server does the work, the one that runs on
 * the data folder or one of this process.
 */
@Command(
    name = "mcp",
    description = "Offers the tools to an MCP client over standard input and output.",
    mixinStandardHelpOptions = true)
final class McpCommand implements Callable<Integer> {
  private final Console console;
  private final InputStream in;

  @Option(names = "--data", paramLabel = "DIR", description = "The data folder.")
  private @Nullable Path data;

  /**
   * @param in the client's messages
   */
  McpCommand(Console console, InputStream in) {
    this.console = console;
    this.in = in;
  }

  @Override
  public Integer call() {
    Map<Setting, String> flags = new EnumMap<>(Setting.class);
    flags.put(Setting.PORT, "0");
    if (data != null) {
      flags.put(Setting.DATA, data.toString());
    }
    RigelSettings settings = SettingsReader.read(Optional.empty(), console.environment(), flags);
    Optional<URI> running = FolderLock.serverAddress(settings.folders().data());
    if (running.isPresent()) {
      pass(running.get(), settings);
      return ExitCode.OK;
    }
    try (Rigel rigel =
            new Rigel(settings, console.environment(), new PullProgressDisplay(console));
        RunningRigel own =
            RunningRigel.start(
                settings, (_, store, urls) -> rigel.services(store, urls), List::of)) {
      CallScope preparing = CallScope.unlimited();
      Thread.ofVirtual().name("rigel-prepare").start(() -> rigel.prepare(preparing));
      pass(own.address(), settings);
      preparing.cancellation().cancel("the client has gone away");
    }
    return ExitCode.OK;
  }

  private void pass(URI server, RigelSettings settings) {
    // Who may read the data folder may use its server.
    String key =
        settings.server().apiKeys().stream()
            .findFirst()
            .orElseGet(() ->
                new AdministrationTokens(
                        SignedTokens.of(settings.folders().data(), Clock.systemUTC()))
                    .create());
    try (McpBridge bridge = new McpBridge(server.resolve("/mcp"), key, console.out());
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isBlank()) {
          bridge.pass(line);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
