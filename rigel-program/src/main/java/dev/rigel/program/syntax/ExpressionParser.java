package dev.rigel.program.syntax;

import dev.rigel.program.syntax.Expression.Binary;
import dev.rigel.program.syntax.Expression.BinaryOperator;
import dev.rigel.program.syntax.Expression.BooleanOperation;
import dev.rigel.program.syntax.Expression.Comparison;
import dev.rigel.program.syntax.Expression.ComparisonOperator;
import dev.rigel.program.syntax.Expression.Conditional;
import dev.rigel.program.syntax.Expression.Display;
import dev.rigel.program.syntax.Expression.Hole;
import dev.rigel.program.syntax.Expression.Starred;
import dev.rigel.program.syntax.Expression.Unary;
import dev.rigel.program.syntax.Expression.UnaryOperator;
import dev.rigel.program.syntax.Lexer.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads expressions. In partial text, everything that may still come after the end counts as absent
 * but fine: a bracket that is not closed yet gives a node whose span ends beyond the text, and what
 * is not there yet at all is a {@link Hole}.
 */
final class ExpressionParser {
  /** Bounds the recursion of this parser and of everything that walks the tree. */
  static final int MAX_NESTING = 200;

  static final int MAX_HEIGHT = 400;
  private static final Set<String> COMPARISONS = Set.of("<", ">", "<=", ">=", "==", "!=");

  final Lexer lexer;
  final String source;
  private final AtomParser atoms;
  private int nesting;

  /** Height of the expression that was read last. */
  int height;

  ExpressionParser(Lexer lexer, String source) {
    this.lexer = lexer;
    this.source = source;
    this.atoms = new AtomParser(this);
  }

  // --- bounds and spans

  void enter() {
    if (++nesting > MAX_NESTING) {
      throw lexer.error(
          "the expression is nested too deeply", "compute a part of it on a line before");
    }
  }

  void leave() {
    nesting--;
  }

  void grow(int left, int right) {
    height = Math.max(left, right) + 1;
    if (height > MAX_HEIGHT) {
      throw lexer.error("the expression is too long", "compute a part of it on a line before");
    }
  }

  /** Bounds what is not nested but still walked step by step. */
  void chain(int length) {
    if (length > MAX_HEIGHT) {
      throw lexer.error("the line assigns to too many targets", "assign on several lines");
    }
  }

  Span to(Span first) {
    return new Span(first.start(), lexer.previousEnd, first.line(), first.column());
  }

  /** The span of a node that partial text leaves open. */
  Span open(Span first) {
    return new Span(first.start(), source.length() + 1, first.line(), first.column());
  }

  Expression hole(String text) {
    Hole hole = new Hole(text, lexer.span());
    height = 1;
    if (!text.isEmpty()) {
      lexer.advance();
    }
    return hole;
  }

  /** Consumes the closing sign; false where partial text ends before it. */
  boolean close(String sign, String what) {
    if (lexer.isOperator(sign)) {
      lexer.advance();
      return true;
    }
    if (lexer.isCursor()) {
      return false;
    }
    if (lexer.isOperator("=")) {
      throw lexer.error("'=' has no place here", "write == to compare");
    }
    throw lexer.error(
        "expected '" + sign + "' to close " + what, "close it, or put a comma between two values");
  }

  // --- lists of expressions

  /** {@code a, b, *c}: a tuple without brackets, or the one expression. */
  Expression expressionList() {
    Span first = lexer.span();
    Expression one = starredOrExpression();
    if (!lexer.isOperator(",")) {
      if (one instanceof Starred starred && !lexer.isCursor() && !lexer.isOperator("=")) {
        throw lexer.error(
            starred.span().start(), "a star cannot stand here", "leave it out, or write [*values]");
      }
      return one;
    }
    List<Expression> elements = new ArrayList<>();
    elements.add(one);
    int highest = height;
    while (lexer.isOperator(",")) {
      lexer.advance();
      if (lexer.isCursor()) {
        elements.add(hole(""));
      } else if (endsList()) {
        break;
      } else {
        elements.add(starredOrExpression());
        highest = Math.max(highest, height);
      }
    }
    grow(highest, 0);
    return new Display(Display.Kind.TUPLE, elements, to(first));
  }

