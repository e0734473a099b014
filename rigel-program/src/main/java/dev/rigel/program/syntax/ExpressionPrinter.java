package dev.rigel.program.syntax;

import dev.rigel.program.syntax.Expression.Argument;
import dev.rigel.program.syntax.Expression.AttributeAccess;
import dev.rigel.program.syntax.Expression.Binary;
import dev.rigel.program.syntax.Expression.BinaryOperator;
import dev.rigel.program.syntax.Expression.BooleanLiteral;
import dev.rigel.program.syntax.Expression.BooleanOperation;
import dev.rigel.program.syntax.Expression.Call;
import dev.rigel.program.syntax.Expression.Comparison;
import dev.rigel.program.syntax.Expression.Comprehension;
import dev.rigel.program.syntax.Expression.Conditional;
import dev.rigel.program.syntax.Expression.DictDisplay;
import dev.rigel.program.syntax.Expression.Display;
import dev.rigel.program.syntax.Expression.FloatLiteral;
import dev.rigel.program.syntax.Expression.FormattedString;
import dev.rigel.program.syntax.Expression.Hole;
import dev.rigel.program.syntax.Expression.IntLiteral;
import dev.rigel.program.syntax.Expression.Lambda;
import dev.rigel.program.syntax.Expression.MethodCall;
import dev.rigel.program.syntax.Expression.Name;
import dev.rigel.program.syntax.Expression.NoneLiteral;
import dev.rigel.program.syntax.Expression.Slice;
import dev.rigel.program.syntax.Expression.Starred;
import dev.rigel.program.syntax.Expression.StringLiteral;
import dev.rigel.program.syntax.Expression.Subscript;
import dev.rigel.program.syntax.Expression.Unary;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes expressions with as few brackets as Python's precedence needs. */
final class ExpressionPrinter {
  private static final int LAMBDA = 0;
  private static final int CONDITIONAL = 1;
  private static final int OR = 2;
  private static final int AND = 3;
  private static final int NOT = 4;
  private static final int COMPARISON = 5;
  private static final int BIT_OR = 6;
  private static final int UNARY = 12;
  private static final int POWER = 13;
  private static final int ATOM = 14;

  /** Beyond this many bits, decimal digits could be more than a literal may have. */
  private static final int MAX_DECIMAL_BITS = 14_000;

  private final StringPrinter strings;

  ExpressionPrinter() {
    this.strings = new StringPrinter();
  }

  /** For the fields of an f-string, where quotes and backslashes are scarce. */
  ExpressionPrinter(StringPrinter strings) {
    this.strings = strings;
  }

  /** As {@link #print}, a tuple without its brackets. */
  String bare(Expression expression) {
    if (expression instanceof Display display
        && display.kind() == Display.Kind.TUPLE
        && !display.elements().isEmpty()) {
      return elements(display.elements()) + (display.elements().size() == 1 ? "," : "");
    }
    return print(expression);
  }

  String print(Expression expression) {
    return switch (expression) {
      case IntLiteral e -> integer(e.value());
      case FloatLiteral e -> floating(e.value());
      case StringLiteral e -> strings.literal(e.value());
      case BooleanLiteral e -> e.value() ? "True" : "False";
      case NoneLiteral ignored -> "None";
      case FormattedString e -> strings.formatted(e);
      case Display e -> display(e);
      case DictDisplay e ->
          e.entries().stream().map(this::entry).collect(Collectors.joining(", ", "{", "}"));
      case Starred e -> "*" + at(BIT_OR, e.value());
      case Comprehension e -> comprehension(e);
      case Name e -> e.id();
      case AttributeAccess e -> receiver(e.value()) + "." + e.name();
      case Subscript e -> receiver(e.value()) + "[" + index(e.index()) + "]";
      case Slice e -> slice(e);
      case Call e -> e.function() + arguments(e.arguments());
      case MethodCall e -> receiver(e.receiver()) + "." + e.method() + arguments(e.arguments());
      case Unary e -> e.operator().text() + at(precedence(e), e.operand());
      case Binary e -> binary(e);
      case BooleanOperation e ->
          e.operands().stream()
              .map(operand -> at(precedence(e) + 1, operand))
              .collect(Collectors.joining(e.and() ? " and " : " or "));
      case Comparison e -> comparison(e);
      case Conditional e ->
          at(OR, e.then()) + " if " + at(OR, e.test()) + " else " + at(LAMBDA, e.otherwise());
      case Lambda e -> lambda(e);
      case Hole e -> e.text();
    };
  }

  /** A tuple as an index goes without brackets, unless something in it is starred. */
  private String index(Expression index) {
    boolean starred =
        index instanceof Display display
            && display.elements().stream().anyMatch(Starred.class::isInstance);
    return starred ? print(index) : bare(index);
  }

