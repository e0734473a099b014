package dev.rigel.agent.function;

import dev.rigel.agent.turn.TurnInput;
import dev.rigel.language.Prompt;
import dev.rigel.tools.language.Fence;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Words the questions about functions that are put to a language model. */
final class FunctionPrompts {
  private static final int LATEST_MESSAGES = 6;
  private static final int LONGEST_MESSAGE = 400;
  private static final int LONGEST_INSTRUCTIONS = 2_000;
  private static final int LONGEST_SCHEMA = 3_000;

  private FunctionPrompts() {}

  /** Which function comes next; its arguments are found elsewhere. */
  static Prompt next(FunctionNeed need) {
    String rule =
        need.required()
            ? "Name the one that comes next."
            : "The assistant itself reads, searches and changes the media, counts, compares and"
                + " answers questions. Name a function only when the request asks for what it does"
                + " and it has not been called yet, otherwise null.";
    return prompt(
        "You choose which function of an application is to be called next for a user's request."
            + " Functions:\n"
            + list(need.functions(), false)
            + rule
            + " Answer as JSON: {\"function\": name or null}.",
        need,
        "");
  }

  /** Which functions are called, and with what. */
  static Prompt calls(FunctionNeed need, boolean several, String problem) {
    String rule =
        need.required()
            ? "At least one call is needed. "
            : "Talk and general knowledge need no function. When the request asks for nothing that a"
                + " function does, or everything needed was called already, the list is empty. ";
    return prompt(
        "You choose which functions of an application are to be called for a user's request."
            + " Functions:\n"
            + list(need.functions(), true)
            + rule
            + (several ? "" : "Make one call at a time. ")
            + "Take the arguments from the request. Answer as JSON: {\"calls\": [{\"name\": …,"
            + " \"arguments\": {…}}]}.",
        need,
        problem);
  }

  /** With what one function is called. */
  static Prompt arguments(OfferedFunction function, FunctionNeed need, String problem) {
    return prompt(
        "Write the arguments, as one JSON object, with which this function is called for a user's"
            + " request:\n"
            + list(List.of(function), true)
            + "Take the values from the request and what was found; leave out or make null what is"
            + " not there.",
        need,
        problem);
  }

  private static Prompt prompt(String system, FunctionNeed need, String problem) {
    StringBuilder text = new StringBuilder();
    if (!need.turn().instructions().isBlank()) {
      text.append("Instructions: ")
          .append(clipped(need.turn().instructions(), LONGEST_INSTRUCTIONS))
          .append('\n');
    }
    List<Prompt.Message> history =
        need.turn().history().stream().filter(m -> m.role() != Prompt.Role.SYSTEM).toList();
    for (Prompt.Message message :
        history.subList(Math.max(0, history.size() - LATEST_MESSAGES), history.size())) {
      text.append("Earlier, ")
          .append(message.role().name().toLowerCase(Locale.ROOT))
          .append(": ")
          .append(clipped(message.text(), LONGEST_MESSAGE))
          .append('\n');
    }
    if (!need.turn().inputs().isEmpty()) {
      text.append("Media: ")
          .append(
              need.turn().inputs().stream()
                  .map(TurnInput::description)
                  .collect(Collectors.joining(", ")))
          .append('\n');
    }
    text.append("Request: ").append(need.turn().request());
    String results = FunctionResults.text(need.made());
    if (!results.isEmpty()) {
      text.append('\n').append(results);
    }
    if (!problem.isEmpty()) {
      text.append("\nThe last attempt was wrong: ").append(problem);
    }
    return Prompt.of(
        Prompt.Message.system(results.isEmpty() ? system : system + " " + Fence.RULE),
        Prompt.Message.user(text.toString()));
  }

  private static String list(List<OfferedFunction> functions, boolean withArguments) {
    StringBuilder text = new StringBuilder();
    for (OfferedFunction function : functions) {
      text.append("- ").append(function.name());
      if (!function.description().isBlank()) {
        text.append(": ").append(clipped(function.description(), LONGEST_MESSAGE));
      }
      if (withArguments) {
        text.append(" Arguments: ")
            .append(clipped(function.arguments().json().toString(), LONGEST_SCHEMA));
      }
      text.append('\n');
    }
    return text.toString();
  }

  private static String clipped(String text, int length) {
    String oneLine = text.replaceAll("\\s+", " ").strip();
    return oneLine.length() <= length ? oneLine : oneLine.substring(0, length) + " …";
  }
}
