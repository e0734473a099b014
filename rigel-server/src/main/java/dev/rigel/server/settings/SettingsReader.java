package dev.rigel.server.settings;

import dev.rigel.agent.Prices;
import dev.rigel.base.Folders;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Puts the configuration together: defaults, then {@code rigel.yaml}, then the environment, then
 * flags. Reports all problems at once.
 */
public final class SettingsReader {
  private static final int LARGEST_BODY = 64 * 1024 * 1024;
  private static final long LARGEST_UPLOAD = 4L << 30;

  private final SettingValues values = new SettingValues();
  private final SettingsFile file = new SettingsFile(values);

  private SettingsReader() {}

  /**
   * @param config the file to read; absent means {@code rigel.yaml} in the data folder, if it is
   *     there
   * @param environment as of {@link System#getenv()}
   * @param flags what the command line sets
   * @throws SettingsException naming every problem
   */
  public static RigelSettings read(
      Optional<Path> config, Map<String, String> environment, Map<Setting, String> flags) {
    return new SettingsReader().settings(config, environment, flags);
  }

  private RigelSettings settings(
      Optional<Path> config, Map<String, String> environment, Map<Setting, String> flags) {
    Folders folders = Folders.of(environment);
    // The data folder of a file in the data folder cannot come from that file.
    Path dataFolder =
        Optional.ofNullable(flags.get(Setting.DATA)).map(Path::of).orElse(folders.data());
    Path inDataFolder = dataFolder.resolve("rigel.yaml");
    if (config.isPresent() || Files.exists(inDataFolder)) {
      file.read(config.orElse(inDataFolder));
    }
    for (Setting setting : Setting.values()) {
      @Nullable String value = environment.get(setting.environmentName());
      if (value != null && !value.isBlank()) {
        values.set(setting, value.strip(), "environment " + setting.environmentName());
      }
      @Nullable String flag = flags.get(setting);
      if (flag != null) {
        values.set(setting, flag.strip(), "command line");
      }
    }
    RigelSettings settings = checked(folders, environment);
    if (!values.problems().isEmpty()) {
      throw new SettingsException(values.problems());
    }
    return settings;
  }

  private RigelSettings checked(Folders folders, Map<String, String> environment) {
    RigelSettings.ServerSettings server = server();
    Path cache = values.text(Setting.CACHE).map(Path::of).orElse(folders.cache());
    Path data = values.text(Setting.DATA).map(Path::of).orElse(folders.data());
    return new RigelSettings(
        server,
        new RigelSettings.BackgroundSettings(
            (int) values.whole(Setting.BACKGROUND_RUNS, 1, 1_000),
            values.time(Setting.BACKGROUND_TIME),
            values.text(Setting.WEBHOOK_SECRET)),
        new Folders(cache, data),
        new StorageReader(values).read(),
        new ModelsReader(values, environment).read(file.models()),
        languageVariant(),
        endpoints(),
        new McpServersReader(values, environment).read(file.mcpServers()),
        values.list(Setting.FETCH_ALLOW),
        new RigelSettings.MediaLimits(
            values.size(Setting.MEDIUM_LIMIT, 1, 1L << 40),
            values.whole(Setting.PIXEL_LIMIT, 1, Integer.MAX_VALUE),
            (int) values.whole(Setting.PAGE_LIMIT, 1, 1_000_000)),
        values.text(Setting.FFMPEG).map(Path::of),
        RigelSettings.LibreOfficeSettings.of(values.found(Setting.LIBREOFFICE)),
        new Prices(
            values.price(Setting.PRICE_PROMPT),
            values.price(Setting.PRICE_COMPLETION),
            values.price(Setting.PRICE_STEP)),
        values.shown());
  }

  private RigelSettings.ServerSettings server() {
    return new RigelSettings.ServerSettings(
        values.found(Setting.HOST),
        (int) values.whole(Setting.PORT, 0, 65_535),
        values.url(Setting.PUBLIC_URL),
        values.list(Setting.API_KEYS),
        values.list(Setting.CORS_ORIGINS),
        (int) values.size(Setting.BODY_LIMIT, 1, LARGEST_BODY),
        values.size(Setting.UPLOAD_BYTES, 1, LARGEST_UPLOAD),
        (int) values.whole(Setting.RUNNING, 1, 10_000),
        (int) values.whole(Setting.WAITING, 0, 100_000),
        values.time(Setting.CHAT_TIME),
        values.time(Setting.KEEP_ALIVE),
        values.time(Setting.GRACE));
  }

  private Map<RigelSettings.Port, RigelSettings.Endpoint> endpoints() {
    Map<RigelSettings.Port, RigelSettings.Endpoint> endpoints =
        new EnumMap<>(RigelSettings.Port.class);
    Optional<String> key = values.text(Setting.ENDPOINTS_KEY);
    for (RigelSettings.Port port : RigelSettings.Port.values()) {
      values
          .url(port.setting())
          .ifPresent(address -> endpoints.put(port, new RigelSettings.Endpoint(address, key)));
    }
    return endpoints;
  }

  private String languageVariant() {
    String variant = values.text(Setting.LLM_VARIANT).orElse("cpu").toLowerCase(Locale.ROOT);
    if (!List.of("cpu", "cuda", "vulkan").contains(variant)) {
      values.problem(Setting.LLM_VARIANT, "is cpu, cuda or vulkan");
    }
    return variant;
  }

  /** Whether only this machine reaches an address. */
  public static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
