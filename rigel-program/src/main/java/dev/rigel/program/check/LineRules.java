package dev.rigel.program.check;

import dev.rigel.program.Type;
import dev.rigel.program.syntax.Expression;
import dev.rigel.program.syntax.Expression.AttributeAccess;
import dev.rigel.program.syntax.Expression.Call;
import dev.rigel.program.syntax.Expression.Display;
import dev.rigel.program.syntax.Expression.Hole;
import dev.rigel.program.syntax.Expression.MethodCall;
import dev.rigel.program.syntax.Expression.Name;
import dev.rigel.program.syntax.Expression.Starred;
import dev.rigel.program.syntax.Expression.Subscript;
import dev.rigel.program.syntax.Statement;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a line may be that is neither an assignment nor an answer: begun, or of some use. */
final class LineRules {
  private static final Set<String> STATEMENT_WORDS = Set.of("if", "for", "while", "pass");
  private static final Set<String> FOREIGN_WORDS =
      Set.of(
          "assert",
          "async",
          "class",
          "def",
          "del",
          "except",
          "finally",
          "from",
          "global",
          "import",
          "nonlocal",
          "raise",
          "return",
          "try",
          "with",
          "yield");

  private final ExpressionTyper expressions;
  private final Context context;
  private final String answerName;

  LineRules(ExpressionTyper expressions) {
    this.expressions = expressions;
    this.context = expressions.context;
    this.answerName = context.rules.library.answer().name();
  }

  /** A word that begins a statement and touches the end of the text. */
  void beginning(Hole hole, @Nullable Statement before, boolean first) {
    String word = hole.text();
    if (word.isEmpty()) {
      return;
    }
    if (word.equals("else") || word.equals("elif")) {
      boolean fits = before instanceof Statement.If || (word.equals("else") && isLoop(before));
      if (!fits) {
        context.report(hole.span(), "'" + word + "' without 'if'", "indent it like its if");
      }
      return;
    }
    boolean leaves = word.equals("break") || word.equals("continue");
    if (STATEMENT_WORDS.contains(word) || (leaves && context.loops > 0)) {
      return;
    }
    // "not" may become "notes", but what begins with "def" or "import" is meant as such.
    if (FOREIGN_WORDS.contains(word)) {
      context.report(
          hole.span(),
          "'" + word + "' cannot begin a line",
          "write name = value, or " + answerName + "(…)");
    }
    if (!context.bounded()) {
      return;
    }
    if (first && context.rules.options.mediaInputs() && word.startsWith(answerName)) {
      context.report(
          hole.span(),
          "the answer comes before any tool has looked at the input",
          "call tools first and keep their results in variables");
    }
    if (word.length() > Context.MAX_NAME) {
      context.report(
          hole.span(),
          "the name " + word + " is too long",
          "use at most " + Context.MAX_NAME + " characters");
    }
  }

  private static boolean isLoop(@Nullable Statement statement) {
    return statement instanceof Statement.For || statement instanceof Statement.While;
  }

  /** At the end of the text, {@code total} or {@code a, b} may still get its equals sign. */
  boolean mayBecomeTarget(Expression value) {
    if (!context.isLast(value.span())) {
      return false;
    }
    return switch (value) {
      case Name name -> {
        if (context.bounded()
            && (name.id().length() > Context.MAX_NAME || name.id().equals(answerName))) {
          context.report(
              name.span(), "the name " + name.id() + " cannot be assigned", "use another name");
        }
        yield true;
      }
      case Hole ignored -> true;
      case Starred starred -> mayBecomeTarget(starred.value());
      case Display display
          when display.kind() != Display.Kind.SET && !display.elements().isEmpty() -> {
        boolean all = true;
        for (Expression element : display.elements()) {
          all &= isTarget(element);
        }
        yield all;
      }
      case Subscript subscript -> {
        expressions.check(subscript, Type.ANY);
        yield true;
      }
      default -> false;
    };
  }

  private static boolean isTarget(Expression e) {
    return switch (e) {
      case Name ignored -> true;
      case Hole ignored -> true;
      case Subscript ignored -> true;
      case Starred starred -> isTarget(starred.value());
      case Display display -> display.elements().stream().allMatch(LineRules::isTarget);
      default -> false;
    };
  }

  void useful(Expression value) {
    switch (value) {
      case Call call -> {
        boolean tool = context.rules.tools().containsKey(call.function());
        if (context.bounded() && !call.function().equals("print")) {
          unused(value, call.function());
        }
        expressions.check(value, Type.ANY);
        if (tool && !context.partial) {
          context.warnings.add(new Warning.UnusedResult(call.function(), call.span().line()));
        }
      }
      case MethodCall call -> {
        expressions.check(value, Type.ANY);
        Type receiver = typeOf(call.receiver());
        if (context.bounded() && !expressions.calls().changes(receiver, call.method())) {
          unused(value, call.method());
        }
      }
      case AttributeAccess access when context.touchesEnd(access.span()) && context.bounded() -> {
        Type receiver = typeOf(access.value());
        boolean may =
            Types.options(receiver).stream()
                .anyMatch(option ->
                    option == Type.ANY
                        || context.rules.members.methods(option).values().stream()
                            .anyMatch(m -> m.changes() && m.name().startsWith(access.name())));
        if (!may) {
          unused(value, "this line");
        }
      }
      default -> {
        if (context.bounded()) {
          unused(value, "this line");
        }
        expressions.check(value, Type.ANY);
      }
    }
  }

  private Type typeOf(Expression receiver) {
    return expressions.checkApart(receiver, Type.ANY).type();
  }

  private void unused(Expression value, String what) {
    context.report(
        value.span(), "the result of " + what + " is used by nothing", "keep it: name = …");
  }
}
