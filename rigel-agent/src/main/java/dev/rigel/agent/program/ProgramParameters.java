package dev.rigel.agent.program;

import dev.rigel.program.Type;
import dev.rigel.protocol.ErrorDetail;
import dev.rigel.protocol.Json;
import dev.rigel.protocol.ValidationException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** A program's inputs by name with their types: as clients give them and as they are stored. */
final class ProgramParameters {
  private ProgramParameters() {}

  /**
   * Reads what a client said.
   *
   * @throws ValidationException naming every type that there is not
   */
  static Map<String, Type> of(Map<String, String> named) {
    Map<String, Type> types = new LinkedHashMap<>();
    List<ErrorDetail> faults = new ArrayList<>();
    named.forEach((name, typeName) -> {
      Optional<Type> type = Programs.type(typeName);
      if (type.isPresent()) {
        types.put(name, type.get());
      } else {
        faults.add(
            new ErrorDetail(
                List.of("body", "parameters", name),
                "Input should be one of " + String.join(", ", Programs.typeNames()),
                "enum"));
      }
    });
    if (!faults.isEmpty()) {
      throw new ValidationException(faults);
    }
    return types;
  }

  /** As a JSON object: name to type. */
  static String write(Map<String, Type> types) {
    ObjectNode node = Json.object();
    names(types).forEach(node::put);
    return Json.text(node);
  }

  /** The types by their names. */
  static Map<String, String> names(Map<String, Type> types) {
    Map<String, String> names = new LinkedHashMap<>();
    types.forEach((name, type) -> names.put(name, type.text()));
    return names;
  }

  /** Reads what {@link #write} wrote. */
  static Map<String, Type> read(String stored) {
    Map<String, Type> types = new LinkedHashMap<>();
    Json.parse(stored)
        .properties()
        .forEach(entry ->
            Programs.type(entry.getValue().asString(""))
                .ifPresent(type -> types.put(entry.getKey(), type)));
    return types;
  }
}
