package dev.rigel.agent;

import dev.rigel.agent.answer.AnswerValues;
import dev.rigel.program.Step;
import dev.rigel.program.run.RunFailure;
import dev.rigel.program.run.RunResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tells a wrong program from a right one whose input had nothing to work on: the largest of no
 * faces, a division by zero. The latter is an answer, and no other program would give a better one.
 */
final class NothingFound {
  private static final Map<String, String> EMPTY_LIST =
      Map.of(
          "IndexError", "list index out of range",
          "ValueError", "empty",
          "ZeroDivisionError", "division by zero");

  /**
   * Tools that may miss what another way of reading finds; what a detector does not see is not
   * there for any other program.
   */
  private static final Set<String> SEARCHERS =
      Set.of("extract", "search", "find_text", "tables", "fields");

  /** Tools that look at one piece of many: that one has nothing says nothing of the others. */
  private static final Set<String> PER_PIECE = Set.of("numbers", "dates");

  private static final Pattern NONE = Pattern.compile("\\bNone\\b");

  private NothingFound() {}

  /** What to say instead of the failure. */
  static Optional<String> in(RunResult result, RunFailure failure) {
    String sign = EMPTY_LIST.get(failure.type());
    if (failure.cause().isPresent() || sign == null || !failure.message().contains(sign)) {
      return Optional.empty();
    }
    Optional<Step> empty =
        result.steps().stream()
            .filter(step -> step.summary().equals("[]") && !PER_PIECE.contains(step.tool()))
            .findFirst();
    if (empty.isPresent()) {
      return Optional.of(
          "Nothing was found: " + empty.get().tool() + " (" + arguments(empty.get()) + ").");
    }
    return failure.type().equals("ZeroDivisionError")
        ? Optional.of("There is no result: it would be a division by zero.")
        : Optional.empty();
  }

  /**
   * That an answer says nothing because its tools found nothing: values that are {@code None}, an
   * empty text. "No" and "0" are answers; so is anything that was made or is marked.
   */
  static Optional<String> inAnswer(RunResult result, AnswerValues values) {
    if (!values.media().isEmpty() || !values.boxes().isEmpty()) {
      return Optional.empty();
    }
    boolean says =
        !values.text().isBlank()
            && !NONE.matcher(values.text()).find()
            && !values.text().startsWith("Nothing was found");
    boolean holds = values.data().filter(NothingFound::holds).isPresent();
    // Fields of which none was found speak louder than the sentence about them.
    boolean empty = values.data().filter(data -> data instanceof Map && !holds).isPresent();
    if (holds || (says && !empty)) {
      return Optional.empty();
    }
    List<String> finders = finders(result);
    return finders.isEmpty()
        ? Optional.empty()
        : Optional.of(String.join(" and ", finders) + " found nothing");
  }

  /** The tools that found nothing though another way of reading may. */
  static List<String> finders(RunResult result) {
    return result.steps().stream()
        .filter(step -> SEARCHERS.contains(step.tool()) && isEmpty(step))
        .map(Step::tool)
        .distinct()
        .toList();
  }

  private static boolean isEmpty(Step step) {
    return step.summary().equals("[]")
        || step.summary().isEmpty()
        || NONE.matcher(step.summary()).find();
  }

  private static boolean holds(Object data) {
    return switch (data) {
      case Map<?, ?> map -> map.values().stream().anyMatch(NothingFound::holds);
      case Iterable<?> items -> items.iterator().hasNext();
      case null -> false;
      default -> true;
    };
  }

  private static String arguments(Step step) {
    String all = step.arguments();
    return all.length() <= 80 ? all : all.substring(0, 79) + "…";
  }
}
