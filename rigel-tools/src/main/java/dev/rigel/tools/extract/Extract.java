package dev.rigel.tools.extract;

import static dev.rigel.tools.VisualTypes.DOCUMENT_OR_IMAGE;

import dev.rigel.media.Media;
import dev.rigel.program.Arguments;
import dev.rigel.program.Type;
import dev.rigel.program.syntax.Expression;
import dev.rigel.tools.CallContext;
import dev.rigel.tools.Declaration;
import dev.rigel.tools.DeclaredTool;
import dev.rigel.tools.Toolset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Fields of a document by name. Labels on the page come first; the language model is asked only for
 * what they do not show, and what it says is looked for on the page.
 */
public final class Extract extends DeclaredTool {
  private final FieldReading extraction;

  public Extract(FieldReading extraction) {
    super(
        Declaration.of(Toolset.DOCUMENT, "extract", "The values of named fields of a document.")
            .takes("document", DOCUMENT_OR_IMAGE, "where to look")
            .takes(
                "fields",
                new Type.DictOf(Type.ANY, Type.ANY),
                "kinds by name, objects of such, lists of one object for rows; or a JSON schema")
            .gives(new Type.DictOf(Type.STR, Type.ANY))
            .refinedBy(Extract::recordOf)
            .hint("fields by name: {\"total\": \"float\", \"due_date\": \"date\"}")
            .use("For the total, the due date, the supplier, a number or name on a form.")
            .limits(
                "A field that is not found is None. Dates come as 2024-05-31. Values that stand"
                    + " nowhere on the page are warned about."));
    this.extraction = extraction;
  }

  @Override
  public Object call(Arguments arguments, CallContext context) {
    return extraction
        .of(arguments.value("fields", Map.class), arguments.value("document", Media.class), context)
        .values();
  }

  /** {@code {"total": "float"}} as written gives a record with exactly these fields. */
  private static Optional<Type> recordOf(Map<String, Expression> arguments) {
    return arguments.get("fields") instanceof Expression.DictDisplay dict && !isSchema(dict)
        ? recordOf(dict).map(record -> record)
        : Optional.empty();
  }

  private static Optional<Type.RecordOf> recordOf(Expression.DictDisplay dict) {
    Map<String, Type> fields = new LinkedHashMap<>();
    for (Expression.DictDisplay.Entry entry : dict.entries()) {
      Optional<Type> type = typeOf(entry.value());
      if (!(entry.key().orElse(null) instanceof Expression.StringLiteral name) || type.isEmpty()) {
        return Optional.empty();
      }
      fields.put(name.value(), type.get());
    }
    return fields.isEmpty() ? Optional.empty() : Optional.of(new Type.RecordOf(fields));
  }

  private static Optional<Type> typeOf(Expression wanted) {
    return switch (wanted) {
      case Expression.StringLiteral kind -> FieldKind.of(kind.value()).map(FieldKind::type);
      case Expression.DictDisplay group when !isSchema(group) ->
          recordOf(group).map(record -> record);
      case Expression.Display list
          when list.elements().size() == 1
              && list.elements().getFirst() instanceof Expression.DictDisplay row ->
          recordOf(row).map(Type::list);
      default -> Optional.empty();
    };
  }

  /** {@code {"type": "float", "description": "…"}} is one value, not an object of two. */
  private static boolean isSchema(Expression.DictDisplay dict) {
    return dict.entries().stream()
        .anyMatch(entry ->
            entry.key().orElse(null) instanceof Expression.StringLiteral key
                && (key.value().equals("type") || key.value().equals("properties")));
  }
}