  boolean endsList() {
    return switch (lexer.kind) {
      case END, NEWLINE, INDENT, DEDENT -> true;
      case OPERATOR ->
          switch (lexer.text) {
            case ")", "]", "}", "=", ":", ";", "!" -> true;
            default -> lexer.text.length() > 1 && lexer.text.endsWith("=");
          };
      case WORD -> lexer.isWord("in") || lexer.isWord("for");
      case NUMBER, STRING -> false;
    };
  }

  Expression starredOrExpression() {
    if (!lexer.isOperator("*")) {
      return expression();
    }
    Span first = lexer.span();
    lexer.advance();
    Expression value = unpacked();
    grow(height, 0);
    return new Starred(value, to(first));
  }

  /** What may stand after a star: no comparison. */
  Expression unpacked() {
    Expression value = binary(0);
    if (lexer.touchesEnd() && (lexer.isOperator("<") || lexer.isOperator(">"))) {
      // The first half of a shift.
      lexer.advance();
    }
    return value;
  }

  // --- operators

  Expression expression() {
    enter();
    Expression result = lexer.isWord("lambda") ? atoms.calls().lambda() : conditional();
    leave();
    return result;
  }

  private Expression conditional() {
    Span first = lexer.span();
    Expression then = disjunction();
    if (lexer.isOperator(":=")) {
      throw lexer.error(
          "':=' is not part of the language", "assign on a line of its own: name = value");
    }
    if (!take("if")) {
      return then;
    }
    int highest = height;
    Expression test = condition();
    highest = Math.max(highest, height);
    Expression otherwise;
    if (lexer.isCursor()) {
      otherwise = hole("");
    } else if (take("else")) {
      otherwise = expression();
    } else {
      throw lexer.error("a value after 'if' needs its 'else'", "write a if condition else b");
    }
    grow(highest, height);
    return new Conditional(
        test, then, otherwise, otherwise instanceof Hole ? open(first) : to(first));
  }

  /** Between {@code if} and {@code else}, where nothing is assigned and no field ends. */
  private Expression condition() {
    boolean outer = equalsEndsTarget;
    equalsEndsTarget = false;
    Expression test = disjunction();
    equalsEndsTarget = outer;
    return test;
  }

  /**
   * Consumes the word, or the beginning of it that touches the end of partial text. {@code i} may
   * be {@code in} or {@code is} as well as {@code if}: then {@link #comparison} has taken it.
   */
  boolean take(String wanted) {
    if (lexer.isWord(wanted) || (lexer.isPartialWord() && wanted.startsWith(lexer.text))) {
      lexer.advance();
      return true;
    }
    return false;
  }

  Expression disjunction() {
    return booleanOperation(false);
  }

  private Expression booleanOperation(boolean and) {
    Span first = lexer.span();
    Expression one = and ? negation() : booleanOperation(true);
    String word = and ? "and" : "or";
    if (!take(word)) {
      return one;
    }
    List<Expression> operands = new ArrayList<>();
    operands.add(one);
    int highest = height;
    do {
      operands.add(and ? negation() : booleanOperation(true));
      highest = Math.max(highest, height);
    } while (take(word));
    grow(highest, 0);
    return new BooleanOperation(and, operands, to(first));
  }

  private Expression negation() {
    if (!lexer.isWord("not")) {
      return comparison();
    }
    Span first = lexer.span();
    lexer.advance();
    enter();
    Expression operand = negation();
    leave();
    grow(height, 0);
    return new Unary(UnaryOperator.NOT, operand, to(first));
  }

  private Expression comparison() {
    Span first = lexer.span();
    Expression left = binary(0);
    if (lexer.isPartialWord() && lexer.text.equals("i")) {
      lexer.advance();
      return left;
    }
    Optional<ComparisonOperator> operator = comparisonOperator();
    if (operator.isEmpty()) {
      return left;
    }
    List<ComparisonOperator> operators = new ArrayList<>();
    List<Expression> rest = new ArrayList<>();
    int highest = height;
    while (operator.isPresent()) {
      operators.add(operator.get());
      rest.add(binary(0));
      highest = Math.max(highest, height);
      operator = comparisonOperator();
    }
    grow(highest, 0);
    return new Comparison(left, operators, rest, to(first));
  }

  private Optional<ComparisonOperator> comparisonOperator() {
    if (lexer.kind == Kind.OPERATOR) {
      return comparisonSign();
    }
    if (lexer.kind != Kind.WORD) {
      return Optional.empty();
    }
    if (take("in")) {
      return Optional.of(ComparisonOperator.IN);
    }
    if (take("is")) {
      return Optional.of(take("not") ? ComparisonOperator.IS_NOT : ComparisonOperator.IS);
    }
    if (take("not")) {
      if (!lexer.isCursor() && !take("in")) {
        throw lexer.error("expected 'in' after 'not'", "write not in, or put and/or before not");
      }
      return Optional.of(ComparisonOperator.NOT_IN);
    }
    return Optional.empty();
  }

