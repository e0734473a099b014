package dev.rigel.server.settings;

import dev.rigel.server.settings.RigelSettings.McpServer;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the list {@code mcp}: servers whose tools programs may call. */
final class McpServersReader {
  private static final Set<String> KEYS =
      Set.of("name", "command", "environment", "url", "headers", "key_env", "tools", "time");

  /** Also begins the names of tools in programs. */
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]{0,19}");

  private static final Set<String> TAKEN =
      Set.of("core", "document", "image", "video", "viz", "web");

  private static final Duration USUAL_TIME = Duration.ofSeconds(60);

  private final SettingValues values;
  private final Map<String, String> environment;

  McpServersReader(SettingValues values, Map<String, String> environment) {
    this.values = values;
    this.environment = environment;
  }

  List<McpServer> read(List<SettingsEntry> entries) {
    List<McpServer> servers = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (SettingsEntry entry : entries) {
      server(entry)
          .ifPresent(server -> {
            if (!names.add(server.name())) {
              values.problem("Two MCP servers are named " + server.name() + ".");
            }
            servers.add(server);
          });
    }
    return servers;
  }

  private Optional<McpServer> server(SettingsEntry entry) {
    entry.only(KEYS);
    Optional<String> name = entry.text("name");
    if (name.filter(text -> NAME.matcher(text).matches() && !TAKEN.contains(text)).isEmpty()) {
      entry.problem(
          "name", "is not a name of up to 20 small letters and digits that no toolset has yet");
      return Optional.empty();
    }
    List<String> command = entry.list("command");
    Optional<URI> url = entry.url("url");
    if (command.isEmpty() == url.isEmpty()) {
      entry.problem(
          "command", "or url is needed, one of them: how to start the server, or where it is");
      return Optional.empty();
    }
    Map<String, String> headers = new LinkedHashMap<>(entry.texts("headers"));
    entry
        .secret("key", environment)
        .ifPresent(key -> headers.put("Authorization", "Bearer " + key));
    return Optional.of(
        new McpServer(
            name.get(),
            command,
            entry.texts("environment"),
            url,
            headers,
            entry.list("tools"),
            entry.time("time").orElse(USUAL_TIME)));
  }
}
