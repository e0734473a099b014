package dev.rigel.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Reads and checks chat requests. Unknown fields are ignored; every known one that is wrong is
 * reported, up to a limit.
 */
public final class RequestReader {
  private static final Pattern UUID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  /** What can be the name of a toolset. */
  private static final Pattern TOOLSET = Pattern.compile("[a-z][a-z0-9_-]{0,39}");

  private static final List<String> SKILL_TYPES = List.of("skill_reference", "inline");
  private static final int MOST_TOOLSETS = 64;
  private static final int LONGEST_ID = 200;
  private static final int LONGEST_DESCRIPTION = 4_000;

  private RequestReader() {}

  /**
   * Reads the body of {@code POST /chat/completions}.
   *
   * @throws ValidationException naming every fault
   */
  public static ChatCompletionRequest read(byte[] body) {
    return read(body, Toolsets.BUILT_IN);
  }

  /**
   * @param known toolsets that may be named
   */
  public static ChatCompletionRequest read(byte[] body, Toolsets known) {
    return read(Json.ofBody(body), fields -> toolsets(fields, known));
  }

  /** Reads a body that was checked when it came; which toolsets there are may have changed. */
  public static ChatCompletionRequest stored(JsonNode body) {
    return read(
        body,
        fields ->
            fields.has("toolsets")
                ? Optional.of(fields.names("toolsets", MOST_TOOLSETS, TOOLSET))
                : Optional.empty());
  }

  private static ChatCompletionRequest read(
      JsonNode body, Function<Fields, Optional<List<String>>> toolsets) {
    Fields fields = Fields.ofBody(body);
    List<ChatMessage> messages = MessageReader.messages(fields);
    // The builder refuses an empty list; the fault is already noted and thrown below.
    ChatCompletionRequest.Builder request =
        ChatCompletionRequest.builder(
            messages.isEmpty() ? List.of(ChatMessage.user("")) : messages);
    request.id(fields.string("id", LONGEST_ID).filter(id -> !id.isBlank()));
    Optional<ModelName> model = model(fields);
    model.ifPresent(request::model);
    sampling(fields, request);
    request.stream(fields.bool("stream").orElse(false));
    fields
        .fields("stream_options")
        .flatMap(options -> options.bool("include_usage"))
        .ifPresent(request::includeUsage);
    request.preview(fields.bool("preview").orElse(false));
    request.responseFormat(FormatReader.format(fields));
    request.sessionId(session(fields));
    request.metadata(fields.object("metadata"));
    // Not in the contract, so nothing of it can be wrong; what is no name is left out.
    request.user(
        fields
            .any("user")
            .flatMap(JsonNode::stringValueOpt)
            .filter(user -> user.length() <= LONGEST_ID));
    request.skills(skills(fields));
    request.toolsets(toolsets.apply(fields));
    request.models(fields.strings("models", 64, LONGEST_ID));
    List<ClientTool> tools = ToolReader.tools(fields);
    request.tools(ToolReader.allowed(fields, tools));
    ToolReader.choice(fields, tools).ifPresent(request::toolChoice);
    request.parallelToolCalls(fields.bool("parallel_tool_calls").orElse(true));
    request.grammar(fields.string("grammar", 1_000_000));
    request.jsonSchema(fields.object("json_schema"));
    boolean embedded = model.filter(name -> name.family() == ModelName.Family.EMBEDDED).isPresent();
    request.guidance(Guidance.in(fields, embedded, messages));
    fields.throwFaults();
    return request.build();
  }

  /** Reads one message as {@link RequestWriter#message} wrote it. */
  public static ChatMessage message(JsonNode message) {
    Fields fields = Fields.ofBody(message);
    Optional<ChatMessage> read = MessageReader.message(fields);
    fields.throwFaults();
    return read.orElseThrow();
  }

  static Optional<ModelName> model(Fields fields) {
    return fields
        .string("model")
        .flatMap(name -> {
          Optional<ModelName> model = ModelName.of(name);
          if (model.isEmpty()) {
            fields.fault("model", "Unknown model. Input should be " + ModelName.ACCEPTED, "enum");
          }
          return model;
        });
  }

