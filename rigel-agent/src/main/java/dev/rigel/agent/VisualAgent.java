package dev.rigel.agent;

import dev.rigel.agent.answer.AnswerComposer;
import dev.rigel.agent.answer.AnswerSchema;
import dev.rigel.agent.answer.AnswerValues;
import dev.rigel.agent.answer.ComposedAnswer;
import dev.rigel.agent.plan.Planning;
import dev.rigel.agent.port.ArtifactUrls;
import dev.rigel.agent.port.BlobStore;
import dev.rigel.agent.port.Session;
import dev.rigel.agent.port.SessionStore;
import dev.rigel.agent.port.StoredMessage;
import dev.rigel.agent.port.TurnRecord;
import dev.rigel.agent.port.TurnUsage;
import dev.rigel.agent.turn.Conversation;
import dev.rigel.agent.turn.MediaOpener;
import dev.rigel.agent.turn.SessionMedia;
import dev.rigel.agent.turn.StoredMessages;
import dev.rigel.agent.turn.Turn;
import dev.rigel.agent.turn.TurnReader;
import dev.rigel.base.BudgetExhaustedException;
import dev.rigel.base.CallScope;
import dev.rigel.language.LanguageModel;
import dev.rigel.media.Workspace;
import dev.rigel.protocol.ChatCompletion;
import dev.rigel.protocol.ChatCompletionRequest;
import dev.rigel.protocol.FinishReason;
import dev.rigel.protocol.ModelName;
import dev.rigel.protocol.ResponseFormat;
import dev.rigel.protocol.Usage;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/**
 * The agent: joins a request with its session, decides between plain talk and a visual program, has
 * the program planned and run, gives the answer its form, and stores the turn before it returns.
 */
public final class VisualAgent implements Agent {
  /**
   * What the agent works with.
   *
   * @param workspaces opens an empty workspace for a turn
   * @param version goes out as {@code system_fingerprint}
   */
  public record Parts(
      Planning planning,
      LanguageModel model,
      SessionStore sessions,
      BlobStore blobs,
      MediaOpener opener,
      ArtifactUrls urls,
      Supplier<Workspace> workspaces,
      List<String> abilities,
      Clock clock,
      String version) {}

  private final Parts parts;
  private final PlainTalk talk;
  private final BareModel bareModel;
  private final AnswerComposer composer;
  private final TurnReader reader = new TurnReader();

  public VisualAgent(Parts parts) {
    this.parts = parts;
    this.talk = new PlainTalk(parts.model(), parts.abilities());
    this.bareModel = new BareModel(parts.model());
    this.composer = new AnswerComposer(parts.model());
  }

  @Override
  public ChatCompletion complete(
      ChatCompletionRequest request, Caller caller, AgentListener listener, CallScope scope) {
    Unsupported.refuse(request);
    String completion = request.id().orElseGet(() -> "chatcmpl-" + UUID.randomUUID());
    String sessionId = request.sessionId().orElseGet(() -> UUID.randomUUID().toString());
    listener.started(completion, sessionId);
    if (request.model().family() == ModelName.Family.EMBEDDED) {
      Outcome outcome = bareModel.complete(request, listener, scope);
      return completion(request, completion, sessionId, outcome);
    }
    return run(request, caller, completion, sessionId, listener, scope);
  }

  private ChatCompletion run(
      ChatCompletionRequest request,
      Caller caller,
      String completion,
      String sessionId,
      AgentListener listener,
      CallScope scope) {
    Optional<AnswerSchema> schema =
        request.responseFormat() instanceof ResponseFormat.JsonSchemaFormat format
            ? Optional.of(new AnswerSchema(format.schema()))
            : Optional.empty();
    Optional<Session> session =
        request.sessionId().flatMap(id -> parts.sessions().session(caller.tenant(), id));
    Conversation conversation = Conversation.of(session, request.messages());
    try (Workspace workspace = parts.workspaces().get()) {
      SessionMedia media =
          new SessionMedia(
              workspace,
              parts.opener(),
              parts.blobs(),
              parts.urls(),
              parts.sessions(),
              caller,
              sessionId,
              session.isPresent()
                  ? parts.sessions().artifacts(caller.tenant(), sessionId)
                  : List.of());
      TurnReader.Read read = reader.read(request, conversation, schema, media, scope);
      Trace trace = new Trace();
      Unsupported.warnings(request).forEach(trace::warn);
      Outcome outcome =
          isTalk(read.turn())
              ? talk.answer(
                  request, read.turn(), jsonSchema(request, schema), trace, listener, scope)
              : programmed(request, read.turn(), schema, media, workspace, trace, listener, scope);
      ChatCompletion answer = completion(request, completion, sessionId, outcome);
      store(caller, answer, conversation, read, media, trace, outcome);
      return answer;
    }
  }

