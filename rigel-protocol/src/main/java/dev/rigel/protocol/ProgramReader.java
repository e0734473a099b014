package dev.rigel.protocol;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Reads and checks the bodies of the endpoints for programs. */
public final class ProgramReader {
  private static final int LONGEST_ID = 300;
  private static final int LONGEST_NAME = 200;
  private static final int LONGEST_PROGRAM = 256 * 1024;
  private static final int MOST_INPUTS = 1_000;
  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,63}");

  private ProgramReader() {}

  /**
   * Reads the body of {@code POST /programs}: a program's text, or a run that had one.
   *
   * @throws ValidationException naming every fault
   */
  public static ProgramCreation creation(JsonNode body) {
    Fields fields = Fields.ofBody(body);
    Optional<String> run = fields.string("run_id", LONGEST_ID).filter(id -> !id.isBlank());
    Optional<String> text = programText(fields);
    if (run.isPresent() == text.isPresent()) {
      fields.fault("Exactly one of run_id and program is needed", "value_error");
    }
    Optional<String> name = name(fields);
    Map<String, String> parameters = parameters(fields);
    fields.throwFaults();
    return new ProgramCreation(run, text, name, parameters);
  }

  /** Reads the body of {@code POST /programs/check}. */
  public static ProgramCheck check(JsonNode body) {
    Fields fields = Fields.ofBody(body);
    Optional<String> text = fields.required("program", LONGEST_PROGRAM);
    Map<String, String> parameters = parameters(fields);
    fields.throwFaults();
    return new ProgramCheck(text.orElseThrow(), parameters);
  }

  /** Reads the body of {@code POST /programs/{id}/run}. */
  public static ProgramInputs inputs(JsonNode body) {
    Fields fields = Fields.ofBody(body);
    Map<String, ProgramInputs.Value> values = new LinkedHashMap<>();
    fields
        .entries("inputs")
        .ifPresent(inputs -> {
          List<String> names = inputs.names();
          if (names.size() > MOST_INPUTS) {
            fields.fault(
                "inputs", "There should be at most " + MOST_INPUTS + " inputs", "too_long");
            return;
          }
          names.forEach(name -> input(inputs, name).ifPresent(value -> values.put(name, value)));
        });
    fields.throwFaults();
    return new ProgramInputs(values);
  }

  /** A content part, or the bare URL, text, number or truth value. */
  private static Optional<ProgramInputs.Value> input(Fields inputs, String name) {
    Optional<JsonNode> value = inputs.any(name);
    if (value.isEmpty()) {
      inputs.fault(name, "Input should not be null", "value_error");
      return Optional.empty();
    }
    if (value.get().isObject()) {
      return inputs.fields(name).flatMap(MessageReader::part).map(ProgramInputs.Part::new);
    }
    if (value.get().isArray()) {
      inputs.fault(
          name, "Input should be a content part, a text, a number or a boolean", "value_error");
      return Optional.empty();
    }
    return Optional.of(new ProgramInputs.Plain(value.get()));
  }

  private static Optional<String> programText(Fields fields) {
    return fields
        .string("program", LONGEST_PROGRAM)
        .filter(text ->
            !text.isBlank()
                || fields.fault("program", "The program should not be empty", "string_too_short"));
  }

  private static Map<String, String> parameters(Fields fields) {
    Map<String, String> parameters = new LinkedHashMap<>();
    fields
        .entries("parameters")
        .ifPresent(object -> {
          for (String name : object.names()) {
            if (!VARIABLE.matcher(name).matches()) {
              object.fault(name, "A parameter's name is a variable's name", "value_error");
            }
            object.required(name).ifPresent(type -> parameters.put(name, type));
          }
        });
    return parameters;
  }

  private static Optional<String> name(Fields fields) {
    return fields.string("name", LONGEST_NAME).map(String::strip).filter(n -> !n.isEmpty());
  }
}
