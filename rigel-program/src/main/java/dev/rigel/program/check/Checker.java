package dev.rigel.program.check;

import dev.rigel.program.Library;
import dev.rigel.program.Type;
import dev.rigel.program.syntax.Parser;
import dev.rigel.program.syntax.Program;
import dev.rigel.program.syntax.SyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Checks programs against the tools of a library, before they run. The same rules hold for whole
 * programs and, token by token, for those that a model is writing. Thread-safe; make one for a
 * library and its inputs, one of it {@link #with the options} of each request, and use that for
 * every candidate.
 */
public final class Checker {
  private static final int MAX_LINES = 14;

  private final Rules rules;

  /**
   * @param inputs the variables that the program finds, by name
   */
  public Checker(Library library, Map<String, Type> inputs, CheckOptions options) {
    this(new Rules(library, inputs, options));
  }

  private Checker(Rules rules) {
    this.rules = rules;
  }

  /**
   * The same library and inputs for another request: what can be known of them is not found out
   * again.
   */
  public Checker with(CheckOptions options) {
    return new Checker(rules.with(options));
  }

  /** Checks a whole text; one that does not parse has one error. */
  public CheckResult check(String source) {
    try {
      return check(Parser.parse(source));
    } catch (SyntaxException e) {
      Problem problem = new Problem(e.line(), e.column(), e.getMessage(), e.hint());
      return new CheckResult(List.of(problem), List.of());
    }
  }

  public CheckResult check(Program program) {
    Context context = new Context(rules, program.source(), false);
    new StatementChecker(context).program(program.statements());
    if (rules.options.bounded() && program.source().strip().lines().count() > MAX_LINES) {
      context.problems.add(
          new Problem(
              MAX_LINES + 1, 1, "the program is too long", "use at most " + MAX_LINES + " lines"));
    }
    List<Warning> warnings = new ArrayList<>(context.warnings);
    unused(context, warnings);
    missing(context, warnings);
    return new CheckResult(context.problems, warnings);
  }

  private void unused(Context context, List<Warning> warnings) {
    for (String input : rules.inputs.keySet().stream().sorted().toList()) {
      if (!context.used.contains(input)) {
        warnings.add(new Warning.UnusedInput(input));
      }
    }
    context.assigned.forEach((name, place) -> {
      if (!context.used.contains(name) && !name.startsWith("_")) {
        warnings.add(new Warning.UnusedVariable(name, place.line()));
      }
    });
  }

  private void missing(Context context, List<Warning> warnings) {
    String program = context.source.toLowerCase(Locale.ROOT);
    for (String number : rules.request.numbers()) {
      if (!rules.request.isSaidBy(number, context.numbers, context.source)) {
        warnings.add(new Warning.MissingNumber(number));
      }
    }
    for (String word : rules.request.quotedWords()) {
      if (!program.contains(word.toLowerCase(Locale.ROOT))) {
        warnings.add(new Warning.MissingWord(word));
      }
    }
  }

  /** Judges text that may end anywhere. */
  public Verdict prefix(String textSoFar) {
    try {
      return judge(textSoFar);
    } catch (SyntaxException e) {
      // What goes wrong may stand after the program's end.
      if (e.offset() < textSoFar.length()
          && textSoFar.contains(rules.library.answer().name() + "(")) {
        try {
          Verdict before = judge(textSoFar.substring(0, e.offset()));
          if (before instanceof Verdict.Complete) {
            return before;
          }
        } catch (SyntaxException alsoBefore) {
          return refused(alsoBefore);
        }
      }
      return refused(e);
    }
  }

  private static Verdict refused(SyntaxException e) {
    return new Verdict.Refused(e.offset(), e.offset(), reason(e.getMessage(), e.hint()));
  }

  private static String reason(String message, String hint) {
    return hint.isEmpty() ? message : message + "; " + hint;
  }

  private Verdict judge(String text) {
    Program program = Parser.parsePrefix(text, rules.options.bounded());
    Context context = new Context(rules, text, true);
    StatementChecker statements = new StatementChecker(context);
    try {
      statements.program(program.statements());
    } catch (Refusal refusal) {
      String message = refusal.getMessage() == null ? "" : refusal.getMessage();
      return new Verdict.Refused(
          refusal.place.start(), refusal.blame, reason(message, refusal.hint));
    }
    if (statements.completeAt() >= 0) {
      return new Verdict.Complete(statements.completeAt());
    }
    if (rules.options.bounded() && lines(text) > MAX_LINES) {
      int at = text.lastIndexOf('\n');
      return new Verdict.Refused(
          at, at, "the program has more than " + MAX_LINES + " lines; answer now");
    }
    return Verdict.VIABLE;
  }

  private static long lines(String text) {
    return text.chars().filter(c -> c == '\n').count() + 1;
  }
}
