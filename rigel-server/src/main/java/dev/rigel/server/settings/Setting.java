package dev.rigel.server.settings;

import java.util.Locale;
import java.util.Optional;

/**
 * Everything that can be configured: its place in {@code rigel.yaml}, its environment variable, its
 * default and what it is for. The documentation is made from this list.
 */
public enum Setting {
  HOST(
      "server.host",
      "RIGEL_HOST",
      "127.0.0.1",
      "Address the server listens on. Anything but a" + " loopback address needs API keys."),
  PORT("server.port", "RIGEL_PORT", "8080", "Port the server listens on; 0 takes a free one."),
  PUBLIC_URL(
      "server.public_url",
      "RIGEL_PUBLIC_URL",
      "",
      "Base of the signed URLs in answers,"
          + " when clients reach the server under another address, for example"
          + " https://rigel.example.com."),
  API_KEYS(
      "server.api_keys",
      "RIGEL_API_KEYS",
      "",
      "Accepted API keys, separated by commas. Each"
          + " key has its own sessions and files, and may manage the server. Further keys are made"
          + " with rigel keys."),
  CORS_ORIGINS(
      "server.cors_origins",
      "RIGEL_CORS_ORIGINS",
      "",
      "Origins of web pages that may call" + " the API, separated by commas; * for all."),
  BODY_LIMIT(
      "server.body_limit",
      "RIGEL_BODY_LIMIT",
      "64MiB",
      "Largest request body; at most" + " 64MiB."),
  UPLOAD_BYTES(
      "server.upload_bytes",
      "RIGEL_UPLOAD_BYTES",
      "200MiB",
      "Largest file that can be uploaded; at most 4GiB."),
  RUNNING("server.running", "RIGEL_RUNNING", "8", "Chat requests that run at the same time."),
  WAITING(
      "server.waiting",
      "RIGEL_WAITING",
      "64",
      "Chat requests that may wait for their turn; one" + " more is answered 429."),
  CHAT_TIME("server.chat_time", "RIGEL_CHAT_TIME", "300s", "Time one chat request may take."),
  KEEP_ALIVE(
      "server.keep_alive",
      "RIGEL_KEEP_ALIVE",
      "10s",
      "Pause after which a silent answer"
          + " sends white space or a comment, so that nobody on the way hangs up."),
  GRACE(
      "server.grace",
      "RIGEL_GRACE",
      "10s",
      "Time running requests get to finish when the server" + " is stopped."),
  BACKGROUND_RUNS(
      "background.runs",
      "RIGEL_BACKGROUND_RUNS",
      "1",
      "Executions and batch predictions that run at the same time, beside the chats."),
  BACKGROUND_TIME("background.time", "RIGEL_BACKGROUND_TIME", "1h", "Time one of these may take."),
  WEBHOOK_SECRET(
      "background.webhook_secret",
      "RIGEL_WEBHOOK_SECRET",
      "",
      "Secret that the calls to callback URLs are signed with."),
  DATA(
      "data.folder",
      "RIGEL_DATA_DIR",
      "",
      "Folder for sessions and artifacts. Default:"
          + " $XDG_DATA_HOME/rigel, else ~/.local/share/rigel."),
  DURABILITY(
      "data.durability",
      "RIGEL_DURABILITY",
      "normal",
      "normal: an acknowledged turn survives"
          + " the death of the process; full: also the loss of power."),
  DATABASE_URL(
      "data.database_url",
      "RIGEL_DATABASE_URL",
      "",
      "PostgreSQL database that several servers may share, as"
          + " postgres://user:password@host:5432/database or jdbc:postgresql://… Default: a SQLite"
          + " file in the data folder."),
  SESSION_DAYS(
      "data.session_days",
      "RIGEL_SESSION_DAYS",
      "0",
      "Days after which unused sessions, ended executions and feedback are deleted; 0 keeps them."),
  BLOBS_URL(
      "blobs.url",
      "RIGEL_BLOBS_URL",
      "",
      "S3-compatible object store for media, as s3://bucket/prefix. Default: a folder in the data"
          + " folder."),
  BLOBS_ENDPOINT(
      "blobs.endpoint",
      "RIGEL_BLOBS_ENDPOINT",
      "",
      "Address of an object store that is not Amazon's, for example http://127.0.0.1:9000."),
  BLOBS_REGION("blobs.region", "RIGEL_BLOBS_REGION", "us-east-1", "Region of the object store."),
  BLOBS_ACCESS_KEY(
      "blobs.access_key",
      "RIGEL_BLOBS_ACCESS_KEY",
      "",
      "Access key for the object store. Default: what Amazon's tools would use."),
  BLOBS_SECRET_KEY(
      "blobs.secret_key",
      "RIGEL_BLOBS_SECRET_KEY",
      "",
      "The secret that belongs to the access key."),
  CACHE(
      "data.cache",
      "RIGEL_CACHE_DIR",
      "",
      "Folder for model files. Default: $XDG_CACHE_HOME/rigel," + " else ~/.cache/rigel."),
  LLM_BASE_URL(
      "llm.base_url",
      "RIGEL_LLM_BASE_URL",
      "",
      "Base of an OpenAI-compatible endpoint that"
          + " plans, looks and writes instead of the embedded model, for example"
          + " http://127.0.0.1:11434/v1. Several, with roles: see below."),
  LLM_API_KEY("llm.api_key", "RIGEL_LLM_API_KEY", "", "Key for that endpoint."),
  LLM_MODEL("llm.model", "RIGEL_LLM_MODEL", "", "Name of the model at that endpoint."),
  LLM_IMAGES(
      "llm.images",
      "RIGEL_LLM_IMAGES",
      "auto",
      "true or false: whether that model sees pictures. Otherwise it is asked. Questions about what"
          + " a picture shows go to a model that does."),
  LLM_VARIANT(
      "llm.variant",
      "RIGEL_LLM_VARIANT",
      "cpu",
      "What the embedded model runs on: cpu, cuda or"
          + " vulkan. Pull the libraries of the latter two with rigel models pull --variant."),
  DETECTOR(
      "detector.endpoint",
      "RIGEL_DETECTOR_ENDPOINT",
      "",
      "Address of a service that finds things by any words, for those that the built-in detector"
          + " does not know; see endpoints.md."),
  SEGMENTER(
      "segmenter.endpoint",
      "RIGEL_SEGMENTER_ENDPOINT",
      "",
      "Address of a service that outlines things, instead of the built-in segmenter; see"
          + " endpoints.md."),
  LOOKER(
      "looker.endpoint",
      "RIGEL_LOOKER_ENDPOINT",
      "",
      "Address of a service that answers questions about pictures; see endpoints.md."),
  GENERATOR(
      "generator.endpoint",
      "RIGEL_GENERATOR_ENDPOINT",
      "",
      "Address of a service that makes and changes pictures; see endpoints.md."),
  SEARCHER(
      "searcher.endpoint",
      "RIGEL_SEARCHER_ENDPOINT",
      "",
      "Address of a service that searches the web; see endpoints.md."),
  ENDPOINTS_KEY(
      "endpoints.api_key",
      "RIGEL_ENDPOINTS_API_KEY",
      "",
      "Key that these services are sent as a bearer token."),
  PRICE_PROMPT(
      "prices.prompt",
      "RIGEL_PRICE_PROMPT",
      "0",
      "Credits for 1000 tokens that a language model" + " reads."),
  PRICE_COMPLETION(
      "prices.completion",
      "RIGEL_PRICE_COMPLETION",
      "0",
      "Credits for 1000 tokens that a language" + " model writes."),
  PRICE_STEP("prices.step", "RIGEL_PRICE_STEP", "0", "Credits for a tool call of a program."),
  FETCH_ALLOW(
      "fetch.allow",
      "RIGEL_FETCH_ALLOW",
      "",
      "Private hosts that media may be fetched from,"
          + " separated by commas, as host or host:port."),
  FFMPEG(
      "media.ffmpeg",
      "RIGEL_FFMPEG",
      "",
      "Path of the program ffmpeg, 8.1 or newer, for HEIC and AVIF pictures. Default: the one on"
          + " the path, else one that is pulled when it is first needed."),
  LIBREOFFICE(
      "media.libreoffice",
      "RIGEL_LIBREOFFICE",
      "auto",
      "What sets office documents on pages as they look: auto for the program soffice on the path,"
          + " where there is one; off for plain pages always; or the path of the program."),
  MEDIUM_LIMIT("limits.medium", "RIGEL_MEDIUM_LIMIT", "200MiB", "Largest medium, fetched or sent."),
  PIXEL_LIMIT("limits.pixels", "RIGEL_PIXEL_LIMIT", "100000000", "Most pixels of one image."),
  PAGE_LIMIT("limits.pages", "RIGEL_PAGE_LIMIT", "2000", "Most pages of one document.");

  private final String key;
  private final String environmentName;
  private final String defaultText;
  private final String purpose;

  Setting(String key, String environmentName, String defaultText, String purpose) {
    this.key = key;
    this.environmentName = environmentName;
    this.defaultText = defaultText;
    this.purpose = purpose;
  }

  /** Its place in {@code rigel.yaml}: section, point, name. */
  public String key() {
    return key;
  }

  public String environmentName() {
    return environmentName;
  }

  /** Empty where there is none. */
  public String defaultText() {
    return defaultText;
  }

  public String purpose() {
    return purpose;
  }

  /** Whether its value must not be shown. */
  public boolean isSecret() {
    return this == API_KEYS
        || this == LLM_API_KEY
        || this == ENDPOINTS_KEY
        || this == WEBHOOK_SECRET
        || this == DATABASE_URL
        || this == BLOBS_SECRET_KEY;
  }

  static Optional<Setting> withKey(String key) {
    for (Setting setting : values()) {
      if (setting.key.equals(key.toLowerCase(Locale.ROOT))) {
        return Optional.of(setting);
      }
    }
    return Optional.empty();
  }
}
