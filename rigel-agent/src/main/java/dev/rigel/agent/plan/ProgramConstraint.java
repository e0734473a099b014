package dev.rigel.agent.plan;

import dev.rigel.language.TokenConstraint;
import dev.rigel.program.check.Checker;
import java.util.List;

/**
 * Holds a language model to programs that can still become right: the language's own checker, asked
 * about prefixes.
 */
final class ProgramConstraint implements TokenConstraint {
  private static final List<String> CLOSERS =
      List.of("\n", ")", "\"", "']", "]", "'", ", ", "}", "\")", "])", "\n    ", "    ");

  private final Checker checker;
  private final Precedents precedents;

  /**
   * @param precedents programs that the next one is likely to resemble
   */
  ProgramConstraint(Checker checker, Precedents precedents) {
    this.checker = checker;
    this.precedents = precedents;
  }

  @Override
  public Verdict check(String text) {
    return switch (checker.prefix(text)) {
      case dev.rigel.program.check.Verdict.Viable _ -> new Verdict.Viable();
      case dev.rigel.program.check.Verdict.Complete complete ->
          new Verdict.Complete(complete.length());
      case dev.rigel.program.check.Verdict.Refused refused ->
          new Verdict.Refused(refused.position(), refused.blame(), refused.reason());
    };
  }

  @Override
  public boolean mayEnd(String text) {
    return checker.prefix(text) instanceof dev.rigel.program.check.Verdict.Complete;
  }

  @Override
  public List<String> closers() {
    return CLOSERS;
  }

  /**
   * The model ends after a line such as {@code result = grayscale(img1)}: what it means is the
   * answer line.
   */
  @Override
  public String insteadOfEnd(String text) {
    return text.endsWith("\n") ? "answer" : "\n";
  }

  @Override
  public boolean prefers() {
    return !precedents.isEmpty();
  }

  @Override
  public double preference(String text) {
    return precedents.lean(text);
  }
}
