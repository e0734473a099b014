package dev.rigel.agent.plan;

import dev.rigel.agent.answer.SchemaFields;
import dev.rigel.agent.turn.InputKind;
import dev.rigel.agent.turn.Turn;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Plans requests whose schema says all: values to be read from one document or picture. Flat fields
 * become one {@code extract}; nested ones are read as text, for the language model to bring into
 * form.
 */
final class SchemaPlan {
  private static final Pattern READING =
      Pattern.compile(
          "(?i)\\b(extract|read|parse|fill|fields?|values?|invoice|receipt|bill|form|letter|document"
              + "|statement|contract|card|json|data|details|information|get|give|return)\\b");

  private SchemaPlan() {}

  static Optional<String> program(Turn turn) {
    if (turn.schema().isEmpty() || turn.inputs().size() != 1) {
      return Optional.empty();
    }
    boolean document = turn.inputs().getFirst().kind() == InputKind.DOCUMENT;
    SchemaFields fields = SchemaFields.of(turn.schema().get());
    if (fields.wantsMediaOrPlaces() || fields.isProse()) {
      return Optional.empty();
    }
    if (!document && !READING.matcher(turn.request()).find()) {
      return Optional.empty();
    }
    String input = turn.inputs().getFirst().variable();
    Optional<Map<String, String>> flat = fields.flat();
    if (flat.isEmpty()) {
      return Optional.of("content = text(" + input + ")\nanswer(content)");
    }
    String wanted =
        flat.get().entrySet().stream()
            .map(f -> quoted(f.getKey()) + ": " + quoted(f.getValue()))
            .collect(Collectors.joining(", ", "{", "}"));
    return Optional.of("fields = extract(" + input + ", " + wanted + ")\nanswer(data=fields)");
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
