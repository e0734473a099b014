package dev.rigel.agent.execution;

import static java.util.Objects.requireNonNull;

import dev.rigel.agent.Caller;
import dev.rigel.agent.answer.AnswerSchema;
import dev.rigel.agent.port.FileStore;
import dev.rigel.agent.port.StoredAgent;
import dev.rigel.agent.port.StoredExecution;
import dev.rigel.agent.port.StoredFile;
import dev.rigel.agent.skill.SkillLibrary;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import dev.rigel.protocol.AgentLookup;
import dev.rigel.protocol.AgentSkill;
import dev.rigel.protocol.ChatCompletionRequest;
import dev.rigel.protocol.ChatMessage;
import dev.rigel.protocol.ContentPart;
import dev.rigel.protocol.ErrorDetail;
import dev.rigel.protocol.ExecutionReader;
import dev.rigel.protocol.ExecutionRequest;
import dev.rigel.protocol.Json;
import dev.rigel.protocol.ModelName;
import dev.rigel.protocol.PredictionRequest;
import dev.rigel.protocol.RequestWriter;
import dev.rigel.protocol.ResponseFormat;
import dev.rigel.protocol.Role;
import dev.rigel.protocol.RunConfig;
import dev.rigel.protocol.RunInput;
import dev.rigel.protocol.ValidationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Checks requests for runs, so that what can be known to be wrong is said at once, and makes of
 * each the turn that is to be run: a stored agent's configuration and a domain's schema are written
 * into it, so that later changes of these do not reach it.
 */
final class Intake {
  static final String MARKDOWN = "document.markdown";
  private static final Set<String> SPOKEN = Set.of("audio.transcription", "video.transcription");

  private final AgentCatalogue agents;
  private final SkillLibrary skills;
  private final FileStore files;
  private final Domains domains;
  private final CallbackSender callbacks;

  Intake(
      AgentCatalogue agents,
      SkillLibrary skills,
      FileStore files,
      Domains domains,
      CallbackSender callbacks) {
    this.agents = requireNonNull(agents, "agents");
    this.skills = requireNonNull(skills, "skills");
    this.files = requireNonNull(files, "files");
    this.domains = requireNonNull(domains, "domains");
    this.callbacks = requireNonNull(callbacks, "callbacks");
  }

  Submission execution(Caller caller, ExecutionRequest request) {
    Optional<StoredAgent> agent = agent(caller, request);
    ExecutionRequest stored = agent.map(Intake::defaults).orElse(request);
    RunConfig config =
        agent.isEmpty() ? request.config() : configured(agent.get(), request.config());
    List<RunInput> inputs = inputs(request.inputs(), agent.isEmpty() ? List.of() : stored.inputs());
    if (config.prompt().isEmpty() && config.skills().isEmpty() && inputs.isEmpty()) {
      throw missing("config", "prompt");
    }
    Optional<String> callback = request.callbackUrl().or(stored::callbackUrl);
    checkCallback(callback);
    checkFiles(caller, inputs.stream().flatMap(i -> part(i).stream()).toList());
    Demands demands = demands(caller, config);
    String id = UUID.randomUUID().toString();
    ChatCompletionRequest chat =
        turn(id, InputMessage.of(config.prompt(), inputs), config)
            .model(model(request.model(), demands))
            .toolsets(request.toolsets())
            .metadata(request.metadata())
            .build();
    Work work =
        new Work(
            Work.Task.ANSWER,
            RequestWriter.write(chat),
            demands.structured(),
            false,
            metadata(config),
            config.pageIndices(),
            "");
    return new Submission(
        caller,
        id,
        StoredExecution.Kind.EXECUTION,
        agent.map(StoredAgent::name).or(request::name).orElse(""),
        "",
        request.batch(),
        callback,
        work);
  }

