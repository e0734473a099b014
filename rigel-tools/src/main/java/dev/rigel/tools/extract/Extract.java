package dev.rigel.tools.extract;

import static dev.rigel.tools.VisualTypes.DOCUMENT_OR_IMAGE;

import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import dev.rigel.media.Media;
import dev.rigel.program.Arguments;
import dev.rigel.program.Type;
import dev.rigel.program.syntax.Expression;
import dev.rigel.tools.CallContext;
import dev.rigel.tools.Declaration;
import dev.rigel.tools.DeclaredTool;
import dev.rigel.tools.Grounding;
import dev.rigel.tools.Toolset;
import dev.rigel.tools.language.Author;
import dev.rigel.tools.reading.MediaText;
import dev.rigel.tools.reading.TextLine;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Fields of a document by name. Labels on the page come first; the language model is asked only for
 * what they do not show, and what it says is looked for on the page.
 */
public final class Extract extends DeclaredTool {
  private final MediaText mediaText;
  private final ModelFields modelFields;

  public Extract(MediaText mediaText, Author author) {
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
    this.mediaText = mediaText;
    this.modelFields = new ModelFields(author);
  }

  @Override
  public Object call(Arguments arguments, CallContext context) {
    List<Field> fields = Field.of(arguments.value("fields", Map.class));
    List<TextLine> lines = mediaText.lines(arguments.value("document", Media.class), context);
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    List<Field> missing = new ArrayList<>();
    LabelledValues labelled = new LabelledValues(lines);
    for (Field field : fields) {
      Optional<Object> value = labelled.find(field);
      values.put(field.name(), value.orElse(null));
      if (value.isEmpty()) {
        missing.add(field);
      }
    }
    if (!missing.isEmpty() && !lines.isEmpty()) {
      values.putAll(byModel(missing, lines, context));
    }
    return Collections.unmodifiableMap(values);
  }

  private Map<String, Object> byModel(
      List<Field> missing, List<TextLine> lines, CallContext context) {
    Map<String, Object> found;
    try {
      String text = lines.stream().map(TextLine::text).collect(Collectors.joining("\n"));
      found = modelFields.find(missing, text, context);
    } catch (RigelException e) {
      if (e.code() != ErrorCode.NOT_CONFIGURED && e.code() != ErrorCode.MODEL_FAILED) {
        throw e;
      }
      context
          .listener()
          .warned(
              "No label on the page names "
                  + missing.stream().map(Field::name).collect(Collectors.joining(", "))
                  + ", and the language model could not be asked.");
      return Map.of();
    }
    warnOfUngrounded(found, Grounding.in(lines), context);
    return found;
  }

  private static void warnOfUngrounded(
      Map<String, Object> found, Grounding grounding, CallContext context) {
    found.forEach((name, value) -> {
      List<?> parts = value instanceof List<?> list ? list : List.of(value);
      for (Object part : parts) {
        if (!(part instanceof Boolean) && grounding.place(part).isEmpty()) {
          context
              .listener()
              .warned("The value of " + name + " (" + part + ") stands nowhere on the page.");
        }
      }
    });
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
