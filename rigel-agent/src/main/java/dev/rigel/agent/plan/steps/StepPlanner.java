package dev.rigel.agent.plan.steps;

import dev.rigel.agent.turn.InputKind;
import dev.rigel.agent.turn.Turn;
import dev.rigel.agent.turn.TurnInput;
import dev.rigel.program.syntax.Expression;
import dev.rigel.program.syntax.Expression.Conditional;
import dev.rigel.program.syntax.Expression.StringLiteral;
import dev.rigel.program.syntax.Expression.Unary;
import dev.rigel.program.syntax.Expression.UnaryOperator;
import dev.rigel.program.syntax.Printer;
import dev.rigel.program.syntax.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Plans a request of several steps, each as a request of its own, and joins their programs.
 *
 * <p>A step that says "it" or "them" is told what that is, and works on what the step before it
 * will have made. What has to be found is looked for in the picture as it was sent, as long as
 * everything in it is still where it was: nobody looks for a face that he has just blurred.
 */
public final class StepPlanner {
  private static final Pattern ORDINAL =
      Pattern.compile(
          "(?i)\\b(?:the )?(first|second|third|1st|2nd|3rd)( (?:picture|photo|photograph|image|one|document|pdf|file))?\\b");

  /** "Turn the photo gray": one medium, and nothing that it is put on, beside or into. */
  private static final Pattern ALONE =
      Pattern.compile(
          "(?i)\\w+ (?:the|this|that|my) (picture|photo|photograph|image|document|pdf)(?: (?!and\\b|with\\b|on\\b|onto\\b|into\\b"
              + "|beside\\b|next\\b|before\\b|behind\\b|after\\b|over\\b|under\\b|in front\\b|to the other)[\\w-]+)*");

  /** What is done with one medium and another. */
  private static final Pattern BESIDE =
      Pattern.compile(
          "(?i)\\b(?:onto|into|next to|besides?|before|behind|after|over|under|below|above|in front of|with|and|between)"
              + " (?:the|this|that|my|its|a)\\b");

  private static final Pattern DOCUMENT = Pattern.compile("(?i)document|pdf");

  private static final String NOT_SO = "The condition is not met, so nothing was done.";

  private final References references;

  /**
   * @param kind whether a detector finds what a word names
   */
  public StepPlanner(Predicate<String> kind) {
    this.references = new References(kind);
  }

  /**
   * One program for all steps.
   *
   * @param planner the program of a step, as if it were the whole request; empty when it has none
   * @param right whether a joined program is well-typed
   */
  public Optional<String> program(
      Turn turn, Function<Turn, Optional<String>> planner, Predicate<String> right) {
    return Division.of(turn.request())
        .flatMap(division ->
            division.question().isPresent()
                ? conditional(turn, division, planner, right)
                : chain(turn, division, planner, right));
  }

  private Optional<String> chain(
      Turn turn,
      Division division,
      Function<Turn, Optional<String>> planner,
      Predicate<String> right) {
    Assembly assembly = new Assembly(turn.inputs());
    if (!addAll(assembly, division.steps(), turn, planner, Optional.empty())) {
      return Optional.empty();
    }
    return firstRight(withBoxes -> Printer.print(assembly.program(withBoxes)), right);
  }

  private Optional<String> conditional(
      Turn turn,
      Division division,
      Function<Turn, Optional<String>> planner,
      Predicate<String> right) {
    Assembly assembly = new Assembly(turn.inputs());
    String question = division.question().orElseThrow();
    if (!addAll(assembly, List.of(question), turn, planner, Optional.empty())) {
      return Optional.empty();
    }
    Optional<Expression> test = assembly.takeText().flatMap(StepPlanner::test);
    if (test.isEmpty() || !assembly.made().isEmpty()) {
      return Optional.empty();
    }
    Optional<String> thing = references.thing(question);
    Assembly then = assembly.branch();
    Assembly otherwise = assembly.branch();
    if (!addAll(then, division.steps(), turn, planner, thing)
        || !addAll(otherwise, division.otherwise(), turn, planner, thing)) {
      return Optional.empty();
    }
    boolean nothingElse = division.otherwise().isEmpty();
    // Where nothing is to be done if it is so, something is to be done if it is not.
    boolean onlyElse = division.steps().isEmpty();
    Expression condition = onlyElse ? not(test.get()) : test.get();
    Assembly first = onlyElse ? otherwise : then;
    Optional<Assembly> second = onlyElse || nothingElse ? Optional.empty() : Optional.of(otherwise);
    return firstRight(withBoxes -> joined(assembly, condition, first, second, withBoxes), right);
  }

