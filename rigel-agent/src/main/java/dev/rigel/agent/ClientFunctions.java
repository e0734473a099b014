package dev.rigel.agent;

import dev.rigel.agent.answer.JsonText;
import dev.rigel.agent.function.FunctionChooser;
import dev.rigel.agent.function.FunctionNeed;
import dev.rigel.agent.function.OfferedFunction;
import dev.rigel.agent.plan.Planning;
import dev.rigel.agent.turn.FunctionCall;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import dev.rigel.language.LanguageModel;
import dev.rigel.language.Wording;
import dev.rigel.protocol.ChatCompletion;
import dev.rigel.protocol.ChatCompletionRequest;
import dev.rigel.protocol.FinishReason;
import dev.rigel.protocol.ToolCall;
import dev.rigel.protocol.ToolChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Answers with calls of the client's own functions, where the request needs or wants them. Where
 * there are media, a function's arguments are what a visual program finds in them, as if its schema
 * were that of the answer; otherwise the language model takes them from the words.
 */
final class ClientFunctions {
  private final Planning planning;
  private final FunctionChooser chooser;
  private final ProgramAnswer programs;

  ClientFunctions(Planning planning, LanguageModel model, ProgramAnswer programs) {
    this.planning = planning;
    this.chooser = new FunctionChooser(model);
    this.programs = programs;
  }

  /**
   * The functions that a request offers.
   *
   * @throws RigelException naming the function whose schema is wrong
   */
  static List<OfferedFunction> offered(ChatCompletionRequest request) {
    return request.toolChoice() == ToolChoice.NONE
        ? List.of()
        : OfferedFunction.of(request.tools());
  }

  /** The calls; empty when the answer is to be words. */
  Optional<Outcome> answer(TurnWork work, List<OfferedFunction> offered) {
    if (offered.isEmpty()) {
      return Optional.empty();
    }
    FunctionNeed need = need(work, offered);
    boolean hasMedia = !work.turn().inputs().isEmpty();
    if (!need.required() && isOurs(work)) {
      return Optional.empty();
    }
    work.listener().happened(new AgentEvent.Phase("choosing", "Choosing a function"));
    return hasMedia ? fromMedia(work, need) : fromWords(work, need);
  }

  private static FunctionNeed need(TurnWork work, List<OfferedFunction> offered) {
    return switch (work.request().toolChoice()) {
      case ToolChoice.Mode mode ->
          new FunctionNeed(work.turn(), work.calls(), offered, mode == ToolChoice.Mode.REQUIRED);
      case ToolChoice.Named(String name) ->
          new FunctionNeed(
              work.turn(),
              work.calls(),
              offered.stream().filter(f -> f.name().equals(name)).limit(1).toList(),
              true);
    };
  }

  /** A request that says exactly what one of our own recipes does. */
  private boolean isOurs(TurnWork work) {
    return work.calls().isEmpty() && planning.isReflex(work.turn());
  }

  private Optional<Outcome> fromMedia(TurnWork work, FunctionNeed need) {
    Optional<OfferedFunction> next =
        work.trace().measured("choosing", work.scope(), () -> chooser.next(need, work.scope()));
    if (next.isEmpty()) {
      return Optional.empty();
    }
    OfferedFunction function = next.get();
    if (function.takesNothing()) {
      return called(work, need, function, "{}", List.of());
    }
    ProgramAnswer.Found found;
    try {
      found = programs.find(work.shapedAs(function.arguments()));
    } catch (RigelException e) {
      if (work.read().bringsMedia() || !isForWords(e.code())) {
        throw e;
      }
      // The media are those of an earlier message, and this request is about something else.
      work.trace().warn("The arguments were taken from the words alone: " + e.getMessage());
      ToolCall call =
          work.trace()
              .measured(
                  "choosing",
                  work.scope(),
                  () -> chooser.call(function, need, Wording.GREEDY, work.scope()));
      return called(work, need, function, call.arguments(), List.of());
    }
    if (!JsonText.isBare(found.answer().content())) {
      return Optional.of(cutShort(found));
    }
    return called(work, need, function, found.answer().content(), found.produced());
  }

  private static boolean isForWords(ErrorCode code) {
    return code == ErrorCode.MODEL_FAILED || code == ErrorCode.SCHEMA_UNSATISFIED;
  }

  /** A run that met its limit found no arguments; what it has to say is said. */
  private static Outcome cutShort(ProgramAnswer.Found found) {
    return new Outcome(
        List.of(new ChatCompletion.Choice(0, found.answer().content(), FinishReason.LENGTH)),
        found.produced(),
        found.values().boxes());
  }

  private Optional<Outcome> called(
      TurnWork work,
      FunctionNeed need,
      OfferedFunction function,
      String arguments,
      List<String> produced) {
    if (!need.required() && wasMade(need.made(), function.name(), arguments)) {
      return Optional.empty();
    }
    List<ChatCompletion.Choice> choices = new ArrayList<>();
    for (int i = 0; i < work.request().n(); i++) {
      choices.add(choice(i, List.of(FunctionChooser.call(function.name(), arguments))));
    }
    if (choices.size() > 1) {
      work.trace().warn("The choices are equal: there is one plan and one run.");
    }
    return Optional.of(calls(work, choices, produced));
  }

  private Optional<Outcome> fromWords(TurnWork work, FunctionNeed need) {
    Wording wording = TurnWork.wording(work.request(), false);
    List<ChatCompletion.Choice> choices = new ArrayList<>();
    for (int i = 0; i < work.request().n(); i++) {
      Wording sampled = wording.sample(i);
      List<ToolCall> calls =
          work.trace().measured("choosing", work.scope(), () -> calls(work, need, sampled)).stream()
              .filter(
                  call -> need.required() || !wasMade(need.made(), call.name(), call.arguments()))
              .toList();
      if (calls.isEmpty() && i == 0) {
        return Optional.empty();
      }
      if (calls.isEmpty()) {
        work.trace().warn("Choice " + i + " equals the first: its own would call no function.");
      }
      choices.add(choice(i, calls.isEmpty() ? choices.getFirst().toolCalls() : calls));
    }
    work.trace().planned("functions", "");
    return Optional.of(calls(work, choices, List.of()));
  }

  private List<ToolCall> calls(TurnWork work, FunctionNeed need, Wording wording) {
    if (need.required() && need.functions().size() == 1) {
      return List.of(chooser.call(need.functions().getFirst(), need, wording, work.scope()));
    }
    try {
      return chooser.calls(need, work.request().parallelToolCalls(), wording, work.scope());
    } catch (RigelException e) {
      if (need.required() || e.code() != ErrorCode.SCHEMA_UNSATISFIED) {
        throw e;
      }
      work.trace().warn("No function is called: " + e.getMessage());
      return List.of();
    }
  }

  private static boolean wasMade(List<FunctionCall> made, String name, String arguments) {
    return made.stream()
        .filter(call -> call.result().isPresent() && call.name().equals(name))
        .anyMatch(call -> JsonText.in(call.arguments()).equals(JsonText.in(arguments)));
  }

  private static ChatCompletion.Choice choice(int index, List<ToolCall> calls) {
    return new ChatCompletion.Choice(index, "", calls, FinishReason.TOOL_CALLS, Optional.empty());
  }

  private static Outcome calls(
      TurnWork work, List<ChatCompletion.Choice> choices, List<String> produced) {
    if (work.request().logprobs().isPresent()) {
      work.trace().warn("logprobs are null: the answer is a call, not a text.");
    }
    return new Outcome(choices, produced, List.of());
  }
}
