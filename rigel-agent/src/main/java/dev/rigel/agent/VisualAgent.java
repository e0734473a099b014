package dev.rigel.agent;

import dev.rigel.agent.answer.AnswerSchema;
import dev.rigel.agent.answer.PromptedSchema;
import dev.rigel.agent.function.OfferedFunction;
import dev.rigel.agent.plan.Planning;
import dev.rigel.agent.port.Session;
import dev.rigel.agent.port.SessionStore;
import dev.rigel.agent.port.StoredMessage;
import dev.rigel.agent.port.StoredTurn;
import dev.rigel.agent.port.TurnRecord;
import dev.rigel.agent.port.TurnUsage;
import dev.rigel.agent.skill.ActiveSkill;
import dev.rigel.agent.skill.Skills;
import dev.rigel.agent.turn.Conversation;
import dev.rigel.agent.turn.SessionMedia;
import dev.rigel.agent.turn.StoredMessages;
import dev.rigel.agent.turn.TurnReader;
import dev.rigel.base.CallScope;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.ModelUse;
import dev.rigel.base.RigelException;
import dev.rigel.language.LanguageModel;
import dev.rigel.media.Workspace;
import dev.rigel.protocol.ChatCompletion;
import dev.rigel.protocol.ChatCompletionRequest;
import dev.rigel.protocol.Json;
import dev.rigel.protocol.ModelName;
import dev.rigel.protocol.ResponseFormat;
import dev.rigel.protocol.Usage;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The agent: joins a request with its session, decides between a call of the client's functions,
 * plain talk and a visual program, and stores the turn before its answer leaves. A completion id is
 * answered once: a request under an id that has its answer gets that one.
 */
public final class VisualAgent implements Agent {
  /** Larger metadata are not kept with the turn. */
  private static final int MOST_METADATA = 16 * 1024;

  private static final JsonMapper JSON = JsonMapper.shared();

  /**
   * What the agent works with.
   *
   * @param workspaces opens an empty workspace for a turn
   * @param abilities what Rigel can do, one line each
   * @param version goes out as {@code system_fingerprint}
   */
  public record Parts(
      Planning planning,
      LanguageModel model,
      SessionMedia.Sources media,
      Skills skills,
      Supplier<Workspace> workspaces,
      List<String> abilities,
      Prices prices,
      Clock clock,
      String version) {}

  private final Parts parts;
  private final SessionStore sessions;
  private final PlainTalk talk;
  private final BareModel bareModel;
  private final ProgramAnswer programs;
  private final ClientFunctions functions;
  private final TurnReader reader = new TurnReader();

  public VisualAgent(Parts parts) {
    this.parts = parts;
    this.sessions = parts.media().sessions();
    this.talk = new PlainTalk(parts.model(), parts.abilities());
    this.bareModel = new BareModel(parts.model(), parts.planning());
    this.programs = new ProgramAnswer(parts.planning(), parts.model());
    this.functions = new ClientFunctions(parts.planning(), parts.model(), programs);
  }

  @Override
  public ChatCompletion complete(
      ChatCompletionRequest request, Caller caller, AgentListener listener, CallScope scope) {
    Optional<StoredTurn> answered = request.id().flatMap(id -> sessions.turn(caller.tenant(), id));
    if (answered.isPresent()) {
      ChatCompletion answer = ChatCompletion.of(JSON.readTree(answered.get().answer()));
      listener.started(answer.id(), answer.sessionId());
      return answer;
    }
    // What the models do for this turn is counted apart from anything else on the same budget.
    CallScope counted =
        new CallScope(scope.deadline(), scope.cancellation(), scope.budget().part());
    Ids ids =
        new Ids(
            request.id().orElseGet(() -> "chatcmpl-" + UUID.randomUUID()),
            request.sessionId().orElseGet(() -> UUID.randomUUID().toString()));
    if (request.model().family() == ModelName.Family.EMBEDDED) {
      BareModel.Work work = bareModel.prepared(request);
      listener.started(ids.completion(), ids.session());
      BareModel.Written written = bareModel.complete(work, listener, counted);
      return completion(
          request,
          ids,
          written.outcome(),
          usage(counted, 0).withCachedTokens(written.cachedTokens()),
          written.stuck() ? Optional.of(Json.object().put("stuck", true)) : Optional.empty());
    }
    return run(request, caller, ids, listener, counted);
  }

  private record Ids(String completion, String session) {}

