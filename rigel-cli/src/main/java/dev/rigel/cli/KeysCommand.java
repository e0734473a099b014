package dev.rigel.cli;

import dev.rigel.protocol.KeyCreation;
import dev.rigel.protocol.KeyLimitsInfo;
import dev.rigel.protocol.KeyReader;
import dev.rigel.server.settings.RigelSettings;
import dev.rigel.server.settings.Setting;
import dev.rigel.server.settings.SettingsReader;
import dev.rigel.server.signed.AdministrationTokens;
import dev.rigel.server.signed.SignedTokens;
import dev.rigel.store.FolderLock;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code rigel keys}: makes, lists and revokes the API keys of a server. */
@Command(
    name = "keys",
    description = "Makes, lists and revokes API keys, also while a server runs.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class KeysCommand implements Runnable {
  private static final JsonMapper JSON = JsonMapper.shared();

  @Spec private CommandSpec spec = CommandSpec.create();

  static CommandLine commandLine(Console console) {
    CommandLine keys = new CommandLine(new KeysCommand());
    keys.addSubcommand(new CreateKey(console));
    keys.addSubcommand(new ListKeys(console));
    keys.addSubcommand(new RevokeKey(console));
    return keys;
  }

  @Override
  public void run() {
    throw new ParameterException(
        new CommandLine(spec), "a command is missing: create, list or revoke");
  }

  /** Which server's keys are meant. */
  static final class Where {
    @Option(
        names = "--url",
        paramLabel = "BASE",
        description = "A server elsewhere, its base ending in /v1.")
    private @Nullable String url;

    @Option(
        names = "--key",
        paramLabel = "K",
        description = "A key of that server with the scope admin.")
    private @Nullable String key;

    @Option(names = "--data", paramLabel = "DIR", description = "The data folder.")
    private @Nullable Path data;

    /** The named server, else the one that owns the data folder, else the folder itself. */
    private KeyAdministration open(Console console) {
      if (url != null) {
        return new ServerKeys(url, () -> Optional.ofNullable(key));
      }
      RigelSettings settings =
          SettingsReader.read(
              Optional.empty(),
              console.environment(),
              data == null ? Map.of() : Map.of(Setting.DATA, data.toString()));
      Path folder = settings.folders().data();
      Optional<URI> running = FolderLock.serverAddress(folder);
      if (running.isEmpty()) {
        return new StoredKeys(settings);
      }
      AdministrationTokens tokens =
          new AdministrationTokens(SignedTokens.of(folder, Clock.systemUTC()));
      return new ServerKeys(running.get() + "/v1", () -> Optional.of(tokens.create()));
    }
  }

  @Command(
      name = "create",
      description = {
        "Makes a key and prints it: this once, for only its hash is kept.",
        "As soon as there is a key, requests need one."
      },
      mixinStandardHelpOptions = true)
  private static final class CreateKey implements Runnable {
    private final Console console;

    @Mixin private Where where = new Where();

    @Parameters(paramLabel = "NAME", arity = "0..1", description = "What the key is for.")
    private String name = "";

    @Option(
        names = "--tenant",
        paramLabel = "T",
        description = {
          "Whose sessions, files and programs the key sees (default: its own).",
          "local: those that were made before there were keys."
        })
    private @Nullable String tenant;

    @Option(names = "--admin", description = "The key may also manage the server.")
    private boolean admin;

    @Option(
        names = "--requests-per-minute",
        paramLabel = "N",
        description = "Most calls in a minute (default: no limit).")
    private int requestsPerMinute;

    @Option(
        names = "--concurrent-runs",
        paramLabel = "N",
        description = "Most runs at the same time (default: no limit).")
    private int concurrentRuns;

    @Option(
        names = "--bytes-per-day",
        paramLabel = "N",
        description = "Most bytes sent in a day (default: no limit).")
    private long bytesPerDay;

    @Option(
        names = "--credits-per-month",
        paramLabel = "X",
        description = "Most credits used in a month (default: no limit).")
    private double creditsPerMonth;

    @Option(names = "--json", description = "Prints the key as on the wire.")
    private boolean json;

    CreateKey(Console console) {
      this.console = console;
    }

    @Override
    public void run() {
      KeyCreation wish =
          KeyReader.creation(
              new KeyCreation(
                      name,
                      Optional.ofNullable(tenant),
                      admin,
                      new KeyLimitsInfo(
                          requestsPerMinute, concurrentRuns, bytesPerDay, creditsPerMonth))
                  .toJson());
      try (KeyAdministration keys = where.open(console)) {
        JsonNode made = keys.create(wish);
        if (json) {
          console.out().println(JSON.writeValueAsString(made));
          return;
        }
        console.out().println(made.path("key").asString(""));
        console
            .err()
            .println(
                "Its id is "
                    + made.path("id").asString("")
                    + ", its tenant "
                    + made.path("tenant").asString("")
                    + ". Keep the key: it is not shown again.");
      }
    }
  }

  @Command(
      name = "list",
      description = "Shows every key with its tenant, scopes and limits; never the key itself.",
      mixinStandardHelpOptions = true)
  private static final class ListKeys implements Runnable {
    private static final String ROW = "%-20s %-16s %-20s %-10s %-8s %s%n";

    private final Console console;

    @Mixin private Where where = new Where();

    @Option(names = "--json", description = "Prints the keys as on the wire.")
    private boolean json;

    ListKeys(Console console) {
      this.console = console;
    }

    @Override
    public void run() {
      try (KeyAdministration keys = where.open(console)) {
        List<JsonNode> all = keys.keys();
        if (json) {
          console.out().println(JSON.writeValueAsString(all));
          return;
        }
        console.out().printf(ROW, "ID", "NAME", "TENANT", "SCOPES", "STATE", "LIMITS");
        for (JsonNode key : all) {
          console
              .out()
              .printf(
                  ROW,
                  key.path("id").asString(""),
                  key.path("name").asString(""),
                  key.path("tenant").asString(""),
                  scopes(key),
                  key.path("revoked_at").isNull() ? "active" : "revoked",
                  limits(key.path("limits")));
        }
      }
    }

    private static String scopes(JsonNode key) {
      return String.join(
          ",", key.path("scopes").values().stream().map(scope -> scope.asString("")).toList());
    }

    private static String limits(JsonNode limits) {
      List<String> set = new ArrayList<>();
      add(set, limits, "requests_per_minute", "requests a minute");
      add(set, limits, "concurrent_runs", "runs at a time");
      add(set, limits, "bytes_per_day", "bytes a day");
      add(set, limits, "credits_per_month", "credits a month");
      return set.isEmpty() ? "none" : String.join(", ", set);
    }

    private static void add(List<String> set, JsonNode limits, String name, String inWords) {
      if (limits.path(name).asDouble(0) > 0) {
        set.add(limits.path(name).asString("") + " " + inWords);
      }
    }
  }

  @Command(
      name = "revoke",
      description = "Ends a key, on a running server within seconds.",
      mixinStandardHelpOptions = true)
  private static final class RevokeKey implements Runnable {
    private final Console console;

    @Mixin private Where where = new Where();

    @Parameters(paramLabel = "ID", description = "The key's id, as list shows it.")
    private String id = "";

    RevokeKey(Console console) {
      this.console = console;
    }

    @Override
    public void run() {
      try (KeyAdministration keys = where.open(console)) {
        JsonNode revoked = keys.revoke(id);
        console.out().println("revoked " + revoked.path("id").asString(""));
      }
    }
  }
}
