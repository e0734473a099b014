package dev.rigel.protocol;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What a client asks of {@code POST /chat/completions}, defaults filled in. Read from the wire by
 * {@link RequestReader}, written to it by {@link RequestWriter}, made in code with {@link
 * #builder}.
 *
 * @param id the completion's id, when the client chose it
 * @param logprobs how many alternatives to report for each token; 0 reports the token alone
 * @param includeUsage {@code stream_options.include_usage}
 * @param preview progress is wanted in the stream
 * @param sessionId a UUID in lower case
 * @param metadata an object, free
 * @param user whom the client asks for, as it names them
 * @param toolsets the toolsets the run is restricted to; absent means all
 * @param models names of configured endpoints
 * @param tools the client's own functions
 * @param grammar for {@code rigel-embedded}: a grammar as llama.cpp takes it
 * @param jsonSchema for {@code rigel-embedded}: a schema as llama.cpp's server takes it
 * @param guidance for {@code rigel-embedded}: what one Rigel asks another's model for
 */
public record ChatCompletionRequest(
    Optional<String> id,
    ModelName model,
    List<ChatMessage> messages,
    int maxTokens,
    int n,
    double temperature,
    double topP,
    Optional<Integer> topK,
    Optional<Integer> logprobs,
    boolean stream,
    boolean includeUsage,
    boolean preview,
    ResponseFormat responseFormat,
    Optional<String> sessionId,
    Optional<JsonNode> metadata,
    Optional<String> user,
    List<AgentSkill> skills,
    Optional<List<String>> toolsets,
    List<String> models,
    List<ClientTool> tools,
    ToolChoice toolChoice,
    boolean parallelToolCalls,
    Optional<Long> seed,
    List<String> stop,
    Optional<String> grammar,
    Optional<JsonNode> jsonSchema,
    Guidance guidance) {
  public static final int DEFAULT_MAX_TOKENS = 32_768;
  public static final int MOST_COMPLETIONS = 8;

  public ChatCompletionRequest {
    requireNonNull(id, "id");
    requireNonNull(model, "model");
    messages = List.copyOf(messages);
    requireNonNull(responseFormat, "responseFormat");
    requireNonNull(user, "user");
    skills = List.copyOf(skills);
    toolsets = toolsets.map(List::copyOf);
    models = List.copyOf(models);
    tools = List.copyOf(tools);
    requireNonNull(toolChoice, "toolChoice");
    stop = List.copyOf(stop);
    requireNonNull(guidance, "guidance");
    if (messages.isEmpty()) {
      throw new IllegalArgumentException("a request has at least one message");
    }
    if (n < 1 || n > MOST_COMPLETIONS || maxTokens < 1) {
      throw new IllegalArgumentException("n or maxTokens is out of range");
    }
  }

  /** A request with these messages and every default. */
  public static Builder builder(List<ChatMessage> messages) {
    return new Builder(messages);
  }

  /** The same request under another completion id; absent has one made. */
  public ChatCompletionRequest withId(Optional<String> other) {
    return new ChatCompletionRequest(
        other,
        model,
        messages,
        maxTokens,
        n,
        temperature,
        topP,
        topK,
        logprobs,
        stream,
        includeUsage,
        preview,
        responseFormat,
        sessionId,
        metadata,
        user,
        skills,
        toolsets,
        models,
        tools,
        toolChoice,
        parallelToolCalls,
        seed,
        stop,
        grammar,
        jsonSchema,
        guidance);
  }

  /** Collects what differs from the defaults. */
  public static final class Builder {
    private final List<ChatMessage> messages;
    private Optional<String> id = Optional.empty();
    private ModelName model = ModelName.DEFAULT;
    private int maxTokens = DEFAULT_MAX_TOKENS;
    private int n = 1;
    private double temperature;
    private double topP = 1;
    private Optional<Integer> topK = Optional.empty();
    private Optional<Integer> logprobs = Optional.empty();
    private boolean stream;
    private boolean includeUsage;
    private boolean preview;
    private ResponseFormat responseFormat = ResponseFormat.TEXT;
    private Optional<String> sessionId = Optional.empty();
    private Optional<JsonNode> metadata = Optional.empty();
    private Optional<String> user = Optional.empty();
    private List<AgentSkill> skills = List.of();
    private Optional<List<String>> toolsets = Optional.empty();
    private List<String> models = List.of();
    private List<ClientTool> tools = List.of();
    private Optional<ToolChoice> toolChoice = Optional.empty();
    private boolean parallelToolCalls = true;
    private Optional<Long> seed = Optional.empty();
    private List<String> stop = List.of();
    private Optional<String> grammar = Optional.empty();
    private Optional<JsonNode> jsonSchema = Optional.empty();
    private Guidance guidance = Guidance.NONE;

    private Builder(List<ChatMessage> messages) {
      this.messages = List.copyOf(messages);
    }

    public Builder id(Optional<String> value) {
      id = value;
      return this;
    }

    public Builder model(ModelName value) {
      model = value;
      return this;
    }

    public Builder maxTokens(int value) {
      maxTokens = value;
      return this;
    }

    public Builder n(int value) {
      n = value;
      return this;
    }

    public Builder temperature(double value) {
      temperature = value;
      return this;
    }

    public Builder topP(double value) {
      topP = value;
      return this;
    }

    public Builder topK(Optional<Integer> value) {
      topK = value;
      return this;
    }

    public Builder logprobs(Optional<Integer> value) {
      logprobs = value;
      return this;
    }

    public Builder stream(boolean value) {
      stream = value;
      return this;
    }

    public Builder includeUsage(boolean value) {
      includeUsage = value;
      return this;
    }

    public Builder preview(boolean value) {
      preview = value;
      return this;
    }

    public Builder responseFormat(ResponseFormat value) {
      responseFormat = value;
      return this;
    }

    public Builder sessionId(Optional<String> value) {
      sessionId = value;
      return this;
    }

    public Builder metadata(Optional<JsonNode> value) {
      metadata = value;
      return this;
    }

    public Builder user(Optional<String> value) {
      user = value;
      return this;
    }

    public Builder skills(List<AgentSkill> value) {
      skills = value;
      return this;
    }

    public Builder toolsets(Optional<List<String>> value) {
      toolsets = value;
      return this;
    }

    public Builder models(List<String> value) {
      models = value;
      return this;
    }

    public Builder tools(List<ClientTool> value) {
      tools = value;
      return this;
    }

    public Builder toolChoice(ToolChoice value) {
      toolChoice = Optional.of(value);
      return this;
    }

    public Builder parallelToolCalls(boolean value) {
      parallelToolCalls = value;
      return this;
    }

    public Builder seed(Optional<Long> value) {
      seed = value;
      return this;
    }

    public Builder stop(List<String> value) {
      stop = value;
      return this;
    }

    public Builder grammar(Optional<String> value) {
      grammar = value;
      return this;
    }

    public Builder jsonSchema(Optional<JsonNode> value) {
      jsonSchema = value;
      return this;
    }

    public Builder guidance(Guidance value) {
      guidance = value;
      return this;
    }

    public ChatCompletionRequest build() {
      return new ChatCompletionRequest(
          id,
          model,
          messages,
          maxTokens,
          n,
          temperature,
          topP,
          topK,
          logprobs,
          stream,
          includeUsage,
          preview,
          responseFormat,
          sessionId,
          metadata,
          user,
          skills,
          toolsets,
          models,
          tools,
          toolChoice.orElse(tools.isEmpty() ? ToolChoice.NONE : ToolChoice.AUTO),
          parallelToolCalls,
          seed,
          stop,
          grammar,
          jsonSchema,
          guidance);
    }
  }
}
