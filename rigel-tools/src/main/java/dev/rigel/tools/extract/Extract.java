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
            .takes("fields", new Type.DictOf(Type.ANY, Type.ANY), "kinds by name, or a JSON schema")
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
    if (!(arguments.get("fields") instanceof Expression.DictDisplay dict)) {
      return Optional.empty();
    }
    Map<String, Type> fields = new LinkedHashMap<>();
    for (Expression.DictDisplay.Entry entry : dict.entries()) {
      if (!(entry.key().orElse(null) instanceof Expression.StringLiteral name)
          || !(entry.value() instanceof Expression.StringLiteral kind)) {
        return Optional.empty();
      }
      Optional<FieldKind> known = FieldKind.of(kind.value());
      if (known.isEmpty()) {
        return Optional.empty();
      }
      fields.put(name.value(), known.get().type());
    }
    return fields.isEmpty() ? Optional.empty() : Optional.of(new Type.RecordOf(fields));
  }
}
