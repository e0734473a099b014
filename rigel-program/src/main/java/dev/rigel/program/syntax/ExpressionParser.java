package dev.rigel.program.syntax;

import dev.rigel.program.syntax.Expression.Argument;
import dev.rigel.program.syntax.Expression.AttributeAccess;
import dev.rigel.program.syntax.Expression.Binary;
import dev.rigel.program.syntax.Expression.BinaryOperator;
import dev.rigel.program.syntax.Expression.BooleanLiteral;
import dev.rigel.program.syntax.Expression.BooleanOperation;
import dev.rigel.program.syntax.Expression.Call;
import dev.rigel.program.syntax.Expression.Comparison;
import dev.rigel.program.syntax.Expression.ComparisonOperator;
import dev.rigel.program.syntax.Expression.Comprehension;
import dev.rigel.program.syntax.Expression.Comprehension.Clause;
import dev.rigel.program.syntax.Expression.Conditional;
import dev.rigel.program.syntax.Expression.DictDisplay;
import dev.rigel.program.syntax.Expression.Display;
import dev.rigel.program.syntax.Expression.Hole;
import dev.rigel.program.syntax.Expression.Lambda;
import dev.rigel.program.syntax.Expression.MethodCall;
import dev.rigel.program.syntax.Expression.Name;
import dev.rigel.program.syntax.Expression.NoneLiteral;
import dev.rigel.program.syntax.Expression.Slice;
import dev.rigel.program.syntax.Expression.Starred;
import dev.rigel.program.syntax.Expression.Subscript;
import dev.rigel.program.syntax.Expression.Unary;
import dev.rigel.program.syntax.Expression.UnaryOperator;
import dev.rigel.program.syntax.Lexer.Kind;
import java.util.ArrayList;
import java.util.HashSet;
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
  private final StringParser strings;
  private int nesting;

  /** Height of the expression that was read last. */
  int height;

  ExpressionParser(Lexer lexer, String source) {
    this.lexer = lexer;
    this.source = source;
    this.strings = new StringParser(this);
  }

  // --- bounds and spans

  private void enter() {
    if (++nesting > MAX_NESTING) {
      throw lexer.error(
          "the expression is nested too deeply", "compute a part of it on a line before");
    }
  }

  private void leave() {
    nesting--;
  }

  private void grow(int left, int right) {
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

  private Expression hole(String text) {
    Hole hole = new Hole(text, lexer.span());
    height = 1;
    if (!text.isEmpty()) {
      lexer.advance();
    }
    return hole;
  }

  /** Consumes the closing sign; false where partial text ends before it. */
  private boolean close(String sign, String what) {
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

  private boolean endsList() {
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
  private Expression unpacked() {
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
    Expression result = lexer.isWord("lambda") ? lambda() : conditional();
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
    if (!word("if")) {
      return then;
    }
    int highest = height;
    Expression test = disjunction();
    highest = Math.max(highest, height);
    Expression otherwise;
    if (lexer.isCursor()) {
      otherwise = hole("");
    } else if (word("else")) {
      otherwise = expression();
    } else {
      throw lexer.error("a value after 'if' needs its 'else'", "write a if condition else b");
    }
    grow(highest, height);
    return new Conditional(
        test, then, otherwise, otherwise instanceof Hole ? open(first) : to(first));
  }

  /**
   * Consumes the word, or the beginning of it that touches the end of partial text. {@code i} may
   * be {@code in} or {@code is} as well as {@code if}: then {@link #comparison} has taken it.
   */
  private boolean word(String wanted) {
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
    if (!word(word)) {
      return one;
    }
    List<Expression> operands = new ArrayList<>();
    operands.add(one);
    int highest = height;
    do {
      operands.add(and ? negation() : booleanOperation(true));
      highest = Math.max(highest, height);
    } while (word(word));
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
    if (word("in")) {
      return Optional.of(ComparisonOperator.IN);
    }
    if (word("is")) {
      return Optional.of(word("not") ? ComparisonOperator.IS_NOT : ComparisonOperator.IS);
    }
    if (word("not")) {
      if (!lexer.isCursor() && !word("in")) {
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
    Expression base = postfix();
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

  // --- attributes, methods, subscripts

  private Expression postfix() {
    Span first = lexer.span();
    Expression value = atom();
    while (lexer.kind == Kind.OPERATOR) {
      switch (lexer.text) {
        case "." -> value = attribute(first, value);
        case "[" -> value = subscript(first, value);
        case "(" ->
            throw lexer.error(
                "only tools, builtins and methods can be called", "call a function by its name");
        default -> {
          return value;
        }
      }
    }
    return value;
  }

  private Expression attribute(Span first, Expression value) {
    lexer.advance();
    int valueHeight = height;
    if (lexer.isCursor()) {
      grow(valueHeight, 0);
      return new AttributeAccess(value, "", to(first));
    }
    if (lexer.kind != Kind.WORD) {
      throw lexer.error("expected a name after the dot", "write value.name");
    }
    String name = lexer.text;
    refuseHidden(name);
    lexer.advance();
    if (value instanceof Name module && module.id().equals("asyncio")) {
      return gather(first, name);
    }
    if (!lexer.isOperator("(")) {
      grow(valueHeight, 0);
      return new AttributeAccess(value, name, to(first));
    }
    List<Argument> arguments = new ArrayList<>();
    boolean closed = arguments(arguments);
    grow(valueHeight, height);
    return new MethodCall(value, name, arguments, closed ? to(first) : open(first));
  }

  /** {@code asyncio.gather(a, b)} is the list of its arguments: calls run side by side anyway. */
  private Expression gather(Span first, String name) {
    if (lexer.isCursor()) {
      return hole("");
    }
    if (!name.equals("gather") || !lexer.isOperator("(")) {
      throw lexer.error(
          first.start(),
          "'asyncio." + name + "' is not part of the language",
          "leave it out; calls run in parallel by themselves");
    }
    List<Argument> arguments = new ArrayList<>();
    boolean closed = arguments(arguments);
    List<Expression> elements = new ArrayList<>();
    for (Argument argument : arguments) {
      if (argument.name().isEmpty()) {
        elements.add(argument.value());
      }
    }
    grow(height, 0);
    return new Display(Display.Kind.LIST, elements, closed ? to(first) : open(first));
  }

  private void refuseHidden(String name) {
    if (Refusals.isHidden(name)) {
      throw lexer.error(
          "names such as " + name + " are not part of the language",
          "use the value's attributes and methods");
    }
  }

  private Expression subscript(Span first, Expression value) {
    int valueHeight = height;
    boolean outer = equalsEndsTarget;
    equalsEndsTarget = false;
    lexer.advance();
    enter();
    Expression index = slices();
    leave();
    equalsEndsTarget = outer;
    boolean closed = close("]", "the index");
    grow(valueHeight, height);
    return new Subscript(value, index, closed ? to(first) : open(first));
  }

  private Expression slices() {
    Span first = lexer.span();
    Expression one = slice();
    if (!lexer.isOperator(",")) {
      return one;
    }
    List<Expression> elements = new ArrayList<>();
    elements.add(one);
    int highest = height;
    while (lexer.isOperator(",")) {
      lexer.advance();
      if (lexer.isOperator("]")) {
        break;
      }
      elements.add(slice());
      highest = Math.max(highest, height);
    }
    for (Expression element : elements) {
      if (element instanceof Slice slice) {
        throw lexer.error(slice.span().start(), "there can be one slice only", "write values[1:3]");
      }
    }
    grow(highest, 0);
    return new Display(Display.Kind.TUPLE, elements, to(first));
  }

  private Expression slice() {
    Span first = lexer.span();
    if (lexer.isOperator("]")) {
      throw lexer.error("the index is missing", "write values[0]");
    }
    Optional<Expression> lower =
        lexer.isOperator(":") ? Optional.empty() : Optional.of(expression());
    if (!lexer.isOperator(":")) {
      return lower.orElseThrow();
    }
    int highest = lower.isPresent() ? height : 0;
    lexer.advance();
    Optional<Expression> upper = Optional.empty();
    Optional<Expression> step = Optional.empty();
    if (!lexer.isCursor() && !lexer.isOperator(":") && !endsList() && !lexer.isOperator(",")) {
      upper = Optional.of(expression());
      highest = Math.max(highest, height);
    }
    if (lexer.isOperator(":")) {
      lexer.advance();
      if (!lexer.isCursor() && !endsList() && !lexer.isOperator(",")) {
        step = Optional.of(expression());
        highest = Math.max(highest, height);
      }
    }
    grow(highest, 0);
    return new Slice(lower, upper, step, to(first));
  }

  // --- atoms

  private Expression atom() {
    height = 1;
    return switch (lexer.kind) {
      case WORD -> word();
      case NUMBER -> number();
      case STRING -> strings.literal();
      case OPERATOR -> bracketed();
      case END -> {
        if (lexer.isCursor()) {
          yield hole("");
        }
        throw missing();
      }
      case NEWLINE, INDENT, DEDENT -> throw missing();
    };
  }

  private SyntaxException missing() {
    return lexer.error("a value is missing here", "write a name, a literal or a call");
  }

  private Expression number() {
    Expression value = NumberReader.value(lexer.text, lexer.span());
    lexer.advance();
    return value;
  }

  /** A call and nothing after its closing bracket. */
  Expression call() {
    return word();
  }

  private Expression word() {
    Span first = lexer.span();
    String name = lexer.text;
    if (lexer.isPartialWord()) {
      return hole(name);
    }
    switch (name) {
      case "True", "False" -> {
        lexer.advance();
        return new BooleanLiteral(name.equals("True"), first);
      }
      case "None" -> {
        lexer.advance();
        return new NoneLiteral(first);
      }
      default -> {}
    }
    Optional<Refusals.Refusal> refusal =
        name.equals("match") ? Optional.empty() : Refusals.word(name);
    if (refusal.isPresent()) {
      throw lexer.error(refusal.get().message(), refusal.get().hint());
    }
    if (Refusals.RESERVED.contains(name)) {
      throw lexer.error("'" + name + "' cannot stand here", "a value is missing before it");
    }
    refuseHidden(name);
    lexer.advance();
    if (!lexer.isOperator("(")) {
      return new Name(name, first);
    }
    List<Argument> arguments = new ArrayList<>();
    boolean closed = arguments(arguments);
    grow(height, 0);
    return new Call(name, arguments, closed ? to(first) : open(first));
  }

  private Expression bracketed() {
    return switch (lexer.text) {
      case "(" -> parenthesised();
      case "[" -> list();
      case "{" -> braces();
      case "*", "**" -> throw lexer.error("a star cannot stand here", "leave it out");
      default -> throw missing();
    };
  }

  private Expression parenthesised() {
    Span first = lexer.span();
    boolean outer = equalsEndsTarget;
    equalsEndsTarget = false;
    lexer.advance();
    enter();
    Expression result = insideParentheses(first);
    leave();
    equalsEndsTarget = outer;
    return result;
  }

  private Expression insideParentheses(Span first) {
    if (lexer.isOperator(")")) {
      lexer.advance();
      return new Display(Display.Kind.TUPLE, List.of(), to(first));
    }
    Expression one = starredOrExpression();
    if (word("for")) {
      return comprehension(Comprehension.Kind.GENERATOR, Optional.empty(), one, first, ")");
    }
    if (lexer.isCursor()) {
      // Still a group, a tuple or a generator: a tuple of one that is not closed stands for all.
      return new Display(Display.Kind.TUPLE, List.of(one), open(first));
    }
    if (lexer.isOperator(")")) {
      lexer.advance();
      if (one instanceof Starred starred) {
        throw lexer.error(starred.span().start(), "a star cannot stand here", "write [*values]");
      }
      return lexer.touchesEndBefore() ? Spans.widened(one, to(first)) : one;
    }
    List<Expression> elements = new ArrayList<>();
    elements.add(one);
    boolean closed = restOfElements(elements, ")", "the tuple");
    return new Display(Display.Kind.TUPLE, elements, closed ? to(first) : open(first));
  }

  /** After the first element: a comma, more elements, the closing sign. */
  private boolean restOfElements(List<Expression> elements, String sign, String what) {
    int highest = height;
    while (lexer.isOperator(",")) {
      lexer.advance();
      if (lexer.isOperator(sign)) {
        break;
      }
      elements.add(starredOrExpression());
      highest = Math.max(highest, height);
    }
    boolean closed = close(sign, what);
    grow(highest, 0);
    return closed;
  }

  private Expression list() {
    Span first = lexer.span();
    boolean outer = equalsEndsTarget;
    equalsEndsTarget = false;
    lexer.advance();
    enter();
    Expression result;
    if (lexer.isOperator("]")) {
      lexer.advance();
      result = new Display(Display.Kind.LIST, List.of(), to(first));
    } else {
      Expression one = starredOrExpression();
      if (word("for")) {
        result = comprehension(Comprehension.Kind.LIST, Optional.empty(), one, first, "]");
      } else {
        List<Expression> elements = new ArrayList<>();
        elements.add(one);
        boolean closed = restOfElements(elements, "]", "the list");
        result = new Display(Display.Kind.LIST, elements, closed ? to(first) : open(first));
      }
    }
    leave();
    equalsEndsTarget = outer;
    return result;
  }

  private Expression braces() {
    Span first = lexer.span();
    boolean outer = equalsEndsTarget;
    equalsEndsTarget = false;
    lexer.advance();
    enter();
    Expression result = insideBraces(first);
    leave();
    equalsEndsTarget = outer;
    return result;
  }

  private Expression insideBraces(Span first) {
    if (lexer.isOperator("}")) {
      lexer.advance();
      return new DictDisplay(List.of(), to(first));
    }
    if (lexer.isOperator("**")) {
      return dict(first, new ArrayList<>(), Optional.empty());
    }
    Expression one = starredOrExpression();
    if (lexer.isOperator(":")) {
      return dict(first, new ArrayList<>(), Optional.of(one));
    }
    if (word("for")) {
      return comprehension(Comprehension.Kind.SET, Optional.empty(), one, first, "}");
    }
    if (lexer.isCursor() && !(one instanceof Starred)) {
      // A key or an element of a set: an entry without value is open for both.
      return new DictDisplay(
          List.of(new DictDisplay.Entry(Optional.of(one), new Hole("", lexer.span()))),
          open(first));
    }
    List<Expression> elements = new ArrayList<>();
    elements.add(one);
    boolean closed = restOfElements(elements, "}", "the set");
    return new Display(Display.Kind.SET, elements, closed ? to(first) : open(first));
  }

  /** The rest of a dict display, after the first key (or before the first {@code **}). */
  private Expression dict(
      Span first, List<DictDisplay.Entry> entries, Optional<Expression> firstKey) {
    Optional<Expression> key = firstKey;
    int highest = height;
    while (true) {
      if (key.isPresent()) {
        if (lexer.isCursor()) {
          entries.add(new DictDisplay.Entry(key, new Hole("", lexer.span())));
          break;
        }
        if (!lexer.isOperator(":")) {
          throw lexer.error("expected ':' after the key", "write {key: value}");
        }
        lexer.advance();
        Expression value = expression();
        highest = Math.max(highest, height);
        if (entries.isEmpty() && word("for")) {
          return comprehension(Comprehension.Kind.DICT, key, value, first, "}");
        }
        entries.add(new DictDisplay.Entry(key, value));
      } else {
        lexer.advance();
        entries.add(new DictDisplay.Entry(Optional.empty(), unpacked()));
        highest = Math.max(highest, height);
      }
      if (!lexer.isOperator(",")) {
        break;
      }
      lexer.advance();
      if (lexer.isOperator("}")) {
        break;
      }
      // At the end of partial text, one star may become two.
      boolean unpacks = lexer.isOperator("**") || (lexer.isOperator("*") && lexer.touchesEnd());
      key = unpacks ? Optional.empty() : Optional.of(expression());
      highest = Math.max(highest, height);
    }
    boolean closed = close("}", "the dict");
    grow(highest, 0);
    return new DictDisplay(entries, closed ? to(first) : open(first));
  }

  // --- comprehensions

  /** After the first {@code for}. An empty sign leaves the closing to the call around it. */
  private Expression comprehension(
      Comprehension.Kind kind,
      Optional<Expression> key,
      Expression element,
      Span first,
      String sign) {
    if (element instanceof Starred) {
      throw lexer.error(
          element.span().start(), "a star cannot stand in a comprehension", "use a second for");
    }
    int highest = height;
    List<Clause> clauses = new ArrayList<>();
    do {
      clauses.add(clause());
      highest = Math.max(highest, height);
    } while (word("for"));
    grow(highest, 0);
    boolean closed = sign.isEmpty() ? !lexer.isCursor() : close(sign, "the comprehension");
    return new Comprehension(kind, key, element, clauses, closed ? to(first) : open(first));
  }

  private Clause clause() {
    Expression target = targets();
    int highest = height;
    if (lexer.isCursor()) {
      return new Clause(target, new Hole("", lexer.span()), List.of());
    }
    if (!word("in")) {
      throw lexer.error("expected 'in' after the loop variable", "write for name in values");
    }
    Expression iterable = disjunction();
    highest = Math.max(highest, height);
    List<Expression> conditions = new ArrayList<>();
    while (word("if")) {
      conditions.add(disjunction());
      highest = Math.max(highest, height);
    }
    height = highest;
    return new Clause(target, iterable, conditions);
  }

  /** Loop variables: a name, or a tuple of targets with or without brackets. */
  Expression targets() {
    Span first = lexer.span();
    Expression one = target();
    if (!lexer.isOperator(",")) {
      return one;
    }
    List<Expression> elements = new ArrayList<>();
    elements.add(one);
    int highest = height;
    while (lexer.isOperator(",")) {
      lexer.advance();
      if (lexer.isWord("in")) {
        break;
      }
      elements.add(target());
      highest = Math.max(highest, height);
    }
    grow(highest, 0);
    return new Display(Display.Kind.TUPLE, elements, to(first));
  }

  private Expression target() {
    Span first = lexer.span();
    if (lexer.isOperator("*")) {
      lexer.advance();
      Expression value = target();
      grow(height, 0);
      return new Starred(value, to(first));
    }
    enter();
    Expression result = postfix();
    leave();
    Targets.check(result, lexer, true);
    return result;
  }

  // --- calls

  /** The arguments of a call, from its opening bracket on; false where partial text ends. */
  private boolean arguments(List<Argument> arguments) {
    boolean outer = equalsEndsTarget;
    equalsEndsTarget = false;
    lexer.advance();
    enter();
    int highest = 0;
    Set<String> named = new HashSet<>();
    while (!lexer.isOperator(")")) {
      arguments.add(argument(named, arguments.isEmpty()));
      highest = Math.max(highest, height);
      if (!lexer.isOperator(",")) {
        break;
      }
      lexer.advance();
      if (lexer.isCursor()) {
        arguments.add(new Argument(Optional.empty(), hole("")));
      }
    }
    boolean closed = close(")", "the arguments");
    leave();
    height = highest;
    equalsEndsTarget = outer;
    return closed;
  }

  private Argument argument(Set<String> named, boolean first) {
    Span span = lexer.span();
    if (lexer.isOperator("**")) {
      lexer.advance();
      named.add("**");
      return new Argument(Optional.of("**"), expression());
    }
    if (lexer.kind == Kind.WORD
        && !Refusals.RESERVED.contains(lexer.text)
        && lexer.assignmentFollows()) {
      return keywordArgument(named);
    }
    Expression value = lexer.isOperator("*") ? starredArgument() : expression();
    if (word("for")) {
      value = comprehension(Comprehension.Kind.GENERATOR, Optional.empty(), value, span, "");
      if (!first || lexer.isOperator(",")) {
        throw lexer.error(
            span.start(),
            "a comprehension among other arguments needs brackets",
            "put it into [ ]");
      }
    }
    if (!named.isEmpty() && !(value instanceof Starred) && !(value instanceof Hole)) {
      throw lexer.error(
          span.start(),
          "an argument without a name follows one with a name",
          "give it its name too: name=value");
    }
    return new Argument(Optional.empty(), value);
  }

  /** Unlike in a display, the star of an argument takes any expression. */
  private Expression starredArgument() {
    Span first = lexer.span();
    lexer.advance();
    Expression value = expression();
    grow(height, 0);
    return new Starred(value, to(first));
  }

  private Argument keywordArgument(Set<String> named) {
    String name = lexer.text;
    refuseHidden(name);
    if (!named.add(name)) {
      throw lexer.error("the argument " + name + " is given twice", "keep one of the two");
    }
    lexer.advance();
    lexer.advance();
    return new Argument(Optional.of(name), expression());
  }

  private Expression lambda() {
    boolean outer = equalsEndsTarget;
    equalsEndsTarget = false;
    Expression result = insideLambda();
    equalsEndsTarget = outer;
    return result;
  }

  private Expression insideLambda() {
    Span first = lexer.span();
    lexer.advance();
    List<Lambda.LambdaParameter> parameters = new ArrayList<>();
    int highest = 0;
    while (!lexer.isOperator(":") && !lexer.isCursor()) {
      if (lexer.kind != Kind.WORD || Refusals.RESERVED.contains(lexer.text)) {
        throw lexer.error("a lambda takes plain names", "write lambda item: item.name");
      }
      refuseHidden(lexer.text);
      String name = lexer.text;
      lexer.advance();
      Optional<Expression> defaultValue = Optional.empty();
      if (lexer.isOperator("=")) {
        lexer.advance();
        defaultValue = Optional.of(expression());
        highest = Math.max(highest, height);
      }
      for (Lambda.LambdaParameter parameter : parameters) {
        if (parameter.name().equals(name)) {
          throw lexer.error("the lambda names " + name + " twice", "use two names");
        }
      }
      parameters.add(new Lambda.LambdaParameter(name, defaultValue));
      if (!lexer.isOperator(",")) {
        break;
      }
      lexer.advance();
    }
    if (lexer.isCursor()) {
      return new Lambda(parameters, hole(""), open(first));
    }
    if (!lexer.isOperator(":")) {
      throw lexer.error("expected ':' after the lambda's names", "write lambda item: item.name");
    }
    lexer.advance();
    Expression body = expression();
    grow(highest, height);
    return new Lambda(parameters, body, to(first));
  }
}
