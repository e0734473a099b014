package dev.rigel.program.check;

import dev.rigel.program.Parameter;
import dev.rigel.program.ToolSignature;
import dev.rigel.program.Type;
import dev.rigel.program.Type.FunctionOf;
import dev.rigel.program.syntax.Expression.Hole;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Decides whether a word that touches the end of partial text can become something right. */
final class HoleTyper {
  private static final Set<String> TEXT_PREFIXES = Set.of("f", "r", "rf", "fr");

  private final Context context;
  private final Rules rules;

  HoleTyper(Context context) {
    this.context = context;
    this.rules = context.rules;
  }

  Found type(Hole hole, Type wanted) {
    String begun = hole.text();
    if (!begun.isEmpty() && !mayBegin(begun, wanted)) {
      context.stopAttempt(hole.span(), begun);
      context.reportUnknownName(
          hole.span(),
          begun,
          "no value of type " + wanted.text() + " begins with " + begun,
          Nearest.hint(begun, context.variables.keySet()));
    }
    return Found.UNKNOWN;
  }

  private boolean mayBegin(String begun, Type wanted) {
    for (Map.Entry<String, Found> variable : context.variables.entrySet()) {
      if (variable.getKey().startsWith(begun)
          && (reaches(variable.getValue().type(), wanted)
              || (takesFunction(wanted) && hasMethods(variable.getValue().type())))) {
        return true;
      }
    }
    return isLoopVariable(begun)
        || functionMayBegin(begun, wanted)
        || keywordMayBegin(begun, wanted)
        || (TEXT_PREFIXES.contains(begun.toLowerCase(Locale.ROOT)) && Types.fits(Type.STR, wanted));
  }

  private boolean reaches(Type type, Type wanted) {
    return rules.reach.reaches(type, wanted) || Types.wantsBool(wanted);
  }

  private boolean isLoopVariable(String begun) {
    if (context.openBrackets == 0) {
      return false;
    }
    return begun.length() <= Context.MAX_LOOP_NAME && Character.isLetter(begun.charAt(0));
  }

  private boolean functionMayBegin(String begun, Type wanted) {
    boolean asValue = takesFunction(wanted);
    for (ToolSignature tool : rules.tools().values()) {
      if (tool.name().startsWith(begun)
          && rules.isAvailable(tool)
          && (asValue || reaches(tool.result(), wanted))) {
        return true;
      }
    }
    for (Members.Member builtin : rules.members.builtins().values()) {
      if (builtin.name().startsWith(begun)
          && !builtin.name().equals("print")
          && (asValue || reaches(builtin.result(), wanted))) {
        return true;
      }
    }
    return false;
  }

  private boolean keywordMayBegin(String begun, Type wanted) {
    if (Types.wantsBool(wanted)
        && List.of("True", "False", "not").stream().anyMatch(w -> w.startsWith(begun))) {
      return true;
    }
    if ("None".startsWith(begun) && Types.fits(Type.NONE, wanted)) {
      return true;
    }
    return "lambda".startsWith(begun) && takesFunction(wanted);
  }

  private static boolean takesFunction(Type wanted) {
    return Types.options(wanted).stream().anyMatch(FunctionOf.class::isInstance);
  }

  /** A method can be handed on as a function: {@code key=labels.count}. */
  private boolean hasMethods(Type type) {
    return Types.options(type).stream().anyMatch(o -> !rules.members.methods(o).isEmpty());
  }

  /** After a dot. */
  boolean attributeMayBegin(Type type, String begun, Type wanted) {
    for (Type option : Types.options(type)) {
      if (option == Type.ANY) {
        return true;
      }
      for (Map.Entry<String, Type> attribute : rules.reach.attributes(option).entrySet()) {
        if (attribute.getKey().startsWith(begun) && reaches(attribute.getValue(), wanted)) {
          return true;
        }
      }
      for (Members.Member method : rules.members.methods(option).values()) {
        if (method.name().startsWith(begun)
            && reaches(Members.instantiate(method.result(), option), wanted)) {
          return true;
        }
      }
    }
    return false;
  }

  /** The name of an argument that is not given yet. */
  static boolean argumentMayBegin(List<Parameter> open, String begun) {
    return open.stream().anyMatch(parameter -> parameter.name().startsWith(begun));
  }
}
