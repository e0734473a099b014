package dev.rigel.program.check;

import java.util.List;

/** What the check of a whole program found; it may run when there are no errors. */
public record CheckResult(List<Problem> errors, List<Warning> warnings) {
  public CheckResult {
    errors = List.copyOf(errors);
    warnings = List.copyOf(warnings);
  }

  public boolean isRight() {
    return errors.isEmpty();
  }
}
