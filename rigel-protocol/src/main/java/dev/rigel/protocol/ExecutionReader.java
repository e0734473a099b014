package dev.rigel.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads and checks the requests of agents, executions and predictions. Unknown fields are ignored;
 * every known one that is wrong is reported, up to a limit.
 */
public final class ExecutionReader {
  private static final int LONGEST_NAME = 200;
  private static final int LONGEST_URL = 8 * 1024;
  private static final int LONGEST_PROMPT = 4 * 1024 * 1024;
  private static final int MOST_MEDIA = 1_000;
  private static final int MOST_PAGES = 10_000;
  private static final String PREDICTION_MODEL = "vlm-1";
  private static final List<String> DETAILS = List.of("auto", "lo", "hi", "low", "high");
  private static final List<String> TIERS =
      List.of("auto", "default", "standard", "flex", "priority");
  private static final List<String> MODES = List.of("agent", "program");
  private static final List<String> ENVIRONMENTS = List.of("dev", "staging", "prod");
  private static final List<String> PRIORITIES = List.of("low", "normal", "high");
  private static final Pattern AGENT_NAME =
      Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._/@+-]{0,150}(:[\\p{L}\\p{N}._-]{1,40})?");

  private ExecutionReader() {}

  /** Whether a text can be the name of an agent, perhaps with a version: {@code name:version}. */
  public static boolean isAgentName(String name) {
    return AGENT_NAME.matcher(name).matches();
  }

  /**
   * Reads the body of {@code POST /agent/execute}, the older form with {@code file_ids} and {@code
   * urls} too.
   *
   * @throws ValidationException naming every fault
   */
  public static ExecutionRequest execution(JsonNode body) {
    return execution(body, Toolsets.BUILT_IN);
  }

  /**
   * @param known toolsets that may be named
   */
  public static ExecutionRequest execution(JsonNode body, Toolsets known) {
    Fields fields = Fields.ofBody(body);
    fields.word("priority", PRIORITIES);
    List<RunInput> inputs = new ArrayList<>(InputReader.inputs(fields));
    fields
        .strings("file_ids", MOST_MEDIA, LONGEST_NAME)
        .forEach(id -> inputs.add(new RunInput.Part("file", file(id))));
    urls(fields, "urls")
        .forEach(url -> inputs.add(new RunInput.Part("url", new ContentPart.FileUrl(url))));
    ExecutionRequest request =
        new ExecutionRequest(
            name(fields),
            RequestReader.model(fields),
            fields.bool("batch").orElse(true),
            inputs,
            fields.fields("config").map(ExecutionReader::config).orElse(RunConfig.NONE),
            RequestReader.toolsets(fields, known),
            metadata(fields),
            callback(fields));
    fields.throwFaults();
    return request;
  }

  /** Reads the body of {@code POST /agent/create}. */
  public static AgentCreation agent(JsonNode body) {
    Fields fields = Fields.ofBody(body);
    Optional<String> name = agentName(fields, "name");
    InputReader.inputs(fields);
    Optional<Fields> config = fields.requiredFields("config");
    Optional<String> prompt = Optional.empty();
    if (config.isPresent()) {
      config.get().required("prompt");
      if (config
          .get()
          .any("prompt")
          .filter(v -> v.stringValueOpt().orElse("x").isBlank())
          .isPresent()) {
        config.get().fault("prompt", "String should have at least 1 character", "string_too_short");
      }
      prompt = config(config.get()).prompt();
    }
    callback(fields);
    fields.throwFaults();
    ObjectNode kept = ((ObjectNode) body.path("config")).deepCopy();
    kept.remove("prompt");
    for (String field : new String[] {"inputs", "callback_url"}) {
      if (body.hasNonNull(field)) {
        kept.set(field, body.path(field));
      }
    }
    return new AgentCreation(name, prompt.orElseThrow(), kept);
  }

  /** What a stored agent's configuration, as {@link #agent} kept it, gives to its runs. */
  public static ExecutionRequest stored(JsonNode config) {
    ObjectNode body = Json.object();
    body.set("config", config);
    for (String field : new String[] {"inputs", "callback_url"}) {
      if (config.hasNonNull(field)) {
        body.set(field, config.path(field));
      }
    }
    return execution(body);
  }

  /** Reads the body of {@code POST /agent/lookup}: exactly one of id, name and prompt. */
  public static AgentLookup lookup(JsonNode body) {
    Fields fields = Fields.ofBody(body);
    Optional<AgentLookup> id = fields.string("id", LONGEST_NAME).map(AgentLookup.ById::new);
    Optional<AgentLookup> name = fields.string("name", LONGEST_PROMPT).map(AgentLookup.ByName::new);
    Optional<AgentLookup> prompt =
        fields.string("prompt", LONGEST_PROMPT).map(AgentLookup.ByPrompt::new);
    List<AgentLookup> given = new ArrayList<>();
    id.ifPresent(given::add);
    name.ifPresent(given::add);
    prompt.ifPresent(given::add);
    if (given.size() != 1) {
      fields.fault("Exactly one of id, name and prompt is needed", "value_error");
    }
    fields.throwFaults();
    return given.getFirst();
  }

  /**
   * Reads the body of a prediction: pictures, or one file by id or URL.
   *
   * @param named a stored agent must be named
   * @throws ValidationException naming every fault
   */
  public static PredictionRequest prediction(JsonNode body, boolean named) {
    Fields fields = Fields.ofBody(body);
    if (named) {
      fields.required("name");
    }
    PredictionRequest request =
        new PredictionRequest(
            media(fields),
            fields.string("domain", LONGEST_NAME).filter(domain -> !domain.isBlank()),
            name(fields),
            predictionModel(fields),
            fields.bool("batch").orElse(false),
            fields.fields("config").map(ExecutionReader::config).orElse(RunConfig.NONE),
            metadata(fields),
            callback(fields));
    fields.throwFaults();
    return request;
  }

  private static List<ContentPart> media(Fields fields) {
    List<ContentPart> media = new ArrayList<>();
    urls(fields, "images").forEach(url -> media.add(new ContentPart.ImageUrl(url)));
    Optional<String> file = fields.string("file_id", LONGEST_NAME).filter(id -> !id.isBlank());
    Optional<String> url = fields.string("url").filter(text -> !text.isBlank());
    file.ifPresent(id -> media.add(file(id)));
    url.ifPresent(text -> media.add(new ContentPart.FileUrl(text)));
    int sources =
        (fields.has("images") ? 1 : 0) + (file.isPresent() ? 1 : 0) + (url.isPresent() ? 1 : 0);
    if (sources != 1) {
      fields.fault("Exactly one of images, file_id and url is needed", "value_error");
    } else if (fields.any("images").filter(v -> v.isArray() && v.isEmpty()).isPresent()) {
      fields.fault(
          "images", "List should have at least 1 item after validation, not 0", "too_short");
    }
    return media;
  }

  private static ContentPart file(String id) {
    return new ContentPart.InputFile(Optional.of(id), Optional.empty());
  }

  private static List<String> urls(Fields fields, String name) {
    return fields.strings(name, MOST_MEDIA, Json.MAX_BYTES);
  }

  private static Optional<ModelName> predictionModel(Fields fields) {
    return fields
            .any("model")
            .filter(v -> v.stringValueOpt().orElse("").equals(PREDICTION_MODEL))
            .isPresent()
        ? Optional.empty()
        : RequestReader.model(fields);
  }

  private static RunConfig config(Fields config) {
    checkUnused(config);
    return new RunConfig(
        config.string("prompt", LONGEST_PROMPT).filter(prompt -> !prompt.isBlank()),
        config.object("json_schema"),
        RequestReader.skills(config),
        config.bool("grounding").orElse(false),
        config.bool("confidence").orElse(false),
        config.has("page_indices")
            ? Optional.of(config.integers("page_indices", MOST_PAGES, 0, 1_000_000))
            : Optional.empty(),
        config.integer("max_tokens", 1, Integer.MAX_VALUE).map(Long::intValue),
        config.number("temperature", 0, 2));
  }

  /** Fields that mean nothing here, and are wrong where they are wrong. */
  private static void checkUnused(Fields config) {
    config.word("detail", DETAILS);
    config.word("service_tier", TIERS);
    config.string("gql_stmt", LONGEST_PROMPT);
    config.word("mode", MODES);
    config.bool("orchestration_mode");
    config.integer("max_retries", 0, 1_000);
    config.number("video_segment_duration", 0, 1e9);
    config.integer("video_frames_per_segment", 0, 1_000_000);
  }

  /** Free, but for the three fields that have a meaning elsewhere. */
  private static Optional<JsonNode> metadata(Fields fields) {
    fields
        .fields("metadata")
        .ifPresent(metadata -> {
          metadata.word("environment", ENVIRONMENTS);
          metadata.string("session_id", LONGEST_NAME);
          metadata.bool("allow_training");
        });
    return fields.any("metadata").filter(JsonNode::isObject);
  }

  /** {@code name}, with the older separate {@code version}. */
  private static Optional<String> name(Fields fields) {
    Optional<String> version =
        fields.string("version", LONGEST_NAME).filter(v -> !v.isBlank() && !v.equals("latest"));
    return agentName(fields, "name")
        .map(name ->
            version.isPresent() && name.indexOf(':') < 0 ? name + ":" + version.get() : name);
  }

  private static Optional<String> agentName(Fields fields, String field) {
    return fields
        .string(field, LONGEST_NAME)
        .filter(name -> !name.isBlank())
        .filter(name ->
            isAgentName(name)
                || fields.fault(
                    field,
                    "An agent's name has letters, digits, spaces and ._/@+-, and perhaps a version"
                        + " after a colon",
                    "string_pattern_mismatch"));
  }

  private static Optional<String> callback(Fields fields) {
    return fields.string("callback_url", LONGEST_URL).filter(url -> !url.isBlank());
  }
}