  /**
   * @param schema a schema of such a document is wanted instead of its content
   */
  Submission prediction(Caller caller, PredictionRequest request, boolean schema) {
    checkCallback(request.callbackUrl());
    checkFiles(caller, request.media());
    Optional<StoredAgent> agent = request.name().map(name -> named(caller, name));
    RunConfig given = agent.map(a -> configured(a, request.config())).orElse(request.config());
    Work.Task task =
        schema
            ? Work.Task.SCHEMA
            : request.domain().equals(Optional.of(MARKDOWN))
                ? Work.Task.MARKDOWN
                : Work.Task.ANSWER;
    RunConfig config = task == Work.Task.ANSWER ? withDomain(given, request.domain()) : given;
    if (task == Work.Task.ANSWER
        && config.prompt().isEmpty()
        && config.jsonSchema().isEmpty()
        && config.skills().isEmpty()) {
      throw missing("domain");
    }
    Demands demands = demands(caller, config);
    String id = UUID.randomUUID().toString();
    List<ContentPart> parts = new ArrayList<>(request.media());
    words(config, demands).ifPresent(text -> parts.add(new ContentPart.Text(text)));
    ObjectNode chat =
        RequestWriter.write(
            turn(id, new ChatMessage(Role.USER, parts), config)
                .model(model(request.model(), demands))
                .metadata(request.metadata())
                .build());
    boolean pictures = request.media().stream().allMatch(ContentPart.ImageUrl.class::isInstance);
    Work work =
        new Work(
            task,
            chat,
            demands.structured(),
            demands.structured() && pictures && request.media().size() > 1,
            metadata(config),
            config.pageIndices(),
            "");
    return new Submission(
        caller,
        id,
        StoredExecution.Kind.PREDICTION,
        agent.map(StoredAgent::name).orElse(""),
        request.domain().orElse(""),
        request.batch(),
        request.callbackUrl(),
        work);
  }

  private Optional<StoredAgent> agent(Caller caller, ExecutionRequest request) {
    if (request.name().isPresent()) {
      return Optional.of(named(caller, request.name().get()));
    }
    // A prompt alone stands for the agent that has it.
    boolean promptAlone =
        request.config().jsonSchema().isEmpty() && request.config().skills().isEmpty();
    return promptAlone
        ? request
            .config()
            .prompt()
            .flatMap(prompt -> agents.find(caller.tenant(), new AgentLookup.ByPrompt(prompt)))
        : Optional.empty();
  }

  private StoredAgent named(Caller caller, String name) {
    return agents
        .find(caller.tenant(), new AgentLookup.ByName(name))
        .orElseThrow(() ->
            new RigelException(
                ErrorCode.NOT_FOUND,
                "There is no agent named "
                    + name
                    + "; create it first, or send a prompt without a"
                    + " name.",
                "name"));
  }

  private static ExecutionRequest defaults(StoredAgent agent) {
    return ExecutionReader.stored(Json.parse(agent.config()));
  }

  private static RunConfig configured(StoredAgent agent, RunConfig sent) {
    RunConfig own = defaults(agent).config();
    RunConfig withPrompt =
        new RunConfig(
            Optional.of(agent.prompt()),
            own.jsonSchema(),
            own.skills(),
            own.grounding(),
            own.confidence(),
            own.pageIndices(),
            own.maxTokens(),
            own.temperature());
    return sent.or(withPrompt);
  }

  /** The sent ones, and those of the agent's own under other names. */
  private static List<RunInput> inputs(List<RunInput> sent, List<RunInput> own) {
    Set<String> names = sent.stream().map(RunInput::name).collect(Collectors.toSet());
    List<RunInput> all = new ArrayList<>(sent);
    own.stream().filter(input -> !names.contains(input.name())).forEach(all::add);
    return all;
  }

  private static Optional<ContentPart> part(RunInput input) {
    return input instanceof RunInput.Part medium ? Optional.of(medium.part()) : Optional.empty();
  }

  private RunConfig withDomain(RunConfig config, Optional<String> domain) {
    if (domain.isEmpty()) {
      return config;
    }
    if (SPOKEN.contains(domain.get())) {
      throw new RigelException(
          ErrorCode.NOT_IMPLEMENTED,
          "The domain "
              + domain.get()
              + " needs the tool transcribe, which this version does not"
              + " have.",
          "domain");
    }
    JsonNode schema =
        domains
            .schema(domain.get())
            .orElseThrow(() ->
                new RigelException(
                    ErrorCode.NOT_FOUND,
                    "There is no domain of this name; GET /v1/hub/domains lists them.",
                    "domain"));
    return config.jsonSchema().isPresent() ? config : config.withSchema(schema);
  }

