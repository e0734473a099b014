package dev.rigel.agent;

import dev.rigel.agent.answer.AnswerSchema;
import dev.rigel.agent.answer.AnswerTask;
import dev.rigel.agent.function.FunctionResults;
import dev.rigel.agent.turn.FunctionCall;
import dev.rigel.agent.turn.SessionMedia;
import dev.rigel.agent.turn.Turn;
import dev.rigel.agent.turn.TurnReader;
import dev.rigel.base.CallScope;
import dev.rigel.language.LanguageModel;
import dev.rigel.language.Wording;
import dev.rigel.media.Workspace;
import dev.rigel.protocol.ChatCompletionRequest;
import dev.rigel.protocol.ResponseFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * One turn under way: what its parts share.
 *
 * @param format the form of the answer: the request's, or that of a skill
 * @param schema what the answer must satisfy, when its form is JSON for a schema
 */
record TurnWork(
    ChatCompletionRequest request,
    ResponseFormat format,
    Optional<AnswerSchema> schema,
    TurnReader.Read read,
    SessionMedia media,
    Workspace workspace,
    Trace trace,
    AgentListener listener,
    CallScope scope) {

  Turn turn() {
    return read.turn();
  }

  List<FunctionCall> calls() {
    return read.calls();
  }

  /** The same turn, its answer wanted in another form. */
  TurnWork shapedAs(AnswerSchema other) {
    TurnReader.Read shaped =
        new TurnReader.Read(
            turn().withSchema(other.json()),
            read.messages(),
            read.calls(),
            read.bringsMedia(),
            read.aboutTalk());
    return new TurnWork(
        request,
        new ResponseFormat.JsonSchemaFormat(other.json(), Optional.empty(), true),
        Optional.of(other),
        shaped,
        media,
        workspace,
        trace,
        new ProgressOnly(listener),
        scope);
  }

  /** How the request wants text to be worded, as far as the model can. */
  Wording wording(LanguageModel model) {
    return wording(request, model.capabilities().logProbabilities());
  }

  static Wording wording(ChatCompletionRequest request, boolean logProbabilities) {
    return new Wording(
        request.temperature(),
        request.topP(),
        request.topK().map(OptionalInt::of).orElseGet(OptionalInt::empty),
        request.seed().map(OptionalLong::of).orElseGet(OptionalLong::empty),
        logProbabilities ? request.logprobs().orElse(-1) : -1);
  }

  /** The request as somebody is told of it who words the answer from results. */
  AnswerTask task(LanguageModel model) {
    return new AnswerTask(
        turn().request(), turn().instructions(), FunctionResults.text(calls()), wording(model));
  }

  /** Hears what happens, and nothing of the text, which is not the answer's. */
  private record ProgressOnly(AgentListener listener) implements AgentListener {
    @Override
    public void happened(AgentEvent event) {
      listener.happened(event);
    }
  }
}