  /** What a model's JSON must satisfy; empty for prose. */
  private static Optional<AnswerSchema> jsonSchema(
      ChatCompletionRequest request, Optional<AnswerSchema> schema) {
    return request.responseFormat() instanceof ResponseFormat.JsonObjectFormat
        ? Optional.of(AnswerSchema.ANY_OBJECT)
        : schema;
  }

  private boolean isTalk(Turn turn) {
    return turn.inputs().isEmpty() && !parts.planning().recognises(turn);
  }

  private Outcome programmed(
      ChatCompletionRequest request,
      Turn turn,
      Optional<AnswerSchema> schema,
      SessionMedia media,
      Workspace workspace,
      Trace trace,
      AgentListener listener,
      CallScope scope) {
    ProgramRun.Result run = run(turn, workspace, trace, listener, scope);
    AnswerValues values = run.values();
    ComposedAnswer answer = composed(request, turn, schema, run, media, trace, scope);
    answer.warnings().forEach(trace::warn);
    if (request.logprobs().isPresent()) {
      trace.warn("logprobs are null: the text was composed by code, not written by a model.");
    }
    TokenEstimate.Cut cut = TokenEstimate.cut(answer.content(), request.maxTokens());
    listener.wrote(cut.text());
    boolean length = cut.wasCut() || answer.cut() || run.exhausted();
    List<ChatCompletion.Choice> choices = new ArrayList<>();
    for (int i = 0; i < request.n(); i++) {
      choices.add(
          new ChatCompletion.Choice(
              i, cut.text(), length ? FinishReason.LENGTH : FinishReason.STOP));
    }
    Usage usage =
        new Usage(
            TokenEstimate.tokens(turn.request()) + run.promptTokens() + answer.promptTokens(),
            TokenEstimate.tokens(cut.text()) + run.completionTokens() + answer.completionTokens());
    List<String> produced = values.media().stream().map(media::reference).toList();
    return new Outcome(choices, usage, produced, Optional.of(trace.json(values)));
  }

  /** A limit that is reached before there is a program leaves nothing but that to say. */
  private ProgramRun.Result run(
      Turn turn, Workspace workspace, Trace trace, AgentListener listener, CallScope scope) {
    try {
      return new ProgramRun(parts.planning(), workspace, trace, listener, scope).run(turn);
    } catch (BudgetExhaustedException e) {
      trace.exhausted(e);
      String text = "The work was stopped at a limit: " + e.getMessage() + ".";
      return new ProgramRun.Result(AnswerValues.of(Map.of("text", text)), true, 0, 0);
    }
  }

  private ComposedAnswer composed(
      ChatCompletionRequest request,
      Turn turn,
      Optional<AnswerSchema> schema,
      ProgramRun.Result run,
      SessionMedia media,
      Trace trace,
      CallScope scope) {
    AnswerValues values = run.values();
    return switch (request.responseFormat()) {
      case ResponseFormat.TextFormat _ -> composer.prose(values, media);
      case ResponseFormat.JsonObjectFormat _ -> composer.object(values, media);
      case ResponseFormat.JsonSchemaFormat _ -> {
        if (run.exhausted()) {
          // What there is fits the schema or is told in words; no model fills the gaps.
          yield composer
              .matched(schema.orElseThrow(), values, media)
              .orElseGet(() -> composer.prose(values, media));
        }
        try {
          yield composer.shaped(schema.orElseThrow(), turn.request(), values, media, scope);
        } catch (BudgetExhaustedException e) {
          trace.exhausted(e);
          yield composer.prose(values, media).asCut();
        }
      }
    };
  }

  private void store(
      Caller caller,
      ChatCompletion answer,
      Conversation conversation,
      TurnReader.Read read,
      SessionMedia media,
      Trace trace,
      Outcome outcome) {
    List<StoredMessage> messages = new ArrayList<>(read.messages());
    messages.add(StoredMessages.answer(outcome.choices().getFirst().content(), outcome.produced()));
    parts
        .sessions()
        .commit(
            new TurnRecord(
                caller.tenant(),
                answer.sessionId(),
                answer.id(),
                Instant.now(parts.clock()),
                conversation.replaces(),
                messages,
                media.fresh(),
                trace.program(),
                outcome.extra().map(JsonNode::toString).orElse("{}"),
                answer.toJson().toString(),
                new TurnUsage(answer.usage().promptTokens(), answer.usage().completionTokens(), 0),
                Optional.empty()));
  }

  private ChatCompletion completion(
      ChatCompletionRequest request, String completion, String sessionId, Outcome outcome) {
    return new ChatCompletion(
        completion,
        Instant.now(parts.clock()).getEpochSecond(),
        request.model().name(),
        parts.version(),
        outcome.choices(),
        outcome.usage(),
        sessionId,
        outcome.extra());
  }
}