  private record Demands(boolean structured, Optional<String> model) {}

  private Demands demands(Caller caller, RunConfig config) {
    config.jsonSchema().ifPresent(Intake::checkSchema);
    boolean structured = config.jsonSchema().isPresent();
    Optional<String> model = Optional.empty();
    for (AgentSkill skill : config.skills()) {
      SkillLibrary.Demands demands = skills.demands(caller, skill);
      structured |= demands.schema();
      model = model.or(demands::model);
    }
    return new Demands(structured, model);
  }

  private static void checkSchema(JsonNode schema) {
    try {
      AnswerSchema _ = new AnswerSchema(schema);
    } catch (RigelException e) {
      throw new RigelException(e.code(), e.getMessage(), "config.json_schema");
    }
  }

  private static ModelName model(Optional<ModelName> asked, Demands demands) {
    ModelName model =
        asked.or(() -> demands.model().flatMap(ModelName::of)).orElse(ModelName.DEFAULT);
    if (model.family() == ModelName.Family.EMBEDDED) {
      throw RigelException.invalid(
          "The bare language model has no tools and makes no runs; use it in chat completions.",
          "model");
    }
    return model;
  }

  private static ChatCompletionRequest.Builder turn(
      String id, ChatMessage message, RunConfig config) {
    ChatCompletionRequest.Builder turn =
        ChatCompletionRequest.builder(List.of(message))
            .id(Optional.of(completionId(id)))
            .sessionId(Optional.of(id))
            .skills(config.skills());
    config
        .jsonSchema()
        .ifPresent(schema ->
            turn.responseFormat(
                new ResponseFormat.JsonSchemaFormat(schema, Optional.empty(), false)));
    config.maxTokens().ifPresent(turn::maxTokens);
    config.temperature().ifPresent(turn::temperature);
    return turn;
  }

  /** The one completion of a run: always the same, so that it is stored once. */
  static String completionId(String execution) {
    return "chatcmpl-" + execution;
  }

  /** A prediction needs no words: its schema says what is wanted. A skill speaks for itself. */
  private static Optional<String> words(RunConfig config, Demands demands) {
    return config
        .prompt()
        .or(() ->
            demands.structured() && config.skills().isEmpty()
                ? Optional.of("Extract the data.")
                : Optional.empty());
  }

  private static Work.Metadata metadata(RunConfig config) {
    return config.grounding()
        ? Work.Metadata.PLACES
        : config.confidence() ? Work.Metadata.CONFIDENCE : Work.Metadata.NONE;
  }

  private void checkCallback(Optional<String> url) {
    if (url.isPresent()) {
      try {
        callbacks.check(url.get());
      } catch (RigelException e) {
        throw new RigelException(ErrorCode.INVALID_REQUEST, e.getMessage(), "callback_url");
      }
    }
  }

  private void checkFiles(Caller caller, List<ContentPart> parts) {
    for (ContentPart part : parts) {
      Optional<String> id =
          switch (part) {
            case ContentPart.InputFile file -> file.fileId();
            case ContentPart.OpenAiFile file -> file.fileId();
            case ContentPart.Text _,
                ContentPart.ImageUrl _,
                ContentPart.VideoUrl _,
                ContentPart.AudioUrl _,
                ContentPart.FileUrl _,
                ContentPart.InputAudio _ ->
                Optional.empty();
          };
      if (id.isPresent()
          && files.file(caller.tenant(), id.get()).flatMap(StoredFile::blob).isEmpty()) {
        throw new RigelException(
            ErrorCode.NOT_FOUND, "There is no uploaded file with this id.", "file_id");
      }
    }
  }

  private static ValidationException missing(String... path) {
    List<Object> location = new ArrayList<>(List.of("body"));
    location.addAll(List.of(path));
    return new ValidationException(new ErrorDetail(location, "Field required", "missing"));
  }
}
