package dev.rigel.agent.plan;

import dev.rigel.agent.answer.ReadFields;
import dev.rigel.agent.answer.SchemaFields;
import dev.rigel.agent.turn.InputKind;
import dev.rigel.agent.turn.Turn;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.node.StringNode;

/**
 * Plans requests whose schema says all: values to be read from one document or picture. Values,
 * objects and lists of objects become one {@code extract}; what has other parts is read as text,
 * for the language model to bring into form.
 */
final class SchemaPlan {
  private static final Pattern READING =
      Pattern.compile(
          "(?i)\\b(extract|read|parse|fill|fields?|values?|invoice|receipt|bill|form|letter|document"
              + "|statement|contract|card|json|data|details|information|get|give|return)\\b");

  /** A program is read by people too. */
  private static final int LONGEST_FIELDS = 8_000;

  /** Fields of these names make an object look like a schema. */
  private static final Set<String> SCHEMA_WORDS =
      Set.of("type", "properties", "items", "description", "title", "enum", "format", "anyOf");

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
    if (!document && !reads(turn)) {
      return Optional.empty();
    }
    String input = turn.inputs().getFirst().variable();
    Optional<ReadFields.Group> wanted =
        fields.read().filter(group -> group.isFlat() || reads(turn)).filter(SchemaPlan::isShort);
    return Optional.of(
        wanted
            .map(group ->
                "fields = extract(" + input + ", " + written(group) + ")\nanswer(data=fields)")
            .orElse("content = text(" + input + ")\nanswer(content)"));
  }

  private static boolean reads(Turn turn) {
    return READING.matcher(turn.request()).find();
  }

  private static boolean isShort(ReadFields.Group group) {
    return written(group).length() <= LONGEST_FIELDS;
  }

  /** As {@code extract} takes it: {@code {"total": "float", "lines": [{"price": "float"}]}}. */
  private static String written(ReadFields fields) {
    return switch (fields) {
      case ReadFields.Value value -> written(value);
      case ReadFields.Group group ->
          Collections.disjoint(group.members().keySet(), SCHEMA_WORDS)
              ? members(group)
              : "{\"properties\": " + members(group) + "}";
      case ReadFields.Rows rows -> "[" + members(rows.item()) + "]";
    };
  }

  private static String members(ReadFields.Group group) {
    return group.members().entrySet().stream()
        .map(member -> quoted(member.getKey()) + ": " + written(member.getValue()))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private static String written(ReadFields.Value value) {
    if (value.description().isBlank() && value.options().isEmpty()) {
      return quoted(value.kind());
    }
    StringBuilder text = new StringBuilder("{\"type\": ").append(quoted(value.kind()));
    if (!value.description().isBlank()) {
      text.append(", \"description\": ").append(quoted(value.description()));
    }
    if (!value.options().isEmpty()) {
      text.append(", \"enum\": ")
          .append(
              value.options().stream()
                  .map(SchemaPlan::quoted)
                  .collect(Collectors.joining(", ", "[", "]")));
    }
    return text.append("}").toString();
  }

  /** JSON's texts are Python's. */
  private static String quoted(String text) {
    return StringNode.valueOf(text).toString();
  }
}