  /** The program with the regions that prove it, or else without: not all of them can be added. */
  private static Optional<String> firstRight(
      Function<Boolean, String> program, Predicate<String> right) {
    return Stream.of(true, false).map(program).filter(right).findFirst();
  }

  private static String joined(
      Assembly question,
      Expression test,
      Assembly then,
      Optional<Assembly> otherwise,
      boolean withBoxes) {
    List<Statement> all = new ArrayList<>(question.statements());
    all.add(
        new Statement.If(
            test,
            then.program(withBoxes),
            otherwise
                .map(branch -> branch.program(withBoxes))
                .orElseGet(() -> then.unchanged(NOT_SO)),
            test.span()));
    return Printer.print(all);
  }

  private static Expression not(Expression test) {
    return test instanceof Unary(UnaryOperator operator, Expression inner, var _)
            && operator == UnaryOperator.NOT
        ? inner
        : new Unary(UnaryOperator.NOT, test, test.span());
  }

  /** What decides whether a text says yes. */
  private static Optional<Expression> test(Expression text) {
    if (!(text instanceof Conditional one)
        || !(one.then() instanceof StringLiteral(String yes, var _))) {
      return Optional.empty();
    }
    return switch (yes.replaceAll("\\P{L}.*", "")) {
      case "Yes" -> Optional.of(one.test());
      case "No" -> Optional.of(not(one.test()));
      default -> Optional.empty();
    };
  }

  private boolean addAll(
      Assembly assembly,
      List<String> steps,
      Turn turn,
      Function<Turn, Optional<String>> planner,
      Optional<String> thingBefore) {
    Optional<String> thing = thingBefore;
    boolean first = true;
    for (String step : steps) {
      if (!first && References.worksOnOriginal(step)) {
        assembly.backToOriginal();
      }
      String full = references.resolved(step, assembly.made(), assembly.reach(), thing);
      Optional<Integer> only = only(full, assembly);
      List<TurnInput> inputs = assembly.inputs(only);
      if (only.isPresent()) {
        full = ORDINAL.matcher(full).replaceFirst("the " + inputs.getFirst().kind().noun());
      }
      Optional<Part> part = planner.apply(turn.step(full, inputs)).flatMap(Part::of);
      if (part.isEmpty()
          || inputs.stream().anyMatch(in -> part.get().assigned().contains(in.variable()))) {
        return false;
      }
      assembly.add(part.get());
      thing = references.thing(full).or(() -> references.thing(step)).or(() -> thingBefore);
      first = false;
    }
    return true;
  }

  /** The place of the only medium that a step works on. */
  private static Optional<Integer> only(String step, Assembly assembly) {
    int reach = assembly.reach();
    if (reach < 2) {
      return Optional.empty();
    }
    Matcher alone = ALONE.matcher(step);
    if (alone.matches() && !ORDINAL.matcher(step).find()) {
      return assembly.place(
          DOCUMENT.matcher(alone.group(1)).matches() ? InputKind.DOCUMENT : InputKind.IMAGE);
    }
    List<String> named =
        ORDINAL
            .matcher(step)
            .results()
            .filter(match -> match.group(2) != null)
            .map(match -> match.group(1).toLowerCase(Locale.ROOT))
            .distinct()
            .toList();
    if (named.size() != 1 || BESIDE.matcher(step).find()) {
      return Optional.empty();
    }
    int place =
        switch (named.getFirst()) {
          case "first", "1st" -> 0;
          case "second", "2nd" -> 1;
          default -> 2;
        };
    return place < reach ? Optional.of(place) : Optional.empty();
  }
}
