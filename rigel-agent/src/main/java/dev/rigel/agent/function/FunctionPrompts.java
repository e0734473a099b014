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
    return prompt(
        "Choose which function comes next for a user's request. Functions:\n"
            + list(need.functions(), false)
            + own(need)
            + "Answer as JSON: {\"function\": name}.",
        need,
        "");
  }

  /** Which functions are called, and with what. */
  static Prompt calls(FunctionNeed need, boolean several, String problem) {
    return prompt(
        "Choose which functions are called for a user's request. Functions:\n"
            + list(need.functions(), true)
            + own(need)
            + (several ? "" : "Make one call at a time. ")
            + "Take the arguments from the request. Answer as JSON: {\"calls\": [{\"name\": …,"
            + " \"arguments\": {…}}]}.",
        need,
        problem);
  }

  /** The answer without a function, as one of them. */
  private static String own(FunctionNeed need) {
    return need.required() ? "" : "- " + need.ownName() + ": " + need.ownDescription() + "\n";
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