  private ChatCompletion run(
      ChatCompletionRequest request,
      Caller caller,
      Ids ids,
      AgentListener listener,
      CallScope scope) {
    List<ActiveSkill> skills =
        request.skills().stream()
            .map(skill -> parts.skills().resolve(caller, skill, scope))
            .toList();
    Optional<AnswerSchema> schema = schema(request, skills);
    ResponseFormat format =
        schema
            .<ResponseFormat>map(
                s -> new ResponseFormat.JsonSchemaFormat(s.json(), Optional.empty(), false))
            .orElse(request.responseFormat());
    List<OfferedFunction> offered = ClientFunctions.offered(request);
    Optional<Session> session =
        request.sessionId().flatMap(id -> sessions.session(caller.tenant(), id));
    Conversation conversation = Conversation.of(session, request.messages());
    listener.started(ids.completion(), ids.session());
    try (Workspace workspace = parts.workspaces().get()) {
      SessionMedia media =
          new SessionMedia(
              workspace,
              parts.media(),
              caller,
              ids.session(),
              session.isPresent() ? sessions.artifacts(caller.tenant(), ids.session()) : List.of());
      TurnReader.Read read = reader.read(request, conversation, schema, skills, media, scope);
      parts.planning().checkToolsets(read.turn());
      Trace trace = new Trace();
      media.warnings().forEach(trace::warn);
      warnOfUnknownModels(request, trace);
      if (request.metadata().isPresent() && keptMetadata(request).isEmpty()) {
        trace.warn("The metadata are not kept: they are longer than " + MOST_METADATA + ".");
      }
      TurnWork work =
          new TurnWork(request, format, schema, read, media, workspace, trace, listener, scope);
      Outcome outcome = functions.answer(work, offered).orElseGet(() -> words(work));
      ObjectNode told = trace.json(outcome.boxes(), scope.budget().models());
      ChatCompletion answer =
          completion(request, ids, outcome, usage(scope, trace.stepsMade()), Optional.of(told));
      return stored(caller, answer, conversation, work, outcome, told)
          ? answer
          : first(caller, ids);
    }
  }

  /**
   * What the answer must satisfy: the request's schema, else a skill's, else one that the client
   * wrote into its messages.
   */
  private static Optional<AnswerSchema> schema(
      ChatCompletionRequest request, List<ActiveSkill> skills) {
    if (request.responseFormat() instanceof ResponseFormat.JsonSchemaFormat format) {
      return Optional.of(new AnswerSchema(format.schema()));
    }
    return skills.stream()
        .flatMap(skill -> skill.schema().stream())
        .findFirst()
        .map(schema -> new AnswerSchema(schema, "skills"))
        .or(() -> PromptedSchema.in(request.messages(), request.responseFormat()));
  }

  /** The answer as text, by a program or by the language model alone. */
  private Outcome words(TurnWork work) {
    if (isTalk(work)) {
      return talk.answer(work);
    }
    if (work.calls().isEmpty()) {
      return programs.answer(work);
    }
    try {
      return programs.answer(work);
    } catch (RigelException e) {
      if (e.code() != ErrorCode.MODEL_FAILED) {
        throw e;
      }
      // The request was for the client's functions, and their results say what there is to say.
      work.trace().warn("No program was found; the functions' results alone were used.");
      return talk.answer(work);
    }
  }

  private boolean isTalk(TurnWork work) {
    return work.turn().inputs().isEmpty()
        && (work.read().aboutTalk()
            || !work.calls().isEmpty()
            || !parts.planning().recognises(work.turn()));
  }

  private void warnOfUnknownModels(ChatCompletionRequest request, Trace trace) {
    String unknown =
        request.models().stream()
            .filter(name -> !name.equals(parts.model().name()))
            .collect(Collectors.joining(", "));
    if (!unknown.isEmpty()) {
      trace.warn("There is no configured endpoint of these names in \"models\": " + unknown + ".");
    }
  }

  private Usage usage(CallScope scope, long steps) {
    ModelUse use = scope.budget().modelUse();
    return new Usage(
        use.promptTokens(), use.completionTokens(), parts.prices().credits(use, steps));
  }

  /**
   * @return false when the completion id has got another answer meanwhile
   */
  private boolean stored(
      Caller caller,
      ChatCompletion answer,
      Conversation conversation,
      TurnWork work,
      Outcome outcome,
      ObjectNode trace) {
    ChatCompletion.Choice first = outcome.choices().getFirst();
    List<StoredMessage> messages = new ArrayList<>(work.read().messages());
    messages.add(StoredMessages.answer(first.content(), first.toolCalls(), outcome.produced()));
    return sessions.commit(
        new TurnRecord(
            caller.tenant(),
            answer.sessionId(),
            answer.id(),
            Instant.now(parts.clock()),
            conversation.replaces(),
            messages,
            work.media().fresh(),
            work.trace().program(),
            Json.text(withAsker(trace, work.request())),
            Json.text(answer.toJson()),
            new TurnUsage(
                answer.usage().promptTokens(),
                answer.usage().completionTokens(),
                answer.usage().creditsUsed()),
            caller.idempotency()));
  }

  /** The trace as it is kept: with what the client said of itself and the request. */
  private static ObjectNode withAsker(ObjectNode trace, ChatCompletionRequest request) {
    ObjectNode kept = trace.deepCopy();
    request.user().ifPresent(user -> kept.put("user", user));
    keptMetadata(request).ifPresent(metadata -> kept.set("metadata", metadata));
    return kept;
  }

  private static Optional<JsonNode> keptMetadata(ChatCompletionRequest request) {
    return request.metadata().filter(metadata -> Json.text(metadata).length() <= MOST_METADATA);
  }

  private ChatCompletion first(Caller caller, Ids ids) {
    return sessions
        .turn(caller.tenant(), ids.completion())
        .map(turn -> ChatCompletion.of(JSON.readTree(turn.answer())))
        .orElseThrow(() ->
            new RigelException(ErrorCode.INTERNAL, "The turn could not be stored; try again."));
  }

  private ChatCompletion completion(
      ChatCompletionRequest request,
      Ids ids,
      Outcome outcome,
      Usage usage,
      Optional<JsonNode> trace) {
    return new ChatCompletion(
        ids.completion(),
        Instant.now(parts.clock()).getEpochSecond(),
        request.model().name(),
        parts.version(),
        outcome.choices(),
        usage,
        ids.session(),
        trace);
  }
}
