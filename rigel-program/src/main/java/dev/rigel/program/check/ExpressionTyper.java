package dev.rigel.program.check;

import dev.rigel.program.Type;
import dev.rigel.program.Type.FunctionOf;
import dev.rigel.program.syntax.Expression;
import dev.rigel.program.syntax.Expression.AttributeAccess;
import dev.rigel.program.syntax.Expression.DictDisplay;
import dev.rigel.program.syntax.Expression.Display;
import dev.rigel.program.syntax.Expression.Hole;
import dev.rigel.program.syntax.Expression.IntLiteral;
import dev.rigel.program.syntax.Expression.Lambda;
import dev.rigel.program.syntax.Expression.Name;
import dev.rigel.program.syntax.Expression.Slice;
import dev.rigel.program.syntax.Expression.Starred;
import dev.rigel.program.syntax.Expression.StringLiteral;
import dev.rigel.program.syntax.Expression.Subscript;
import dev.rigel.program.syntax.Span;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the types of expressions. The type that is wanted goes down, so that in partial text a word
 * is refused as soon as nothing right can begin with it; the type that was found comes up.
 */
final class ExpressionTyper {
  private static final int MAX_TEXT = 260;
  private static final int MAX_DIGITS = 8;

  final Context context;
  final Rules rules;
  private final OperatorTyper operators;
  private final CallTyper calls;
  private final ComprehensionTyper comprehensions;
  private final HoleTyper holes;
  private final TextTyper texts;
  private final AccessTyper accesses;
  private final DisplayTyper displays;

  ExpressionTyper(Context context) {
    this.context = context;
    this.rules = context.rules;
    this.operators = new OperatorTyper(this);
    this.calls = new CallTyper(this);
    this.comprehensions = new ComprehensionTyper(this);
    this.holes = new HoleTyper(context);
    this.texts = new TextTyper(this);
    this.accesses = new AccessTyper(this);
    this.displays = new DisplayTyper(this);
  }

  CallTyper calls() {
    return calls;
  }

  ComprehensionTyper comprehensions() {
    return comprehensions;
  }

  HoleTyper holes() {
    return holes;
  }

  /** Types the expression and holds it to what is wanted. */
  Found check(Expression expression, Type wanted) {
    Found found = type(expression, wanted);
    if (!accepts(expression, found.type(), wanted)) {
      context.stopAttempt(expression.span());
      context.report(
          expression.span(),
          "expected " + wanted.text() + ", got " + describe(found.type()),
          conversionHint(expression, found.type(), wanted));
      return found.as(Type.ANY);
    }
    return found;
  }

  /** Types a part whose texts are not what the answer says: an argument, an index, a condition. */
  Found checkApart(Expression expression, Type wanted) {
    boolean outer = context.inAnswerText;
    context.inAnswerText = false;
    try {
      return check(expression, wanted);
    } finally {
      context.inAnswerText = outer;
    }
  }

  /** Whether the value is right, or what is written so far can still become right. */
  boolean accepts(Expression expression, Type found, Type wanted) {
    if (expression instanceof Hole || Types.fits(found, wanted)) {
      return true;
    }
    Span span = expression.span();
    boolean open = context.isOpen(span);
    if (!open && !context.touchesEnd(span)) {
      return false;
    }
    // Any value becomes a bool by a comparison.
    if (Types.wantsBool(wanted)) {
      return true;
    }
    if (open && isGroup(expression)) {
      return true;
    }
    return mayGoOn(expression, open) && rules.reach.reaches(found, wanted);
  }

  /**
   * Whether attributes, indexes and methods may follow. Nobody writes a literal for the sake of its
   * methods: where a number is wanted, a quotation mark is a mistake although {@code
   * "a".count("b")} is a number.
   */
  private boolean mayGoOn(Expression expression, boolean open) {
    return switch (expression) {
      case Expression.Call ignored -> true;
      case Expression.MethodCall ignored -> true;
      case Subscript ignored -> true;
      case AttributeAccess ignored -> true;
      case Expression.Comprehension e -> e.kind() != Expression.Comprehension.Kind.GENERATOR;
      case Display display -> open && display.elements().size() == 1;
      case Expression.Binary ignored -> !open && endsInBracket();
      case Expression.BooleanOperation ignored -> !open && endsInBracket();
      case Expression.Conditional ignored -> open || endsInBracket();
      case Name ignored -> endsInBracket();
      default -> false;
    };
  }

  private boolean endsInBracket() {
    return context.source.endsWith(")");
  }

  static boolean isGroup(Expression expression) {
    return expression instanceof Display display
        && display.kind() == Display.Kind.TUPLE
        && display.elements().size() == 1;
  }

  static String describe(Type type) {
    String text = type.text();
    boolean vowel = "AEIOaeio".indexOf(text.charAt(0)) >= 0;
    return type == Type.NONE ? "None" : (vowel ? "an " : "a ") + text;
  }

  String conversionHint(Expression expression, Type found, Type wanted) {
    return new ConversionHint(rules).from(expression, found, wanted);
  }

