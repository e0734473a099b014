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
import dev.rigel.agent.turn.Conversation;
import dev.rigel.agent.turn.MediaOpener;
import dev.rigel.agent.turn.SessionMedia;
import dev.rigel.agent.turn.StoredMessages;
import dev.rigel.agent.turn.Turn;
import dev.rigel.agent.turn.TurnReader;
import dev.rigel.base.CallScope;
import dev.rigel.language.Generation;
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
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
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
    Outcome outcome;
    if (request.model().family() == ModelName.Family.EMBEDDED) {
      outcome = bareModel.complete(request, listener, scope);
    } else {
      outcome = run(request, caller, completion, sessionId, listener, scope);
    }
    return completion(request, completion, sessionId, outcome);
  }

  private Outcome run(
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
      Outcome outcome =
          isTalk(read.turn())
              ? talked(request, read.turn(), schema, trace, listener, scope)
              : programmed(request, read.turn(), schema, media, workspace, trace, listener, scope);
      store(caller, sessionId, completion, conversation, read, media, trace, outcome);
      return outcome;
    }
  }

  private boolean isTalk(Turn turn) {
    return turn.inputs().isEmpty() && !parts.planning().recognises(turn);
  }

  private Outcome talked(
      ChatCompletionRequest request,
      Turn turn,
      Optional<AnswerSchema> schema,
      Trace trace,
      AgentListener listener,
      CallScope scope) {
    listener.happened(new AgentEvent.Phase("writing", "Writing an answer"));
    boolean structured = !(request.responseFormat() instanceof ResponseFormat.TextFormat);
    List<ChatCompletion.Choice> choices = new ArrayList<>();
    long promptTokens = 0;
    long completionTokens = 0;
    for (int i = 0; i < request.n(); i++) {
      boolean streams = i == 0 && !structured;
      Generation generation =
          talk.answer(turn, wording(request, i), streams ? listener::wrote : piece -> {}, scope);
      promptTokens += generation.promptTokens();
      completionTokens += generation.completionTokens();
      boolean cut = generation.finishReason() == Generation.FinishReason.LENGTH;
      String text = structured ? generation.text().strip() : generation.text();
      if (!cut) {
        schema.ifPresent(s -> StructuredText.requireValid(s, text));
      }
      if (structured && i == 0) {
        listener.wrote(text);
      }
      choices.add(
          new ChatCompletion.Choice(
              i,
              text,
              List.of(),
              cut ? FinishReason.LENGTH : FinishReason.STOP,
              LogProbabilities.json(generation)));
    }
    trace.planned("talk", "");
    return new Outcome(
        choices, new Usage(promptTokens, completionTokens), List.of(), Optional.of(trace.json()));
  }

  private static PlainTalk.Wording wording(ChatCompletionRequest request, int choice) {
    OptionalLong seed =
        request.seed().isPresent()
            ? OptionalLong.of(request.seed().get() + choice)
            : OptionalLong.empty();
    return new PlainTalk.Wording(
        request.maxTokens(),
        request.temperature(),
        request.topP(),
        request.topK().map(OptionalInt::of).orElseGet(OptionalInt::empty),
        seed,
        request.stop(),
        request.logprobs().orElse(-1));
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
    ProgramRun.Result run =
        new ProgramRun(parts.planning(), workspace, trace, listener, scope).run(turn);
    AnswerValues values = run.values();
    ComposedAnswer answer =
        switch (request.responseFormat()) {
          case ResponseFormat.TextFormat _ -> composer.prose(values, media);
          case ResponseFormat.JsonObjectFormat _ -> composer.object(values, media);
          case ResponseFormat.JsonSchemaFormat _ ->
              composer.shaped(schema.orElseThrow(), turn.request(), values, media, scope);
        };
    answer.warnings().forEach(trace::warn);
    if (request.logprobs().isPresent()) {
      trace.warn("logprobs are null: the text was composed by code, not written by a model.");
    }
    TokenEstimate.Cut cut = TokenEstimate.cut(answer.content(), request.maxTokens());
    listener.wrote(cut.text());
    boolean length = cut.wasCut() || run.exhausted();
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

  private void store(
      Caller caller,
      String sessionId,
      String completion,
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
                sessionId,
                completion,
                Instant.now(parts.clock()),
                conversation.replaces(),
                messages,
                media.fresh(),
                trace.program(),
                outcome.extra().map(JsonNode::toString).orElse("{}")));
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

  /**
   * What a turn came to.
   *
   * @param produced references of the media that the answer carries
   * @param extra the field {@code rigel}
   */
  record Outcome(
      List<ChatCompletion.Choice> choices,
      Usage usage,
      List<String> produced,
      Optional<JsonNode> extra) {
    Outcome {
      choices = List.copyOf(choices);
      produced = List.copyOf(produced);
    }
  }
}
