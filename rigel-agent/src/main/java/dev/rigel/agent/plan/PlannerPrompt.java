package dev.rigel.agent.plan;

import dev.rigel.agent.recipe.Recipe;
import dev.rigel.agent.recipe.RecipeIndex;
import dev.rigel.agent.turn.InputKind;
import dev.rigel.agent.turn.Turn;
import dev.rigel.agent.turn.TurnInput;
import dev.rigel.language.Prompt;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Words the planner's prompt: a fixed part (rules, signatures, examples that show the language),
 * whose state is computed once and kept, and a short part with what is new. The nearest examples
 * stand last, where they matter most.
 */
final class PlannerPrompt {
  private static final String RULES =
      """
      You write short Python programs that do visual work. Call only the functions below: no imports, \
      no def, no comments. First call functions and keep their results in variables; then answer(...) \
      with these results. Facts about an input come only from function results.
      """;

  private static final int FEWEST_EXAMPLES = 3;

  /** Characters; three to four make a token. */
  private static final int EXAMPLES_LENGTH = 660;

  /** Words by which a request leans on the one before. */
  private static final Pattern LEANS =
      Pattern.compile(
          "(?i)^\\s*(?:and|or|but|what about|how about)\\b"
              + "|\\b(?:it|its|them|they|their|those|same|again|instead|too|also|previous|earlier|before"
              + "|others?|another|ones?)\\b");

  private final Prompt.Message fixed;

  private final OfferedTools tools;

  /**
   * @param shown recipes that show the language
   */
  PlannerPrompt(OfferedTools tools, List<Recipe> shown) {
    this.tools = tools;
    StringBuilder text = new StringBuilder(RULES).append('\n').append(tools.common().strip());
    text.append("\n\nExamples:\n");
    for (Recipe recipe : shown) {
      appendExample(text, recipe, recipe.exampleRequest());
    }
    this.fixed = Prompt.Message.system(text.toString().strip());
  }

  /** The fixed part alone, to compute its state ahead of the first request. */
  Prompt fixedPart() {
    return new Prompt(List.of(fixed, Prompt.Message.user("")), 1, "");
  }

  /**
   * @param english the request in rough English, where it is in another language
   */
  Prompt prompt(
      Turn turn,
      Optional<String> english,
      List<RecipeIndex.Hit> nearestFirst,
      Optional<FailedProgram> failure) {
    StringBuilder text = new StringBuilder();
    List<RecipeIndex.Hit> shown = affordable(nearestFirst);
    Set<String> rare =
        new LinkedHashSet<>(
            tools.rareIn(shown.stream().map(hit -> hit.recipe().program()).toList()));
    rare.addAll(tools.foreignFor(turn.request(), turn.toolsets()));
    if (!rare.isEmpty()) {
      text.append("More functions:\n").append(String.join("\n", rare)).append('\n');
    }
    if (!shown.isEmpty()) {
      text.append("Examples:\n");
      for (RecipeIndex.Hit hit : shown.reversed()) {
        if (!hit.recipe().inputs().equals(turn.inputKinds())) {
          appendInputs(text, hit.recipe());
        }
        appendWork(text, hit.recipe(), hit.request());
      }
    }
    text.append("\nNow write the program.\n");
    if (!turn.instructions().isBlank()) {
      text.append("instructions: ").append(clipped(turn.instructions(), 600)).append('\n');
    }
    text.append("inputs: ")
        .append(
            turn.inputs().isEmpty()
                ? "none"
                : turn.inputs().stream()
                    .map(TurnInput::description)
                    .collect(Collectors.joining(", ")))
        .append('\n');
    text.append("request: ").append(clipped(turn.request(), 2_000));
    // After the new words: put before them, a small model does the earlier request once more.
    earlierRequest(turn)
        .ifPresent(earlier -> text.append(" (said after: ").append(earlier).append(')'));
    english.ifPresent(
        words -> text.append(" (in English: ").append(clipped(words, 400)).append(')'));
    turn.schema()
        .map(WantedShape::new)
        .ifPresent(shape -> text.append("\nwanted: ").append(shape.text()));
    text.append('\n');
    failure.ifPresent(failed ->
        text.append("this program failed:\n")
            .append(failed.program())
            .append("\n# ")
            .append(clipped(failed.message(), 300))
            .append('\n'));
    text.append("program:");
    return new Prompt(List.of(fixed, Prompt.Message.user(text.toString())), 1, "");
  }

  /**
   * The words by which recipes are looked up: those of the earlier request too, where this one
   * leans on it.
   */
  static String meaning(Turn turn) {
    return earlierRequest(turn)
        .map(earlier -> turn.request() + " " + earlier)
        .orElse(turn.request());
  }

  /** The request before this one, where this one cannot be understood without it. */
  private static Optional<String> earlierRequest(Turn turn) {
    if (!LEANS.matcher(turn.request()).find()) {
      return Optional.empty();
    }
    return turn.history().stream()
        .filter(message -> message.role() == Prompt.Role.USER)
        .reduce((_, later) -> later)
        .map(message -> clipped(message.text(), 200));
  }

  /**
   * The nearest examples whose text is short enough together: each hundred tokens take a second of
   * a small machine, and the nearest ones carry most.
   */
  private static List<RecipeIndex.Hit> affordable(List<RecipeIndex.Hit> nearestFirst) {
    int length = 0;
    int count = 0;
    for (RecipeIndex.Hit hit : nearestFirst) {
      length += hit.request().length() + hit.recipe().exampleProgram().length() + 20;
      if (count >= FEWEST_EXAMPLES && length > EXAMPLES_LENGTH) {
        break;
      }
      count++;
    }
    return nearestFirst.subList(0, count);
  }

  private static void appendExample(StringBuilder text, Recipe recipe, String request) {
    appendInputs(text, recipe);
    appendWork(text, recipe, request);
  }

  private static void appendInputs(StringBuilder text, Recipe recipe) {
    text.append("inputs: ")
        .append(recipe.inputs().isEmpty() ? "none" : described(recipe.inputs()))
        .append('\n');
  }

  private static void appendWork(StringBuilder text, Recipe recipe, String request) {
    text.append("request: ")
        .append(request)
        .append("\nprogram:\n")
        .append(recipe.exampleProgram())
        .append("\n\n");
  }

  private static String described(List<InputKind> kinds) {
    Map<InputKind, Integer> numbers = new HashMap<>();
    List<String> parts = new ArrayList<>();
    for (InputKind kind : kinds) {
      int number = numbers.merge(kind, 1, Integer::sum);
      parts.add(
          kind.variable(number)
              + ": "
              + kind.typeName()
              + switch (kind) {
                case IMAGE -> " 800x600";
                case DOCUMENT -> " 3 pages";
              });
    }
    return String.join(", ", parts);
  }

  private static String clipped(String text, int length) {
    String oneLine = text.replaceAll("\\s+", " ").strip();
    return oneLine.length() <= length ? oneLine : oneLine.substring(0, length) + " …";
  }
}