  private static void sampling(Fields fields, ChatCompletionRequest.Builder request) {
    Optional<Long> mostOfACompletion =
        fields.integer("max_completion_tokens", 1, Integer.MAX_VALUE);
    fields
        .integer("max_tokens", 1, Integer.MAX_VALUE)
        .or(() -> mostOfACompletion)
        .ifPresent(v -> request.maxTokens(v.intValue()));
    fields
        .integer("n", 1, ChatCompletionRequest.MOST_COMPLETIONS)
        .ifPresent(v -> request.n(v.intValue()));
    fields.number("temperature", 0, 2).ifPresent(request::temperature);
    fields.number("top_p", 0, 1).ifPresent(request::topP);
    request.topK(fields.integer("top_k", 0, 1_000_000).map(Long::intValue));
    request.logprobs(logprobs(fields));
    request.seed(fields.integer("seed", Long.MIN_VALUE, Long.MAX_VALUE));
    request.stop(stop(fields));
  }

  /** Orion takes a number; OpenAI a boolean with the number in {@code top_logprobs}. */
  private static Optional<Integer> logprobs(Fields fields) {
    Optional<Integer> alternatives = fields.integer("top_logprobs", 0, 20).map(Long::intValue);
    Optional<JsonNode> value = fields.any("logprobs");
    if (value.isEmpty()) {
      return Optional.empty();
    }
    // Pydantic would take true for the number 1; OpenAI's clients mean something else by it.
    if (value.get().isBoolean()) {
      return value.get().booleanValue() ? Optional.of(alternatives.orElse(0)) : Optional.empty();
    }
    return fields.integer("logprobs", 0, 20).map(Long::intValue);
  }

  private static List<String> stop(Fields fields) {
    return fields.any("stop").filter(JsonNode::isString).isPresent()
        ? fields.string("stop", 1_000).map(List::of).orElse(List.of())
        : fields.strings("stop", 16, 1_000);
  }

  private static Optional<String> session(Fields fields) {
    return fields
        .any("session_id")
        .filter(id ->
            id.isString()
                || fields.fault("session_id", "UUID input should be a string", "uuid_type"))
        .map(JsonNode::stringValue)
        .filter(id ->
            UUID.matcher(id).matches()
                || fields.fault("session_id", "Input should be a valid UUID", "uuid_parsing"))
        .map(id -> id.toLowerCase(Locale.ROOT));
  }

  static Optional<List<String>> toolsets(Fields fields, Toolsets known) {
    return fields.has("toolsets")
        ? Optional.of(fields.words("toolsets", MOST_TOOLSETS, known.names()))
        : Optional.empty();
  }

  static List<AgentSkill> skills(Fields fields) {
    List<AgentSkill> skills = new ArrayList<>();
    for (Fields skill : fields.objects("skills", 32)) {
      Optional<AgentSkill> read =
          skill.word("type", SKILL_TYPES).orElse("").equals("inline")
              ? inline(skill)
              : reference(skill);
      read.ifPresent(skills::add);
    }
    return skills;
  }

  private static Optional<AgentSkill> inline(Fields skill) {
    Optional<String> name = skill.required("name", LONGEST_ID);
    String description = skill.string("description", LONGEST_DESCRIPTION).orElse("");
    Optional<String> bundle =
        skill.has("bundle")
            ? skill.string("bundle")
            : skill.requiredFields("source").flatMap(RequestReader::bundle);
    return name.isPresent() && bundle.isPresent()
        ? Optional.of(new AgentSkill.Inline(name.get(), description, bundle.get()))
        : Optional.empty();
  }

  private static Optional<String> bundle(Fields source) {
    source.word("type", List.of("base64"));
    source.word("media_type", List.of("application/zip"));
    return source.required("data");
  }

  private static Optional<AgentSkill> reference(Fields skill) {
    Optional<String> id = skill.string("skill_id", LONGEST_ID);
    if (id.isEmpty()) {
      id = skill.string("skill_name", LONGEST_ID);
    }
    if (id.isEmpty()) {
      skill.required("skill_id");
      return Optional.empty();
    }
    return Optional.of(new AgentSkill.ById(id.get(), version(skill).orElse("latest")));
  }

  /** {@code skill_version}, or its older name; what is wrong with either is told. */
  static Optional<String> version(Fields skill) {
    Optional<String> older = version(skill, "version");
    return version(skill, "skill_version").or(() -> older);
  }

  private static Optional<String> version(Fields skill, String name) {
    return skill.any(name).filter(JsonNode::isNumber).isPresent()
        ? skill.integer(name, 0, Long.MAX_VALUE).map(v -> Long.toString(v))
        : skill.string(name, LONGEST_ID);
  }
}
