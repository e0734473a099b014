package dev.rigel.tools.extract;

import static java.util.Objects.requireNonNull;

import dev.rigel.base.RigelException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A value that is wanted from a document.
 *
 * @param name as the program writes it: {@code due_date}
 * @param description what a schema says about it; may be empty
 */
record Field(String name, FieldKind kind, String description) {
  private static final int MOST = 100;

  Field {
    requireNonNull(name, "name");
    requireNonNull(kind, "kind");
    requireNonNull(description, "description");
  }

  /** The name in words: {@code due date} for {@code due_date} and {@code dueDate}. */
  String words() {
    return name.replaceAll("([a-z])([A-Z])", "$1 $2")
        .replaceAll("[_\\-.\\s]+", " ")
        .strip()
        .toLowerCase(Locale.ROOT);
  }

  /** From {@code {"total": "float"}} or from a JSON schema of an object. */
  static List<Field> of(Map<?, ?> wanted) {
    List<Field> fields =
        wanted.get("properties") instanceof Map<?, ?> properties
            ? ofSchema(properties)
            : ofWords(wanted);
    if (fields.isEmpty() || fields.size() > MOST) {
      throw RigelException.invalid(
          "extract needs 1 to " + MOST + " fields by name, for example {\"total\": \"float\"}.",
          "fields");
    }
    return fields;
  }

  private static List<Field> ofWords(Map<?, ?> wanted) {
    List<Field> fields = new ArrayList<>();
    wanted.forEach((name, kind) -> {
      if (kind instanceof Map<?, ?> property) {
        fields.add(ofProperty(String.valueOf(name), property));
      } else {
        fields.add(new Field(String.valueOf(name), kind(name, String.valueOf(kind)), ""));
      }
    });
    return fields;
  }

  private static List<Field> ofSchema(Map<?, ?> properties) {
    List<Field> fields = new ArrayList<>();
    new LinkedHashMap<>(properties)
        .forEach((name, property) -> {
          if (!(property instanceof Map<?, ?> map)) {
            throw unknownKind(name, property);
          }
          fields.add(ofProperty(String.valueOf(name), map));
        });
    return fields;
  }

  private static Field ofProperty(String name, Map<?, ?> property) {
    String type = String.valueOf(property.get("type"));
    String format = property.get("format") instanceof String f ? f : "";
    String description = property.get("description") instanceof String d ? d : "";
    if (type.equals("array")) {
      String item =
          property.get("items") instanceof Map<?, ?> items
              ? String.valueOf(items.get("type"))
              : "str";
      return new Field(name, kind(name, "list[" + item + "]"), description);
    }
    Optional<FieldKind> byFormat =
        type.equals("string")
            ? FieldKind.of(format.replace("date-time", "date"))
            : Optional.empty();
    return new Field(name, byFormat.orElseGet(() -> kind(name, type)), description);
  }

  private static FieldKind kind(Object name, String word) {
    return FieldKind.of(word).orElseThrow(() -> unknownKind(name, word));
  }

  private static RigelException unknownKind(Object name, Object kind) {
    return RigelException.invalid(
        "extract does not know the kind "
            + kind
            + " of the field "
            + name
            + "; it knows "
            + String.join(", ", FieldKind.words())
            + ".",
        "fields");
  }
}
