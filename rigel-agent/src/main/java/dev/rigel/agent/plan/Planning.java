package dev.rigel.agent.plan;

import dev.rigel.agent.recipe.Glossary;
import dev.rigel.agent.recipe.Recipe;
import dev.rigel.agent.recipe.RecipeBook;
import dev.rigel.agent.recipe.RecipeIndex;
import dev.rigel.agent.recipe.Reflexes;
import dev.rigel.agent.turn.Turn;
import dev.rigel.base.CallScope;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import dev.rigel.language.Generation;
import dev.rigel.language.GenerationRequest;
import dev.rigel.language.LanguageModel;
import dev.rigel.language.Prompt;
import dev.rigel.language.TokenConstraint;
import dev.rigel.language.TokenListener;
import dev.rigel.program.Library;
import dev.rigel.program.ToolInvoker;
import dev.rigel.program.check.CheckOptions;
import dev.rigel.program.check.CheckResult;
import dev.rigel.program.check.Checker;
import dev.rigel.protocol.GuidedProgram;
import dev.rigel.tools.CallContext;
import dev.rigel.tools.Toolbox;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the program for a turn: a recipe that fits exactly, a schema that says all, or the language
 * model, guided token by token by the checker where it can be, checked in any case.
 */
public final class Planning {
  private static final int MAX_PROGRAM_TOKENS = 200;

  /** Who is held to doubts and finds no short way finds none. */
  private static final int MAX_HELD_TOKENS = 120;

  private static final Pattern NUMBER = Pattern.compile("(?<![\\p{L}\\p{N}])\\d+(?:[.,]\\d+)*");

  /** Beside two numbers, a sign that something is to be computed. */
  private static final Pattern COMPUTED =
      Pattern.compile(
          "(?i)\\b(?:how (?:many|much|long|far|often)|each|every|per|total|sum|average|altogether|costs?|pays?)\\b");

  private static final Pattern FENCE = Pattern.compile("(?s)```(?:python)?\\s*\\n(.*?)(?:```|\\z)");

  private final Toolbox toolbox;
  private final Library offered;
  private final GuidedPrograms guided;
  private final Checkers checkers = new Checkers();
  private final Reflexes reflexes;
  private final RecipeIndex index;
  private final PlannerPrompt prompt;
  private final LanguageModel model;
  private final ProgramDoubts doubts;
  private final Glossary glossary = Glossary.bundled();

  public Planning(
      Toolbox toolbox, RecipeBook book, RecipeIndex index, Reflexes reflexes, LanguageModel model) {
    this.toolbox = toolbox;
    this.offered = toolbox.offered();
    this.guided = new GuidedPrograms(toolbox.library());
    this.doubts = new ProgramDoubts(new NamedThings(toolbox::objectKinds));
    this.reflexes = reflexes;
    this.index = index;
    this.model = model;
    this.prompt =
        new PlannerPrompt(
            new OfferedTools(toolbox), book.recipes().stream().filter(Recipe::shown).toList());
  }

  /** The part of the planner's prompt that never changes, for computing its state ahead. */
  public Prompt fixedPrompt() {
    return prompt.fixedPart();
  }

  /** The tools in reach of a turn. */
  public Library library(Turn turn) {
    return turn.toolsets().isEmpty() ? offered : toolbox.restrictedTo(turn.toolsets());
  }

  /**
   * Checks that there are the toolsets that a request names.
   *
   * @throws RigelException naming one that is not there
   */
  public void checkToolsets(Turn turn) {
    toolbox.checkToolsets(turn.toolsets());
  }

  /** Runs the tools of a turn. */
  public ToolInvoker invoker(CallContext context) {
    return toolbox.invoker(context);
  }

  /** Somebody who looks at what programs give; empty when the planner does not see. */
  public Optional<RoundReview> review(CallScope scope) {
    return model.probed(scope).images()
        ? Optional.of(new RoundReview(this, prompt, model))
        : Optional.empty();
  }

  /** Whether a request that brings no media is nevertheless work for a program. */
  public boolean recognises(Turn turn) {
    if (reflexes.program(turn.request(), turn.inputKinds()).isPresent()) {
      return true;
    }
    return isSum(turn.request())
        || !index.isTalk(glossary.english(turn.request()).orElse(turn.request()));
  }

  private static boolean isSum(String request) {
    return NUMBER.matcher(request).results().count() > 1 && COMPUTED.matcher(request).find();
  }

  /** Whether the request says exactly what a recipe says, so that nothing has to be decided. */
  public boolean isReflex(Turn turn) {
    return reflex(turn).isPresent();
  }

  /** A program that needs no model. */
  public Optional<Plan> withoutModel(Turn turn) {
    long start = System.nanoTime();
    Optional<String> schema =
        SchemaPlan.program(turn).filter(program -> checker(turn).check(program).isRight());
    if (schema.isPresent()) {
      return Optional.of(
          new Plan(
              schema.get(),
              "schema",
              seconds(start),
              "the schema says which values to read",
              List.of()));
    }
    return reflex(turn)
        .map(program ->
            new Plan(
                program,
                "reflex",
                seconds(start),
                "the request says what a recipe says",
                List.of()));
  }

  private Optional<String> reflex(Turn turn) {
    return reflexes
        .program(turn.request(), turn.inputKinds())
        .or(() ->
            glossary
                .english(turn.request())
                .flatMap(english -> reflexes.program(english, turn.inputKinds())))
        .filter(program -> checker(turn).check(program).isRight());
  }

  /**
   * A program by the language model.
   *
   * @param failure the program that failed before, for a second try
   * @throws RigelException when no right program can be written within the variant's tries
   */
  public Plan byModel(Turn turn, Optional<FailedProgram> failure, CallScope scope) {
    return byModel(turn, failure, 1 + turn.variant().repairs(), scope);
  }