  /** Types the expression; only parts of it are held to something. */
  Found type(Expression expression, Type wanted) {
    return switch (expression) {
      case IntLiteral e -> {
        number(new BigDecimal(e.value()), e);
        yield Found.own(Type.INT);
      }
      case Expression.FloatLiteral e -> {
        if (Double.isFinite(e.value())) {
          number(new BigDecimal(Double.toString(e.value())), e);
        }
        yield Found.own(Type.FLOAT);
      }
      case StringLiteral e -> {
        bound(e.span(), e.value().length());
        texts.literal(e.value(), e.span(), context.isOpen(e.span()));
        yield Found.own(Type.STR);
      }
      case Expression.BooleanLiteral ignored -> Found.own(Type.BOOL);
      case Expression.NoneLiteral ignored -> Found.own(Type.NONE);
      case Expression.FormattedString e -> texts.formatted(e);
      case Display e -> displays.display(e, wanted);
      case DictDisplay e -> displays.dict(e, wanted);
      case Starred e -> starred(e);
      case Expression.Comprehension e -> comprehensions.type(e, wanted);
      case Name e -> name(e, wanted);
      case AttributeAccess e -> accesses.attribute(e, wanted);
      case Subscript e -> accesses.subscript(e);
      case Slice e -> accesses.slice(e);
      case Expression.Call e -> calls.call(e, wanted);
      case Expression.MethodCall e -> calls.method(e);
      case Expression.Unary e -> operators.unary(e, wanted);
      case Expression.Binary e -> operators.binary(e, wanted);
      case Expression.BooleanOperation e -> operators.booleanOperation(e, wanted);
      case Expression.Comparison e -> operators.comparison(e, wanted);
      case Expression.Conditional e -> conditional(e, wanted);
      case Lambda e -> lambda(e, wanted);
      case Hole e -> holes.type(e, wanted);
    };
  }

  private void number(BigDecimal value, Expression literal) {
    if (context.bounded()) {
      int length = Math.min(literal.span().end(), context.source.length()) - literal.span().start();
      if (length > MAX_DIGITS + 2 || value.precision() - value.scale() > MAX_DIGITS) {
        context.report(
            literal.span(), "the number is too long", "use at most " + MAX_DIGITS + " digits");
      }
    }
    context.number(value, literal);
  }

  void bound(Span span, int length) {
    if (context.bounded() && length > MAX_TEXT) {
      context.report(span, "the text is too long", "use at most " + MAX_TEXT + " characters");
    }
  }

  // --- names and attributes

  private Found name(Name name, Type wanted) {
    Found found = context.variable(name.id());
    if (found != null) {
      return found;
    }
    boolean isFunction =
        rules.tools().containsKey(name.id()) || rules.members.builtin(name.id()).isPresent();
    if (isFunction) {
      for (Type option : Types.options(wanted)) {
        if (option instanceof FunctionOf function) {
          return Found.own(new FunctionOf(function.parameters(), calls.resultOf(name.id())));
        }
      }
      context.stopAttempt(name.span(), name.id());
      context.reportUnknownName(
          name.span(),
          name.id(),
          name.id() + " is a function",
          "call it: " + name.id() + "(…), or assign its result first");
    } else {
      context.stopAttempt(name.span(), name.id());
      context.reportUnknownName(
          name.span(),
          name.id(),
          "there is no variable " + name.id(),
          Nearest.hint(name.id(), context.variables.keySet()));
    }
    return Found.UNKNOWN;
  }

  private Found starred(Starred starred) {
    return check(starred.value(), Types.ANY_ITERABLE);
  }

  // --- conditional and lambda

  private Found conditional(Expression.Conditional e, Type wanted) {
    Found then = check(e.then(), wanted);
    Found test = checkApart(e.test(), Type.ANY);
    Found otherwise = check(e.otherwise(), wanted);
    int taint = Math.max(test.taint(), Math.max(then.taint(), otherwise.taint()));
    Type type =
        e.otherwise() instanceof Hole ? then.type() : Types.join(then.type(), otherwise.type());
    return new Found(type, taint);
  }

  private Found lambda(Lambda e, Type wanted) {
    @Nullable FunctionOf function = null;
    for (Type option : Types.options(wanted)) {
      if (option instanceof FunctionOf f) {
        function = f;
      }
    }
    if (function == null) {
      context.report(
          e.span(),
          "a lambda can only be an argument of a builtin or method",
          "write the value itself");
      return Found.UNKNOWN;
    }
    Map<String, @Nullable Found> hidden = new LinkedHashMap<>();
    for (int i = 0; i < e.parameters().size(); i++) {
      Lambda.LambdaParameter parameter = e.parameters().get(i);
      Type type = i < function.parameters().size() ? function.parameters().get(i) : Type.ANY;
      if (parameter.defaultValue().isPresent()) {
        check(parameter.defaultValue().get(), Type.ANY);
      }
      hidden.put(parameter.name(), context.variables.get(parameter.name()));
      context.variables.put(parameter.name(), Found.own(type));
    }
    try {
      Found body = check(e.body(), Type.ANY);
      return new Found(new FunctionOf(function.parameters(), body.type()), body.taint());
    } finally {
      hidden.forEach(comprehensions::restore);
    }
  }
}
