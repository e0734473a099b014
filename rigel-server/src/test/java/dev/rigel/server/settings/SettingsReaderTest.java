package dev.rigel.server.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rigel.store.Durability;
import dev.rigel.store.PostgresUrl;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsReaderTest {
  @TempDir Path folder;

  @Test
  void hasDefaultsForEverything() {
    RigelSettings settings = read(Map.of(), Map.of());

    assertThat(settings.server().host()).isEqualTo("127.0.0.1");
    assertThat(settings.server().port()).isEqualTo(8080);
    assertThat(settings.server().bodyLimit()).isEqualTo(64 << 20);
    assertThat(settings.server().waiting()).isEqualTo(64);
    assertThat(settings.server().chatTime()).isEqualTo(Duration.ofSeconds(300));
    assertThat(settings.server().keepAlive()).isEqualTo(Duration.ofSeconds(10));
    assertThat(settings.durability()).isEqualTo(Durability.NORMAL);
    assertThat(settings.folders().data()).isEqualTo(folder.resolve(".local/share/rigel"));
    assertThat(settings.mediaLimits())
        .isEqualTo(new RigelSettings.MediaLimits(200L << 20, 100_000_000, 2_000));
    assertThat(settings.languageModels()).isEmpty();
    assertThat(settings.origins()).containsOnlyKeys(Setting.values());
  }

  @Test
  void takesFlagsOverEnvironmentOverFileOverDefaults() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("my.yaml"),
            """
            server:
              port: 1001
              running: 3
              waiting: 7
              api_keys: [a, b]
            """);
    RigelSettings settings =
        SettingsReader.read(
            Optional.of(file),
            environment(Map.of("RIGEL_PORT", "1002", "RIGEL_RUNNING", "4")),
            Map.of(Setting.PORT, "1003"));

    assertThat(settings.server().port()).isEqualTo(1003);
    assertThat(settings.server().running()).isEqualTo(4);
    assertThat(settings.server().waiting()).isEqualTo(7);
    assertThat(settings.server().apiKeys()).containsExactly("a", "b");
    assertThat(settings.origins().get(Setting.PORT))
        .isEqualTo(new RigelSettings.Origin("1003", "command line"));
    assertThat(settings.origins().get(Setting.RUNNING))
        .isEqualTo(new RigelSettings.Origin("4", "environment RIGEL_RUNNING"));
    assertThat(settings.origins().get(Setting.WAITING))
        .isEqualTo(new RigelSettings.Origin("7", file.toString()));
    assertThat(settings.origins().get(Setting.GRACE))
        .isEqualTo(new RigelSettings.Origin("10s", "default"));
    assertThat(settings.origins())
        .hasEntrySatisfying(Setting.API_KEYS, origin -> assertThat(origin.text()).isEqualTo("***"));
  }

  @Test
  void findsTheFileInTheDataFolder() throws IOException {
    Files.writeString(folder.resolve("rigel.yaml"), "data:\n  durability: full\n");
    assertThat(read(Map.of(), Map.of(Setting.DATA, folder.toString())).durability())
        .isEqualTo(Durability.FULL);
    assertThat(read(Map.of("RIGEL_DATA_DIR", folder.toString()), Map.of()).durability())
        .isEqualTo(Durability.FULL);
  }

  @Test
  void takesAnEmptyFile() throws IOException {
    Files.writeString(folder.resolve("rigel.yaml"), "# nothing yet\n");
    assertThat(read(Map.of(), Map.of(Setting.DATA, folder.toString())).server().port())
        .isEqualTo(8080);
  }

  @Test
  void reportsAllProblemsAtOnceWithTheirPlaces() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("my.yaml"), "server:\n  prot: 1\n  port: many\nlimits: 7\n");
    SettingsException failure =
        catchThrowableOfType(
            SettingsException.class,
            () ->
                SettingsReader.read(
                    Optional.of(file),
                    environment(
                        Map.of(
                            "RIGEL_BODY_LIMIT", "1GiB",
                            "RIGEL_CHAT_TIME", "soon",
                            "RIGEL_LLM_MODEL", "qwen",
                            "RIGEL_PUBLIC_URL", "rigel.example")),
                    Map.of(Setting.DURABILITY, "eternal")));

    assertThat(failure.problems())
        .hasSize(8)
        .anyMatch(p -> p.contains("no setting server.prot"))
        .anyMatch(p -> p.contains("limits is not a section"))
        .anyMatch(p -> p.contains("server.port = many (" + file + ")"))
        .anyMatch(p -> p.contains("RIGEL_BODY_LIMIT"))
        .anyMatch(p -> p.contains("RIGEL_CHAT_TIME"))
        .anyMatch(p -> p.contains("RIGEL_LLM_MODEL"))
        .anyMatch(p -> p.contains("RIGEL_PUBLIC_URL"))
        .anyMatch(p -> p.contains("data.durability = eternal (command line)"));
  }

  @Test
  void readsHostsAndKeys() {
    assertThat(
            read(Map.of("RIGEL_API_KEYS", "k1, k2,"), Map.of(Setting.HOST, "0.0.0.0"))
                .server()
                .apiKeys())
        .containsExactly("k1", "k2");
    assertThat(read(Map.of(), Map.of(Setting.HOST, "::1")).server().host()).isEqualTo("::1");
  }

  @Test
  void knowsWhichHostsAreThisMachineOnly() {
    for (String host : new String[] {"127.0.0.1", "::1", "localhost"}) {
      assertThat(SettingsReader.isLoopback(host)).as(host).isTrue();
    }
    for (String host : new String[] {"0.0.0.0", "::", "192.0.2.7", "no-such-host.invalid"}) {
      assertThat(SettingsReader.isLoopback(host)).as(host).isFalse();
    }
  }

  @Test
  void neverShowsASecretInAProblem() {
    SettingsException failure =
        catchThrowableOfType(
            SettingsException.class,
            () -> read(Map.of("RIGEL_API_KEYS", "topsecret", "RIGEL_PORT", "x"), Map.of()));
    assertThat(failure.getMessage()).doesNotContain("topsecret");
  }

  @Test
  void readsTheLanguageEndpoint() {
    RigelSettings.LanguageEndpoint model =
        read(
                Map.of(
                    "RIGEL_LLM_BASE_URL", "http://127.0.0.1:11434/v1/",
                    "RIGEL_LLM_MODEL", "qwen",
                    "RIGEL_LLM_API_KEY", "topsecret",
                    "RIGEL_LLM_IMAGES", "true"),
                Map.of())
            .languageModels()
            .getFirst();

    assertThat(model.name()).isEqualTo("qwen");
    assertThat(model.baseUrl()).contains(URI.create("http://127.0.0.1:11434/v1"));
    assertThat(model.apiKey()).contains("topsecret");
    assertThat(model.roles()).containsExactlyInAnyOrder(RigelSettings.LanguageRole.values());
    assertThat(model.abilities().images()).contains(true);
    assertThat(model.toString()).doesNotContain("topsecret");
  }

  @Test
  void readsSeveralModelsWithTheirRoles() throws IOException {
    RigelSettings settings =
        readFile(
            """
            models:
              - name: large
                base_url: http://10.0.0.5:8000/v1
                model: Qwen/Qwen2.5-Coder-32B-Instruct
                api_key_env: LARGE_KEY
                roles: [planner, writer]
                context: 65536
                price_prompt: 0.15
                price_completion: 0.6
              - base_url: https://models.example.com/v1
                model: some-vl
                roles: looker
                images: true
                coordinates: pixels
                image_side: 1024
              - name: rigel-embedded
                roles: [planner]
            """,
            Map.of("LARGE_KEY", "topsecret"));

    assertThat(settings.languageModels())
        .extracting(RigelSettings.LanguageEndpoint::name)
        .containsExactly("large", "some-vl", "rigel-embedded");
    RigelSettings.LanguageEndpoint large = settings.languageModels().get(0);
    assertThat(large.apiKey()).contains("topsecret");
    assertThat(large.roles())
        .containsExactlyInAnyOrder(
            RigelSettings.LanguageRole.PLANNER, RigelSettings.LanguageRole.WRITER);
    assertThat(large.context()).hasValue(65_536);
    assertThat(large.price()).contains(new RigelSettings.ModelPrice(0.15, 0.6));
    assertThat(large.abilities().images()).isEmpty();
    RigelSettings.LanguageEndpoint looker = settings.languageModels().get(1);
    assertThat(looker.sight().scale()).contains(RigelSettings.Coordinates.PIXELS);
    assertThat(looker.sight().longestSide()).hasValue(1_024);
    assertThat(settings.languageModels().get(2).baseUrl()).isEmpty();
  }

  @Test
  void namesEverythingThatIsWrongInAListOfModels() {
    SettingsException failure =
        catchThrowableOfType(
            SettingsException.class,
            () ->
                readFile(
                    """
                    models:
                      - model: a
                      - base_url: http://x/v1
                      - {base_url: ftp://x, model: b, roles: [cook], coordinates: inches, color: red}
                      - {base_url: http://x/v1, model: c, api_key_env: NOT_THERE, context: 12}
                      - {base_url: http://x/v1, model: c}
                      - {name: rigel-embedded, base_url: http://x/v1}
                      - just words
                    """,
                    Map.of()));

    assertThat(failure.getMessage())
        .contains(
            "models[0].base_url is missing",
            "models[1].model is missing",
            "models[2].base_url is not an http",
            "models[2]: there is no setting color",
            "models[2].base_url is missing",
            "models[3].api_key_env names NOT_THERE",
            "models[3].context is not a whole number from 1024",
            "Two models are named c",
            "models[5].name is that of the embedded model",
            "models[6] is not a group");
  }

  @Test
  void readsMcpServers() throws IOException {
    RigelSettings settings =
        readFile(
            """
            mcp:
              - name: files
                command: [node, server.js, /data]
                environment: {LEVEL: quiet}
                tools: [read_file]
              - name: weather
                url: https://mcp.example.com/mcp
                key_env: WEATHER_KEY
                time: 5s
            """,
            Map.of("WEATHER_KEY", "topsecret"));

    RigelSettings.McpServer files = settings.mcpServers().getFirst();
    assertThat(files.command()).containsExactly("node", "server.js", "/data");
    assertThat(files.environment()).containsEntry("LEVEL", "quiet");
    assertThat(files.tools()).containsExactly("read_file");
    assertThat(files.time()).isEqualTo(Duration.ofSeconds(60));
    RigelSettings.McpServer weather = settings.mcpServers().getLast();
    assertThat(weather.url()).contains(URI.create("https://mcp.example.com/mcp"));
    assertThat(weather.headers()).containsEntry("Authorization", "Bearer topsecret");
    assertThat(weather.time()).isEqualTo(Duration.ofSeconds(5));
    assertThat(weather.toString()).doesNotContain("topsecret");
  }

  @Test
  void namesEverythingThatIsWrongInAListOfMcpServers() {
    SettingsException failure =
        catchThrowableOfType(
            SettingsException.class,
            () ->
                readFile(
                    """
                    mcp:
                      - {name: image, command: x}
                      - {name: both, command: x, url: http://x/mcp}
                      - {name: neither}
                      - {name: late, command: x, time: soon}
                      - {name: late, command: x, colour: red}
                    """,
                    Map.of()));

    assertThat(failure.getMessage())
        .contains(
            "mcp[0].name is not a name",
            "mcp[1].command or url",
            "mcp[2].command or url",
            "mcp[3].time is not a time",
            "Two MCP servers are named late",
            "mcp[4]: there is no setting colour");
  }

  private RigelSettings readFile(String text, Map<String, String> environment) throws IOException {
    Path file = Files.writeString(folder.resolve("models.yaml"), text);
    return SettingsReader.read(Optional.of(file), environment(environment), Map.of());
  }

  @Test
  void keepsEverythingInTheDataFolderUnlessToldOtherwise() {
    RigelSettings.StorageSettings storage = read(Map.of(), Map.of()).storage();
    assertThat(storage.database()).isEmpty();
    assertThat(storage.blobs()).isEmpty();
    assertThat(storage.age()).isEmpty();
  }

  @Test
  void readsWhereEverythingIsKept() {
    RigelSettings settings =
        read(
            Map.of(
                "RIGEL_DATABASE_URL", "postgres://anna:topsecret@db/rigel",
                "RIGEL_SESSION_DAYS", "30",
                "RIGEL_BLOBS_URL", "s3://media/nodes/one/",
                "RIGEL_BLOBS_ENDPOINT", "http://127.0.0.1:9000/",
                "RIGEL_BLOBS_ACCESS_KEY", "anna",
                "RIGEL_BLOBS_SECRET_KEY", "topsecret"),
            Map.of());
    assertThat(settings.storage().database())
        .contains(
            new PostgresUrl(
                "jdbc:postgresql://db/rigel", Optional.of("anna"), Optional.of("topsecret")));
    assertThat(settings.storage().age()).contains(Duration.ofDays(30));
    RigelSettings.ObjectStore blobs = settings.storage().blobs().orElseThrow();
    assertThat(blobs)
        .isEqualTo(
            new RigelSettings.ObjectStore(
                "media",
                "nodes/one",
                Optional.of(URI.create("http://127.0.0.1:9000")),
                "us-east-1",
                Optional.of("anna"),
                Optional.of("topsecret")));
    assertThat(blobs.toString()).doesNotContain("topsecret");
    assertThat(settings.origins().values()).noneMatch(o -> o.text().contains("topsecret"));
  }

  @Test
  void takesAWholeBucket() {
    for (String url : new String[] {"s3://media", "s3://media/"}) {
      RigelSettings.ObjectStore blobs =
          read(Map.of("RIGEL_BLOBS_URL", url), Map.of()).storage().blobs().orElseThrow();
      assertThat(blobs.bucket()).isEqualTo("media");
      assertThat(blobs.prefix()).isEmpty();
    }
  }

  @Test
  void namesEachProblemOfTheStorageAndNoSecret() {
    SettingsException failure =
        catchThrowableOfType(
            SettingsException.class,
            () ->
                read(
                    Map.of(
                        "RIGEL_DATABASE_URL", "mysql://anna:topsecret@db/rigel",
                        "RIGEL_SESSION_DAYS", "soon",
                        "RIGEL_BLOBS_URL", "http://media",
                        "RIGEL_BLOBS_SECRET_KEY", "topsecret"),
                    Map.of()));
    assertThat(failure.getMessage())
        .contains("data.database_url", "data.session_days", "blobs.url", "blobs.secret_key")
        .doesNotContain("topsecret");
    SettingsException half =
        catchThrowableOfType(
            SettingsException.class,
            () -> read(Map.of("RIGEL_BLOBS_ENDPOINT", "http://127.0.0.1:9000"), Map.of()));
    assertThat(half.getMessage()).contains("blobs.endpoint");
  }

  /** {@code -Dgolden.update=true} writes the table anew. */
  @Test
  void theDocumentationListsEverySetting() throws IOException {
    Path page = Path.of("../docs/configuration.md");
    StringBuilder table =
        new StringBuilder(
            "| `rigel.yaml` | environment | default | what for |\n|---|---|---|---|\n");
    for (Setting setting : Setting.values()) {
      String value = setting.defaultText().isEmpty() ? "" : "`" + setting.defaultText() + "`";
      table.append(
          "| `%s` | `%s` | %s | %s |\n"
              .formatted(setting.key(), setting.environmentName(), value, setting.purpose()));
    }
    if (Boolean.getBoolean("golden.update")) {
      String text = Files.readString(page);
      int from = text.indexOf("| `rigel.yaml`");
      int to = text.indexOf("\n\n", from) + 1;
      Files.writeString(page, text.substring(0, from) + table + text.substring(to));
    }
    assertThat(Files.readString(page)).contains(table);
  }

  private RigelSettings read(Map<String, String> environment, Map<Setting, String> flags) {
    return SettingsReader.read(Optional.empty(), environment(environment), flags);
  }

  private Map<String, String> environment(Map<String, String> set) {
    Map<String, String> environment = new HashMap<>(set);
    environment.put("HOME", folder.toString());
    return environment;
  }
}
