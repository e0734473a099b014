package dev.rigel.agent.plan;

import static java.util.Objects.requireNonNull;

import dev.rigel.agent.turn.Turn;
import dev.rigel.base.CallScope;
import dev.rigel.language.Generation;
import dev.rigel.language.GenerationRequest;
import dev.rigel.language.LanguageModel;
import dev.rigel.language.Prompt;
import dev.rigel.language.TokenListener;
import dev.rigel.program.check.CheckResult;
import dev.rigel.tools.language.Fence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Shows a planner that sees what came of its program, and asks whether that is the answer. What it
 * writes instead is checked like any program.
 */
public final class RoundReview {
  private static final int MOST_TOKENS = 600;
  private static final int TRIES = 2;
  private static final int LONGEST_REASON = 300;
  private static final Pattern DONE = Pattern.compile("(?is)^[\\s*`']*done\\b[\\s:.,-]*(.*)$");
  private static final Pattern PROGRAM =
      Pattern.compile("(?s)^(.*?)```(?:python)?\\s*\\n(.*?)(?:```|\\z)");

  /**
   * What a round came to.
   *
   * @param told values and captions, which may hold text from media
   */
  public record Shown(String program, String told, List<Prompt.Picture> pictures) {
    public Shown {
      requireNonNull(program, "program");
      requireNonNull(told, "told");
      pictures = List.copyOf(pictures);
    }
  }

  /**
   * What the planner says.
   *
   * @param what for the trace: {@code looked}, {@code went on}, {@code not looked}
   * @param why its reason, or why there is none
   * @param next the program of the next round
   */
  public record Verdict(String what, String why, Optional<Plan> next) {
    public Verdict {
      requireNonNull(what, "what");
      requireNonNull(why, "why");
      requireNonNull(next, "next");
    }
  }

  private final Planning planning;
  private final PlannerPrompt prompts;
  private final LanguageModel model;

  RoundReview(Planning planning, PlannerPrompt prompts, LanguageModel model) {
    this.planning = planning;
    this.prompts = prompts;
    this.model = model;
  }

  /** Asks once, and once more when what it writes is no right program. */
  public Verdict of(Turn turn, Shown shown, CallScope scope) {
    long start = System.nanoTime();
    String problem = "";
    List<String> refused = new ArrayList<>();
    for (int i = 0; i < TRIES; i++) {
      Generation said =
          model.generate(
              GenerationRequest.greedy(prompt(turn, shown, problem), MOST_TOKENS),
              TokenListener.SILENT,
              scope);
      Matcher done = DONE.matcher(said.text());
      if (done.find()) {
        return new Verdict("looked", reason(done.group(1), "the answer stands"), Optional.empty());
      }
      Matcher written = PROGRAM.matcher(said.text());
      if (!written.find()) {
        return new Verdict(
            "not looked", "the model wrote neither \"done\" nor a program", Optional.empty());
      }
      String program = written.group(2).strip() + "\n";
      CheckResult result = planning.checker(turn).check(program);
      if (result.errors().isEmpty()) {
        String why = reason(written.group(1), "the answer does not stand");
        return new Verdict(
            "went on",
            why,
            Optional.of(
                new Plan(program, "round", (System.nanoTime() - start) / 1e9, why, refused)));
      }
      problem = result.errors().getFirst().text();
      refused.add(problem);
    }
    return new Verdict("not looked", "its program is not right: " + problem, Optional.empty());
  }

  private Prompt prompt(Turn turn, Shown shown, String problem) {
    Prompt asked = prompts.prompt(turn, Optional.empty(), List.of(), Optional.empty());
    StringBuilder text = new StringBuilder(asked.messages().getLast().text());
    text.append('\n').append(shown.program().strip()).append("\n\nThis program ran. ");
    text.append(Fence.RULE).append(" What came of it, with the pictures below:\n");
    text.append(Fence.around(shown.told())).append('\n');
    text.append(
        """
        Look at it. If this answers the request rightly and wholly, write "done:" and in a few words \
        why. Otherwise write in one sentence what is wrong or missing, then a better program in a \
        code fence; calls that were made already cost nothing, and crop lets you look closer.
        """);
    if (!problem.isEmpty()) {
      text.append("Your last program was refused: ").append(problem).append('\n');
    }
    List<Prompt.Part> parts = new ArrayList<>();
    parts.add(new Prompt.Text(text.toString()));
    parts.addAll(shown.pictures());
    List<Prompt.Message> messages = new ArrayList<>(asked.messages());
    messages.set(messages.size() - 1, new Prompt.Message(Prompt.Role.USER, parts));
    return new Prompt(messages, asked.fixedPrefix(), "");
  }

  private static String reason(String text, String otherwise) {
    String line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    if (line.isEmpty()) {
      return otherwise;
    }
    return line.length() <= LONGEST_REASON ? line : line.substring(0, LONGEST_REASON - 1) + "…";
  }
}
