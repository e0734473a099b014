package dev.rigel.server.settings;

import dev.rigel.agent.Prices;
import dev.rigel.base.Folders;
import dev.rigel.store.Durability;
import dev.rigel.store.PostgresUrl;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Puts the configuration together: defaults, then {@code rigel.yaml}, then the environment, then
 * flags. Reports all problems at once.
 */
public final class SettingsReader {
  private static final Pattern SIZE =
      Pattern.compile("(\\d{1,12})\\s*(B|KiB|MiB|GiB)?", Pattern.CASE_INSENSITIVE);
  private static final Pattern TIME = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h)?");
  private static final Pattern PRICE = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?");
  private static final Pattern OBJECT_STORE =
      Pattern.compile(
          "s3://(?<bucket>[A-Za-z0-9.-]{3,63})(?:/+(?<prefix>[\\w!.*'()/-]*[\\w!.*'()-])?/*)?");
  private static final int LARGEST_BODY = 64 * 1024 * 1024;
  private static final long LARGEST_UPLOAD = 4L << 30;

  private final Map<Setting, RigelSettings.Origin> found = new EnumMap<>(Setting.class);
  private final List<String> problems = new ArrayList<>();

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
    for (Setting setting : Setting.values()) {
      found.put(setting, new RigelSettings.Origin(setting.defaultText(), "default"));
    }
    Folders folders = Folders.of(environment);
    // The data folder of a file in the data folder cannot come from that file.
    Path dataFolder =
        Optional.ofNullable(flags.get(Setting.DATA)).map(Path::of).orElse(folders.data());
    Path inDataFolder = dataFolder.resolve("rigel.yaml");
    if (config.isPresent() || Files.exists(inDataFolder)) {
      readFile(config.orElse(inDataFolder));
    }
    for (Setting setting : Setting.values()) {
      @Nullable String value = environment.get(setting.environmentName());
      if (value != null && !value.isBlank()) {
        found.put(
            setting,
            new RigelSettings.Origin(value.strip(), "environment " + setting.environmentName()));
      }
      @Nullable String flag = flags.get(setting);
      if (flag != null) {
        found.put(setting, new RigelSettings.Origin(flag.strip(), "command line"));
      }
    }
    RigelSettings settings = checked(folders);
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
    return settings;
  }

  private void readFile(Path file) {
    JsonNode root;
    try {
      root = new YAMLMapper().readTree(Files.readAllBytes(file));
    } catch (IOException e) {
      problems.add(file + " cannot be read.");
      return;
    } catch (JacksonException e) {
      problems.add(file + " is not valid YAML at line " + e.getLocation().getLineNr() + ".");
      return;
    }
    if (root.isMissingNode() || root.isNull()) {
      return;
    }
    for (Map.Entry<String, JsonNode> section : root.properties()) {
      if (!section.getValue().isObject()) {
        problems.add(file + ": " + section.getKey() + " is not a section of settings.");
        continue;
      }
      for (Map.Entry<String, JsonNode> entry : section.getValue().properties()) {
        String key = section.getKey() + "." + entry.getKey();
        Setting.withKey(key)
            .ifPresentOrElse(
                setting ->
                    found.put(
                        setting,
                        new RigelSettings.Origin(yamlText(entry.getValue()), file.toString())),
                () -> problems.add(file + ": there is no setting " + key + "."));
      }
    }
  }

  private static String yamlText(JsonNode value) {
    if (value.isArray()) {
      return String.join(",", value.values().stream().map(JsonNode::asString).toList());
    }
    return value.isNull() ? "" : value.asString();
  }

  private RigelSettings checked(Folders folders) {
    RigelSettings.ServerSettings server = server();
    Path cache = text(Setting.CACHE).map(Path::of).orElse(folders.cache());
    Path data = text(Setting.DATA).map(Path::of).orElse(folders.data());
    return new RigelSettings(
        server,
        new RigelSettings.BackgroundSettings(
            (int) whole(Setting.BACKGROUND_RUNS, 1, 1_000),
            time(Setting.BACKGROUND_TIME),
            text(Setting.WEBHOOK_SECRET)),
        new Folders(cache, data),
        storage(),
        languageEndpoint(),
        languageVariant(),
        endpoints(),
        list(Setting.FETCH_ALLOW),
        new RigelSettings.MediaLimits(
            size(Setting.MEDIUM_LIMIT, 1, 1L << 40),
            whole(Setting.PIXEL_LIMIT, 1, Integer.MAX_VALUE),
            (int) whole(Setting.PAGE_LIMIT, 1, 1_000_000)),
        text(Setting.FFMPEG).map(Path::of),
        new Prices(
            price(Setting.PRICE_PROMPT),
            price(Setting.PRICE_COMPLETION),
            price(Setting.PRICE_STEP)),
        shown());
  }

  private RigelSettings.StorageSettings storage() {
    Durability durability =
        switch (found(Setting.DURABILITY).toLowerCase(Locale.ROOT)) {
          case "normal" -> Durability.NORMAL;
          case "full" -> Durability.FULL;
          default -> {
            problem(Setting.DURABILITY, "is neither normal nor full");
            yield Durability.NORMAL;
          }
        };
    long days = whole(Setting.SESSION_DAYS, 0, 36_500);
    return new RigelSettings.StorageSettings(
        durability,
        database(),
        objectStore(),
        days == 0 ? Optional.empty() : Optional.of(Duration.ofDays(days)));
  }

  private Optional<PostgresUrl> database() {
    try {
      return text(Setting.DATABASE_URL).map(PostgresUrl::parse);
    } catch (IllegalArgumentException e) {
      problem(Setting.DATABASE_URL, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private Optional<RigelSettings.ObjectStore> objectStore() {
    Optional<String> access = text(Setting.BLOBS_ACCESS_KEY);
    Optional<String> secret = text(Setting.BLOBS_SECRET_KEY);
    if (access.isPresent() != secret.isPresent()) {
      problem(
          access.isPresent() ? Setting.BLOBS_ACCESS_KEY : Setting.BLOBS_SECRET_KEY,
          "is one of a pair: set both, access key and secret key, or neither");
    }
    Optional<URI> endpoint = url(Setting.BLOBS_ENDPOINT);
    Optional<String> text = text(Setting.BLOBS_URL);
    if (text.isEmpty()) {
      if (endpoint.isPresent()) {
        problem(Setting.BLOBS_ENDPOINT, "is set, but " + Setting.BLOBS_URL.key() + " is not");
      }
      return Optional.empty();
    }
    Matcher place = OBJECT_STORE.matcher(text.get());
    if (!place.matches()) {
      problem(Setting.BLOBS_URL, "is not of the form s3://bucket or s3://bucket/prefix");
      return Optional.empty();
    }
    return Optional.of(
        new RigelSettings.ObjectStore(
            place.group("bucket"),
            Optional.ofNullable(place.group("prefix")).orElse(""),
            endpoint,
            found(Setting.BLOBS_REGION),
            access,
            secret));
  }

  private RigelSettings.ServerSettings server() {
    return new RigelSettings.ServerSettings(
        found(Setting.HOST),
        (int) whole(Setting.PORT, 0, 65_535),
        url(Setting.PUBLIC_URL),
        list(Setting.API_KEYS),
        list(Setting.CORS_ORIGINS),
        (int) size(Setting.BODY_LIMIT, 1, LARGEST_BODY),
        size(Setting.UPLOAD_BYTES, 1, LARGEST_UPLOAD),
        (int) whole(Setting.RUNNING, 1, 10_000),
        (int) whole(Setting.WAITING, 0, 100_000),
        time(Setting.CHAT_TIME),
        time(Setting.KEEP_ALIVE),
        time(Setting.GRACE));
  }

  private Map<RigelSettings.Port, RigelSettings.Endpoint> endpoints() {
    Map<RigelSettings.Port, RigelSettings.Endpoint> endpoints =
        new EnumMap<>(RigelSettings.Port.class);
    Optional<String> key = text(Setting.ENDPOINTS_KEY);
    for (RigelSettings.Port port : RigelSettings.Port.values()) {
      url(port.setting())
          .ifPresent(address -> endpoints.put(port, new RigelSettings.Endpoint(address, key)));
    }
    return endpoints;
  }

  private Optional<RigelSettings.LanguageEndpoint> languageEndpoint() {
    Optional<URI> base = url(Setting.LLM_BASE_URL);
    Optional<String> model = text(Setting.LLM_MODEL);
    if (base.isEmpty()) {
      if (model.isPresent()) {
        problem(
            Setting.LLM_MODEL, "names a model, but " + Setting.LLM_BASE_URL.key() + " is not set");
      }
      return Optional.empty();
    }
    if (model.isEmpty()) {
      problem(
          Setting.LLM_BASE_URL,
          "names an endpoint, but " + Setting.LLM_MODEL.key() + " is not set");
      return Optional.empty();
    }
    return Optional.of(
        new RigelSettings.LanguageEndpoint(
            base.get(), text(Setting.LLM_API_KEY), model.get(), truth(Setting.LLM_IMAGES)));
  }

  private String languageVariant() {
    String variant = text(Setting.LLM_VARIANT).orElse("cpu").toLowerCase(Locale.ROOT);
    if (!List.of("cpu", "cuda", "vulkan").contains(variant)) {
      problem(Setting.LLM_VARIANT, "is cpu, cuda or vulkan");
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

  private Map<Setting, RigelSettings.Origin> shown() {
    Map<Setting, RigelSettings.Origin> shown = new EnumMap<>(Setting.class);
    found.forEach((setting, origin) ->
        shown.put(
            setting,
            setting.isSecret() && !origin.text().isEmpty()
                ? new RigelSettings.Origin("***", origin.place())
                : origin));
    return shown;
  }

  private String found(Setting setting) {
    RigelSettings.Origin origin = found.get(setting);
    return origin == null ? "" : origin.text();
  }

  private Optional<String> text(Setting setting) {
    return Optional.of(found(setting)).filter(value -> !value.isBlank());
  }

  private List<String> list(Setting setting) {
    return Pattern.compile(",")
        .splitAsStream(found(setting))
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .toList();
  }

  private Optional<URI> url(Setting setting) {
    Optional<String> text = text(setting);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      URI url = URI.create(text.get().replaceAll("/+$", ""));
      if (url.getHost() != null
          && ("http".equalsIgnoreCase(url.getScheme())
              || "https".equalsIgnoreCase(url.getScheme()))) {
        return Optional.of(url);
      }
    } catch (IllegalArgumentException e) {
      // Reported below, with every other wrong address.
    }
    problem(setting, "is not an http or https URL");
    return Optional.empty();
  }

  private boolean truth(Setting setting) {
    return switch (found(setting).toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> {
        problem(setting, "is neither true nor false");
        yield false;
      }
    };
  }

  private long whole(Setting setting, long least, long most) {
    try {
      long value = Long.parseLong(found(setting).replace("_", ""));
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Reported below, with every value out of range.
    }
    problem(setting, "is not a whole number from " + least + " to " + most);
    return least;
  }

  private double price(Setting setting) {
    if (PRICE.matcher(found(setting)).matches()) {
      return Double.parseDouble(found(setting));
    }
    problem(setting, "is not a price such as 0 or 0.25");
    return 0;
  }

  private long size(Setting setting, long least, long most) {
    Matcher size = SIZE.matcher(found(setting));
    if (size.matches()) {
      int shift =
          switch (Optional.ofNullable(size.group(2)).orElse("B").toLowerCase(Locale.ROOT)) {
            case "kib" -> 10;
            case "mib" -> 20;
            case "gib" -> 30;
            default -> 0;
          };
      long value = Math.multiplyExact(Long.parseLong(size.group(1)), 1L << shift);
      if (value >= least && value <= most) {
        return value;
      }
    }
    problem(setting, "is not a size such as 64MiB, up to " + (most >> 20) + "MiB");
    return least;
  }

  private Duration time(Setting setting) {
    Matcher time = TIME.matcher(found(setting));
    if (!time.matches()) {
      problem(setting, "is not a time such as 500ms, 10s or 5m");
      return Duration.ofSeconds(1);
    }
    long value = Long.parseLong(time.group(1));
    return switch (Optional.ofNullable(time.group(2)).orElse("s")) {
      case "ms" -> Duration.ofMillis(value);
      case "m" -> Duration.ofMinutes(value);
      case "h" -> Duration.ofHours(value);
      default -> Duration.ofSeconds(value);
    };
  }

  private void problem(Setting setting, String what) {
    RigelSettings.Origin origin = found.get(setting);
    String place = origin == null ? "default" : origin.place();
    String value = setting.isSecret() ? "***" : found(setting);
    problems.add(setting.key() + " = " + value + " (" + place + ") " + what + ".");
  }
}
