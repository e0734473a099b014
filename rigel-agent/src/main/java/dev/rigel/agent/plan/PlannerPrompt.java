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

  private static final int FEWEST_EXAMPLES = 2;

  /** What is new in a prompt; a long request, instructions and a failed program come on top. */
  static final int MOST_TOKENS = 250;

  /** "More functions", "Examples" and "program". */
  private static final int FRAME = 10;

  private static final Pattern PIECE = Pattern.compile("[\\p{L}\\p{N}_]+|[^\\s\\p{L}\\p{N}_]|\\n");

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
    String asked = asked(turn, english);
    StringBuilder text = new StringBuilder();
    List<RecipeIndex.Hit> shown = affordable(nearestFirst, turn, asked);
    Set<String> rare = rareIn(shown, turn);
    if (!rare.isEmpty()) {
      text.append("More functions:\n").append(String.join("\n", rare)).append('\n');
    }
    if (!shown.isEmpty()) {
      text.append("Examples:\n");
      for (RecipeIndex.Hit hit : shown.reversed()) {
        text.append(example(hit, turn));
      }
    }
    text.append(asked);
    failure.ifPresent(failed ->
        text.append("this program failed:\n")
            .append(failed.program())
            .append("\n# ")
            .append(clipped(failed.message(), 300))
            .append('\n'));
    text.append("program:");
    return new Prompt(List.of(fixed, Prompt.Message.user(text.toString())), 1, "");
  }

  /** What the turn itself says: inputs, request, wanted form. */
  private static String asked(Turn turn, Optional<String> english) {
    StringBuilder text = new StringBuilder("\nNow write the program.\n");
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
    return text.append('\n').toString();
  }

  private static String example(RecipeIndex.Hit hit, Turn turn) {
    StringBuilder text = new StringBuilder();
    if (!hit.recipe().inputs().equals(turn.inputKinds())) {
      appendInputs(text, hit.recipe());
    }
    appendWork(text, hit.recipe(), hit.request());
    return text.toString();
  }

  /** Signatures that the fixed part lacks: of what the examples call, and of other programs. */
  private Set<String> rareIn(List<RecipeIndex.Hit> shown, Turn turn) {
    Set<String> rare =
        new LinkedHashSet<>(
            tools.rareIn(shown.stream().map(hit -> hit.recipe().program()).toList()));
    rare.addAll(tools.foreignFor(turn.request(), turn.toolsets()));
    return rare;
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
   * The nearest examples that fit beside the request: each hundred tokens take a second of a small
   * machine, and the nearest ones carry most. A long request leaves the two nearest.
   */
  private List<RecipeIndex.Hit> affordable(
      List<RecipeIndex.Hit> nearestFirst, Turn turn, String asked) {
    List<RecipeIndex.Hit> shown = new ArrayList<>();
    for (RecipeIndex.Hit hit : nearestFirst) {
      List<RecipeIndex.Hit> more = new ArrayList<>(shown);
      more.add(hit);
      String examples =
          more.stream().map(each -> example(each, turn)).collect(Collectors.joining());
      int tokens = tokens(String.join("\n", rareIn(more, turn)) + examples + asked) + FRAME;
      if (shown.size() >= FEWEST_EXAMPLES && tokens > MOST_TOKENS) {
        break;
      }
      shown = more;
    }
    return shown;
  }

  /**
   * About how many tokens a model reads: nine for ten words, marks and line ends. Measured on 227
   * prompts of this kind with the tokenizer of Qwen2.5, whose counts lie a little below.
   */
  static int tokens(String text) {
    return (int) (PIECE.matcher(text).results().count() * 9 / 10);
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
