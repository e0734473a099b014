package dev.rigel.protocol;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a check says of a program: it may run when there are no errors.
 *
 * @param parameters its inputs by name, each with its type
 */
public record ProgramVerdict(
    Map<String, String> parameters, List<Fault> errors, List<String> warnings) {
  /**
   * Why the program will not run, and where.
   *
   * @param line from 1
   * @param column from 1
   * @param hint what to write instead; may be empty
   */
  public record Fault(int line, int column, String message, String hint) {
    public Fault {
      requireNonNull(message, "message");
      requireNonNull(hint, "hint");
    }
  }

  public ProgramVerdict {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    errors = List.copyOf(errors);
    warnings = List.copyOf(warnings);
  }

  public ObjectNode toJson() {
    ObjectNode node = Json.object().put("valid", errors.isEmpty());
    ObjectNode types = node.putObject("parameters");
    parameters.forEach(types::put);
    ArrayNode list = node.putArray("errors");
    for (Fault fault : errors) {
      list.addObject()
          .put("line", fault.line())
          .put("column", fault.column())
          .put("message", fault.message())
          .put("hint", fault.hint());
    }
    ArrayNode warned = node.putArray("warnings");
    warnings.forEach(warned::add);
    return node;
  }
}