  /** As above, with so many tries at most. */
  public Plan byModel(Turn turn, Optional<FailedProgram> failure, int tries, CallScope scope) {
    long start = System.nanoTime();
    model.expect(prompt.fixedPart());
    Checker checker = checker(turn);
    Optional<String> english = glossary.english(turn.request());
    List<RecipeIndex.Hit> nearest =
        Examples.of(
            index,
            english.orElseGet(() -> PlannerPrompt.meaning(turn)),
            turn.inputKinds(),
            recipe -> usable(recipe, turn));
    String request = english.orElse(turn.request());
    Precedents precedents = Precedents.of(nearest, request, turn.inputKinds());
    List<RecipeIndex.Hit> examples =
        Examples.enough(nearest, request, turn.inputKinds(), turn.variant().examples());
    Optional<FailedProgram> last = failure;
    String problem = "";
    List<String> refused = new ArrayList<>();
    for (int attempt = 0; attempt < tries; attempt++) {
      LanguageModel writer = model;
      boolean guides = writer.probed(scope).tokenConstraints();
      List<Doubt> held = guides ? last.map(FailedProgram::doubts).orElse(List.of()) : List.of();
      // Who is held to the doubts need not read of them: a small model repeats what it reads.
      Prompt prompted =
          held.isEmpty()
              ? prompt.prompt(turn, english, examples, last)
              : prompt
                  .prompt(turn, english, examples, Optional.empty())
                  .beginning(last.map(FailedProgram::start).orElse(""));
      GenerationRequest asked =
          GenerationRequest.greedy(prompted, held.isEmpty() ? MAX_PROGRAM_TOKENS : MAX_HELD_TOKENS);
      if (guides) {
        GuidedProgram guide =
            GuidedPrograms.of(
                turn,
                library(turn),
                required(turn),
                precedents,
                attempt == 0 ? barred(turn, request, held) : held);
        asked = asked.withConstraint(GuidedPrograms.constraint(guide, checker));
      }
      Generation generation = writer.generate(asked, TokenListener.SILENT, scope);
      String program = unfenced(generation.text());
      CheckResult result = checker.check(program);
      if (result.errors().isEmpty()) {
        return new Plan(
            program,
            failure.isPresent() ? "repair" : "model",
            seconds(start),
            reason(nearest, english),
            refused);
      }
      problem = result.errors().getFirst().text();
      refused.add(problem);
      last = Optional.of(new FailedProgram(program, problem, List.of()));
      if (guides && generation.finishReason() == Generation.FinishReason.STUCK) {
        break;
      }
    }
    throw new RigelException(
        ErrorCode.MODEL_FAILED,
        "No right program for this request was found ("
            + problem
            + "). Say it in other words or in smaller steps, or configure a larger model.");
  }

  /**
   * What is held against earlier programs, and the slips that would be held against this one. Where
   * that leads nowhere, the next try is free of slips: one of them may be the only way.
   */
  private static List<Doubt> barred(Turn turn, String request, List<Doubt> held) {
    List<Doubt> barred = new ArrayList<>(held);
    if (!turn.inputs().isEmpty()) {
      Slip.all(request).stream().filter(slip -> !barred.contains(slip)).forEach(barred::add);
    }
    return barred;
  }

  private static String reason(List<RecipeIndex.Hit> nearest, Optional<String> english) {
    String like =
        nearest.isEmpty()
            ? "no recipe is near"
            : String.format(
                java.util.Locale.ROOT,
                "no recipe says the same; the nearest is \u201c%s\u201d (%.2f)",
                nearest.getFirst().request(),
                nearest.getFirst().similarity());
    return english.map(words -> like + ", found by \u201c" + words + "\u201d").orElse(like);
  }

  /** Whether the model that plans is held to right programs while it writes. */
  boolean guides(CallScope scope) {
    return model.probed(scope).tokenConstraints();
  }

  /** Whether a program is well-typed for a turn. */
  boolean isRight(Turn turn, String program) {
    return checker(turn).check(program).errors().isEmpty();
  }

  /** The kinds of objects that the detector finds for a word; none when it does not know it. */
  Collection<String> objectKinds(String word) {
    return toolbox.objectKinds(word);
  }

  /** What speaks against a program although it is well-typed. */
  public List<Doubt> doubts(Turn turn, String program) {
    return doubts.of(turn, glossary.english(turn.request()), program, checker(turn));
  }

  /**
   * What holds a program for another Rigel, which plans with this one's model.
   *
   * @throws RigelException naming the part of the guide that is wrong, or not the same here
   */
  public TokenConstraint constraint(GuidedProgram guide) {
    return guided.constraint(guide);
  }

  private boolean usable(Recipe recipe, Turn turn) {
    return turn.toolsets().isEmpty()
        || new Checker(library(turn), recipe.inputTypes(), CheckOptions.SAVED)
            .check(recipe.exampleProgram())
            .errors()
            .isEmpty();
  }

  Checker checker(Turn turn) {
    return checkers.checker(
        turn.toolsets(),
        turn.inputTypes(),
        () -> library(turn),
        CheckOptions.planned(turn.request(), !turn.inputs().isEmpty())
            .withRequiredAnswers(required(turn)));
  }

  private static Set<String> required(Turn turn) {
    return turn.schema().map(schema -> new WantedShape(schema).requiredAnswers()).orElse(Set.of());
  }

  private static String unfenced(String text) {
    Matcher fence = FENCE.matcher(text);
    return (fence.find() ? fence.group(1) : text).strip() + "\n";
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
