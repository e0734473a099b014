package dev.rigel.agent.program;

import dev.rigel.program.Type;
import dev.rigel.program.check.CheckResult;
import dev.rigel.program.check.Warning;
import dev.rigel.protocol.ErrorDetail;
import dev.rigel.protocol.ProgramVerdict;
import dev.rigel.protocol.ValidationException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A program's inputs, and what the checker says of it. */
public record CheckedProgram(Map<String, Type> parameters, CheckResult result) {
  public CheckedProgram {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }

  /**
   * @throws ValidationException naming every error with its place
   */
  public void requireRight() {
    if (!result.isRight()) {
      throw new ValidationException(
          result.errors().stream()
              .map(problem ->
                  new ErrorDetail(List.of("body", "program"), problem.text(), "program_error"))
              .toList());
    }
  }

  /** The inputs as they are stored. */
  public String parametersJson() {
    return ProgramParameters.write(parameters);
  }

  public ProgramVerdict verdict() {
    return new ProgramVerdict(
        ProgramParameters.names(parameters),
        result.errors().stream()
            .map(problem ->
                new ProgramVerdict.Fault(
                    problem.line(), problem.column(), problem.message(), problem.hint()))
            .toList(),
        result.warnings().stream().map(Warning::text).toList());
  }
}