  private Optional<ComparisonOperator> comparisonSign() {
    if (lexer.touchesEnd() && (lexer.text.equals("=") || lexer.text.equals("!"))) {
      // The first half of == or !=, unless this is the end of a target or of a keyword.
      if (lexer.text.equals("=") && equalsEndsTarget) {
        return Optional.empty();
      }
      lexer.advance();
      return Optional.of(ComparisonOperator.EQUAL);
    }
    if (!COMPARISONS.contains(lexer.text)) {
      return Optional.empty();
    }
    for (ComparisonOperator operator : ComparisonOperator.values()) {
      if (operator.text().equals(lexer.text)) {
        lexer.advance();
        return Optional.of(operator);
      }
    }
    return Optional.empty();
  }

  /** At the beginning of a statement, and in the fields of f-strings, {@code =} is no operator. */
  boolean equalsEndsTarget;

  private static int precedence(String operator) {
    return switch (operator) {
      case "|" -> 1;
      case "^" -> 2;
      case "&" -> 3;
      case "<<", ">>" -> 4;
      case "+", "-" -> 5;
      case "*", "/", "//", "%" -> 6;
      default -> 0;
    };
  }

  private BinaryOperator binaryOperator() {
    return switch (lexer.text) {
      case "|" -> BinaryOperator.OR;
      case "^" -> BinaryOperator.XOR;
      case "&" -> BinaryOperator.AND;
      case "<<" -> BinaryOperator.SHIFT_LEFT;
      case ">>" -> BinaryOperator.SHIFT_RIGHT;
      case "+" -> BinaryOperator.ADD;
      case "-" -> BinaryOperator.SUBTRACT;
      case "*" -> BinaryOperator.MULTIPLY;
      // At the end of partial text a slash may become two, and then the result is a whole number.
      case "/" -> lexer.touchesEnd() ? BinaryOperator.FLOOR_DIVIDE : BinaryOperator.DIVIDE;
      case "//" -> BinaryOperator.FLOOR_DIVIDE;
      case "%" -> BinaryOperator.MODULO;
      default -> throw new IllegalStateException(lexer.text);
    };
  }

  /** Operators that bind tighter than comparisons, by precedence climbing. */
  Expression binary(int above) {
    Span first = lexer.span();
    Expression left = unary();
    while (lexer.kind == Kind.OPERATOR) {
      int precedence = precedence(lexer.text);
      if (precedence <= above) {
        refuseMatrixProduct();
        break;
      }
      BinaryOperator operator = binaryOperator();
      lexer.advance();
      int leftHeight = height;
      enter();
      Expression right = binary(precedence);
      leave();
      grow(leftHeight, height);
      left = new Binary(operator, left, right, to(first));
    }
    return left;
  }

  private void refuseMatrixProduct() {
    if (lexer.isOperator("@")) {
      throw lexer.error("'@' is not part of the language", "multiply numbers with *");
    }
  }

  private Expression unary() {
    UnaryOperator operator =
        lexer.isOperator("-")
            ? UnaryOperator.NEGATE
            : lexer.isOperator("+")
                ? UnaryOperator.PLUS
                : lexer.isOperator("~") ? UnaryOperator.INVERT : null;
    if (operator == null) {
      return power();
    }
    Span first = lexer.span();
    lexer.advance();
    enter();
    Expression operand = unary();
    leave();
    grow(height, 0);
    return new Unary(operator, operand, to(first));
  }

  private Expression power() {
    Span first = lexer.span();
    while (lexer.isWord("await")) {
      lexer.advance();
    }
    Expression base = atoms.postfix();
    if (!lexer.isOperator("**")) {
      return base;
    }
    lexer.advance();
    int baseHeight = height;
    enter();
    Expression exponent = unary();
    leave();
    grow(baseHeight, height);
    return new Binary(BinaryOperator.POWER, base, exponent, to(first));
  }

  /** A call and nothing after its closing bracket. */
  Expression call() {
    return atoms.call();
  }

  /** Loop variables: a name, or a tuple of targets with or without brackets. */
  Expression targets() {
    return atoms.brackets().targets();
  }
}
