package dev.rigel.program.check;

import dev.rigel.program.Parameter;
import dev.rigel.program.ToolSignature;
import dev.rigel.program.Type;
import dev.rigel.program.Type.ListOf;
import dev.rigel.program.syntax.Expression;
import dev.rigel.program.syntax.Expression.Name;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says how to come from a value of the wrong type to one of the right type. */
final class ConversionHint {
  private final Rules rules;

  ConversionHint(Rules rules) {
    this.rules = rules;
  }

  String from(Expression expression, Type found, Type wanted) {
    String value = expression instanceof Name name ? name.id() : "…";
    if (found instanceof ListOf list && Types.fits(list.element(), wanted)) {
      return "take one: " + value + "[0], or go over all of them";
    }
    if (Types.wantedElement(wanted)
        .filter(e -> e != Type.ANY && Types.fits(found, e))
        .isPresent()) {
      return "make it a list: [" + value + "]";
    }
    Optional<String> attribute = attribute(found, wanted);
    if (attribute.isPresent()) {
      return "use " + value + "." + attribute.get();
    }
    for (ToolSignature tool : rules.tools().values()) {
      if (!tool.parameters().isEmpty()
          && tool.result() != Type.ANY
          && Types.fits(tool.result(), wanted)
          && !Types.fits(tool.result(), found)
          && !(found instanceof Type.Plain)
          && rules.wantedBy(tool.parameters().getFirst()) != Type.ANY
          && Types.fits(found, rules.wantedBy(tool.parameters().getFirst()))) {
        return "use " + example(tool, value);
      }
    }
    if (Types.includes(wanted, Type.STR) && found instanceof Type.Plain) {
      return "use str(" + value + ") or f\"{" + value + "}\"";
    }
    if (found == Type.STR && Types.isNumber(wanted)) {
      return "use float(" + value + ") or int(" + value + ")";
    }
    return "";
  }

  private Optional<String> attribute(Type found, Type wanted) {
    for (Map.Entry<String, Type> attribute : rules.reach.attributes(found).entrySet()) {
      if (attribute.getValue() != Type.ANY
          && attribute.getValue() instanceof Type.ObjectOf
          && Types.fits(attribute.getValue(), wanted)) {
        return Optional.of(attribute.getKey());
      }
    }
    return Optional.empty();
  }

  private static String example(ToolSignature tool, String value) {
    List<String> arguments = new ArrayList<>();
    arguments.add(value);
    List<Parameter> rest = tool.parameters().subList(1, tool.parameters().size());
    for (Parameter parameter : rest) {
      if (parameter.isRequired()) {
        arguments.add(
            parameter.type() == Type.INT || parameter.type() == Type.FLOAT
                ? "1"
                : parameter.name());
      }
    }
    return tool.name()
        + "("
        + String.join(", ", arguments)
        + ") to get "
        + ExpressionTyper.describe(tool.result());
  }
}