  private String at(int least, Expression expression) {
    String text = print(expression);
    return precedence(expression) < least ? "(" + text + ")" : text;
  }

  private String receiver(Expression expression) {
    // A dot after a number would be read as its decimal point.
    return expression instanceof IntLiteral || expression instanceof FloatLiteral
        ? "(" + print(expression) + ")"
        : at(ATOM, expression);
  }

  private static int precedence(Expression expression) {
    return switch (expression) {
      case Lambda ignored -> LAMBDA;
      case Conditional ignored -> CONDITIONAL;
      case BooleanOperation e -> e.and() ? AND : OR;
      case Comparison ignored -> COMPARISON;
      case Unary e -> e.operator() == Expression.UnaryOperator.NOT ? NOT : UNARY;
      case Binary e -> precedence(e.operator());
      default -> ATOM;
    };
  }

  private static int precedence(BinaryOperator operator) {
    return switch (operator) {
      case OR -> BIT_OR;
      case XOR -> 7;
      case AND -> 8;
      case SHIFT_LEFT, SHIFT_RIGHT -> 9;
      case ADD, SUBTRACT -> 10;
      case MULTIPLY, DIVIDE, FLOOR_DIVIDE, MODULO -> 11;
      case POWER -> POWER;
    };
  }

  private String binary(Binary e) {
    boolean power = e.operator() == BinaryOperator.POWER;
    int precedence = precedence(e.operator());
    return at(power ? ATOM : precedence, e.left())
        + " "
        + e.operator().text()
        + " "
        + at(power ? UNARY : precedence + 1, e.right());
  }

  private String comparison(Comparison e) {
    StringBuilder text = new StringBuilder(at(BIT_OR, e.first()));
    for (int i = 0; i < e.rest().size(); i++) {
      text.append(' ').append(e.operators().get(i).text()).append(' ');
      text.append(at(BIT_OR, e.rest().get(i)));
    }
    return text.toString();
  }

  private String elements(List<Expression> elements) {
    return elements.stream().map(this::print).collect(Collectors.joining(", "));
  }

  private String display(Display display) {
    String inner = elements(display.elements());
    return switch (display.kind()) {
      case LIST -> "[" + inner + "]";
      case SET -> "{" + inner + "}";
      case TUPLE -> "(" + inner + (display.elements().size() == 1 ? ",)" : ")");
    };
  }

  private String entry(DictDisplay.Entry entry) {
    return entry.key().isPresent()
        ? print(entry.key().get()) + ": " + print(entry.value())
        : "**" + at(BIT_OR, entry.value());
  }

  private String comprehension(Comprehension e) {
    return switch (e.kind()) {
      case LIST -> "[" + insideComprehension(e) + "]";
      case SET, DICT -> "{" + insideComprehension(e) + "}";
      case GENERATOR -> "(" + insideComprehension(e) + ")";
    };
  }

  private String insideComprehension(Comprehension e) {
    StringBuilder text = new StringBuilder();
    e.key().ifPresent(key -> text.append(print(key)).append(": "));
    text.append(print(e.element()));
    for (Comprehension.Clause clause : e.clauses()) {
      text.append(" for ").append(bare(clause.target()));
      text.append(" in ").append(at(OR, clause.iterable()));
      clause.conditions().forEach(condition -> text.append(" if ").append(at(OR, condition)));
    }
    return text.toString();
  }

  private String slice(Slice e) {
    return e.lower().map(this::print).orElse("")
        + ":"
        + e.upper().map(this::print).orElse("")
        + e.step().map(step -> ":" + print(step)).orElse("");
  }

  private String arguments(List<Argument> arguments) {
    if (arguments.size() == 1
        && arguments.getFirst().name().isEmpty()
        && arguments.getFirst().value() instanceof Comprehension e
        && e.kind() == Comprehension.Kind.GENERATOR) {
      return "(" + insideComprehension(e) + ")";
    }
    return arguments.stream().map(this::argument).collect(Collectors.joining(", ", "(", ")"));
  }

  private String argument(Argument argument) {
    if (argument.name().isEmpty()) {
      return print(argument.value());
    }
    String name = argument.name().get();
    return (name.equals("**") ? name : name + "=") + print(argument.value());
  }

  private String lambda(Lambda e) {
    String parameters =
        e.parameters().stream()
            .map(p -> p.name() + p.defaultValue().map(value -> "=" + print(value)).orElse(""))
            .collect(Collectors.joining(", "));
    return (parameters.isEmpty() ? "lambda" : "lambda " + parameters) + ": " + print(e.body());
  }

  private static String integer(BigInteger value) {
    return value.bitLength() > MAX_DECIMAL_BITS ? "0x" + value.toString(16) : value.toString();
  }

  private static String floating(double value) {
    return Double.isInfinite(value) ? "1e999" : Double.toString(value).toLowerCase(Locale.ROOT);
  }
}
