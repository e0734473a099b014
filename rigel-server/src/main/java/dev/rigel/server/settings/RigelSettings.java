package dev.rigel.server.settings;

import static java.util.Objects.requireNonNull;

import dev.rigel.agent.Prices;
import dev.rigel.base.Folders;
import dev.rigel.store.Durability;
import dev.rigel.store.PostgresUrl;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The configuration in force. Made by {@link SettingsReader}; every value is checked.
 *
 * @param languageModels in order of preference; empty when the embedded one does everything
 * @param languageVariant what the embedded model runs on: {@code cpu}, {@code cuda} or {@code
 *     vulkan}
 * @param endpoints of ports that are not built in, or better elsewhere
 * @param origins where each setting's value came from
 */
public record RigelSettings(
    ServerSettings server,
    BackgroundSettings background,
    Folders folders,
    StorageSettings storage,
    List<LanguageEndpoint> languageModels,
    String languageVariant,
    Map<Port, Endpoint> endpoints,
    List<McpServer> mcpServers,
    List<String> fetchAllow,
    MediaLimits mediaLimits,
    Optional<Path> ffmpeg,
    LibreOfficeSettings libreOffice,
    Prices prices,
    Map<Setting, Origin> origins) {

  /**
   * Where everything that lasts is kept.
   *
   * @param durability of what lies in the data folder
   * @param database empty for a SQLite file in the data folder
   * @param blobs empty for a folder in the data folder
   * @param age after which unused sessions are deleted; empty when they never are
   */
  public record StorageSettings(
      Durability durability,
      Optional<PostgresUrl> database,
      Optional<ObjectStore> blobs,
      Optional<Duration> age) {}

  /**
   * A part of an S3-compatible object store.
   *
   * @param prefix without slashes at its ends; empty for the whole bucket
   * @param endpoint empty for Amazon's
   * @param accessKey empty for what Amazon's tools would use
   */
  public record ObjectStore(
      String bucket,
      String prefix,
      Optional<URI> endpoint,
      String region,
      Optional<String> accessKey,
      Optional<String> secretKey) {
    /** Without what is secret. */
    @Override
    public String toString() {
      return "s3://" + bucket + "/" + prefix;
    }
  }

  /** How the HTTP server behaves. */
  public record ServerSettings(
      String host,
      int port,
      Optional<URI> publicUrl,
      List<String> apiKeys,
      List<String> corsOrigins,
      int bodyLimit,
      long uploadLimit,
      int running,
      int waiting,
      Duration chatTime,
      Duration keepAlive,
      Duration grace) {
    public ServerSettings {
      apiKeys = List.copyOf(apiKeys);
      corsOrigins = List.copyOf(corsOrigins);
    }
  }

  /**
   * How runs behave that nobody waits for.
   *
   * @param runs how many at the same time
   * @param time what one may take
   * @param webhookSecret what calls of receivers are signed with
   */
  public record BackgroundSettings(int runs, Duration time, Optional<String> webhookSecret) {}

  /** What a language model may be asked for. */
  public enum LanguageRole {
    /** Writes programs. */
    PLANNER("planner"),
    /** Looks at pictures. */
    LOOKER("looker"),
    /** Words answers, talks, reads values out of text. */
    WRITER("writer");

    private final String word;

    LanguageRole(String word) {
      this.word = word;
    }

    /** As a configuration writes it. */
    public String word() {
      return word;
    }
  }

  /**
   * A language model: one behind an OpenAI-compatible endpoint, or the embedded one by its name.
   *
   * @param name what it is called in this configuration
   * @param baseUrl empty for the embedded one
   * @param model its name at the endpoint
   * @param context tokens of prompt and answer together; empty for what is usual
   * @param price empty when the general prices apply
   */
  public record LanguageEndpoint(
      String name,
      Optional<URI> baseUrl,
      Optional<String> apiKey,
      String model,
      Set<LanguageRole> roles,
      TakenAbilities abilities,
      SightSettings sight,
      OptionalInt context,
      Optional<ModelPrice> price) {
    /** The name of the embedded model. */
    public static final String EMBEDDED = "rigel-embedded";

    public LanguageEndpoint {
      requireNonNull(name, "name");
      requireNonNull(model, "model");
      roles = Set.copyOf(roles);
    }

    /** Without the key. */
    @Override
    public String toString() {
      return name + " at " + baseUrl.map(URI::toString).orElse("this process");
    }
  }

  /** What a model can do, as far as the configuration says; what it does not say is found out. */
  public record TakenAbilities(
      Optional<Boolean> images, Optional<Boolean> jsonSchema, Optional<Boolean> grammars) {}

  /** In which numbers a model tells places in a picture. */
  public enum Coordinates {
    UNIT("0-1"),
    THOUSAND("0-1000"),
    PIXELS("pixels");

    private final String word;

    Coordinates(String word) {
      this.word = word;
    }

    /** As a configuration writes it. */
    public String word() {
      return word;
    }
  }

  /**
   * What a model sees of a picture, where its family's usual is not right.
   *
   * @param scale of the places it tells
   * @param longestSide of pictures it is shown, in pixels
   */
  public record SightSettings(Optional<Coordinates> scale, OptionalInt longestSide) {
    public static final SightSettings BY_FAMILY =
        new SightSettings(Optional.empty(), OptionalInt.empty());
  }

  /**
   * An MCP server whose tools programs may call.
   *
   * @param command what starts it; empty for one at an address
   * @param tools the ones to take; empty for all
   * @param time the most that one call may take
   */
  public record McpServer(
      String name,
      List<String> command,
      Map<String, String> environment,
      Optional<URI> url,
      Map<String, String> headers,
      List<String> tools,
      Duration time) {
    public McpServer {
      command = List.copyOf(command);
      environment = Map.copyOf(environment);
      headers = Map.copyOf(headers);
      tools = List.copyOf(tools);
    }

    /** Without its environment and headers, which may be secret. */
    @Override
    public String toString() {
      return name + " at " + url.map(URI::toString).orElseGet(() -> command.getFirst());
    }
  }

  /** Credits for a thousand tokens that are read, and that are written. */
  public record ModelPrice(double prompt, double completion) {}

  /** What can be done behind an endpoint, each with the setting that names it. */
  public enum Port {
    DETECTOR(Setting.DETECTOR),
    SEGMENTER(Setting.SEGMENTER),
    LOOKER(Setting.LOOKER),
    GENERATOR(Setting.GENERATOR),
    SEARCHER(Setting.SEARCHER);

    private final Setting setting;

    Port(Setting setting) {
      this.setting = setting;
    }

    public Setting setting() {
      return setting;
    }
  }

  /** An address that takes and gives JSON, as docs/endpoints.md describes. */
  public record Endpoint(URI address, Optional<String> key) {
    /** Without the key. */
    @Override
    public String toString() {
      return address.toString();
    }
  }

  /**
   * @param mediumBytes of one medium, fetched or sent
   * @param imagePixels of one image
   * @param documentPages of one document
   */
  public record MediaLimits(long mediumBytes, long imagePixels, int documentPages) {}

  /**
   * What sets office documents on pages as they look.
   *
   * @param wanted false for plain pages always
   * @param program empty for the one on the path
   */
  public record LibreOfficeSettings(boolean wanted, Optional<Path> program) {
    public LibreOfficeSettings {
      requireNonNull(program, "program");
    }

    /**
     * @param text {@code auto}, {@code off} or the path of the program
     */
    public static LibreOfficeSettings of(String text) {
      return switch (text.strip().toLowerCase(Locale.ROOT)) {
        case "auto", "" -> new LibreOfficeSettings(true, Optional.empty());
        case "off" -> new LibreOfficeSettings(false, Optional.empty());
        default -> new LibreOfficeSettings(true, Optional.of(Path.of(text.strip())));
      };
    }
  }

  /**
   * Where a value came from.
   *
   * @param text the value as it was written; stars for a secret
   * @param place {@code default}, the file, the environment variable or the flag
   */
  public record Origin(String text, String place) {}

  /** Of what lies in the data folder. */
  public Durability durability() {
    return storage.durability();
  }

  public RigelSettings {
    requireNonNull(server, "server");
    requireNonNull(background, "background");
    requireNonNull(folders, "folders");
    requireNonNull(storage, "storage");
    languageModels = List.copyOf(languageModels);
    requireNonNull(languageVariant, "languageVariant");
    endpoints = Map.copyOf(endpoints);
    mcpServers = List.copyOf(mcpServers);
    fetchAllow = List.copyOf(fetchAllow);
    requireNonNull(mediaLimits, "mediaLimits");
    requireNonNull(ffmpeg, "ffmpeg");
    requireNonNull(libreOffice, "libreOffice");
    requireNonNull(prices, "prices");
    origins = Map.copyOf(origins);
  }
}
