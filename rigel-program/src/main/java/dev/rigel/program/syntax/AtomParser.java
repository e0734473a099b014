package dev.rigel.program.syntax;

import dev.rigel.program.syntax.Expression.Argument;
import dev.rigel.program.syntax.Expression.AttributeAccess;
import dev.rigel.program.syntax.Expression.BooleanLiteral;
import dev.rigel.program.syntax.Expression.Call;
import dev.rigel.program.syntax.Expression.Display;
import dev.rigel.program.syntax.Expression.MethodCall;
import dev.rigel.program.syntax.Expression.Name;
import dev.rigel.program.syntax.Expression.NoneLiteral;
import dev.rigel.program.syntax.Expression.Slice;
import dev.rigel.program.syntax.Expression.Subscript;
import dev.rigel.program.syntax.Lexer.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads names, literals and calls, and the dots and indexes after them. */
final class AtomParser {
  private final ExpressionParser expressions;
  private final Lexer lexer;
  private final StringParser strings;
  private final BracketParser brackets;
  private final CallParser calls;

  AtomParser(ExpressionParser expressions) {
    this.expressions = expressions;
    this.lexer = expressions.lexer;
    this.strings = new StringParser(expressions);
    this.brackets = new BracketParser(expressions, this);
    this.calls = new CallParser(expressions, this, brackets);
  }

  BracketParser brackets() {
    return brackets;
  }

  CallParser calls() {
    return calls;
  }

  // --- attributes, methods, subscripts

  Expression postfix() {
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
    int valueHeight = expressions.height;
    if (lexer.isCursor()) {
      expressions.grow(valueHeight, 0);
      return new AttributeAccess(value, "", expressions.to(first));
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
      expressions.grow(valueHeight, 0);
      return new AttributeAccess(value, name, expressions.to(first));
    }
    List<Argument> arguments = new ArrayList<>();
    boolean closed = calls.arguments(arguments);
    expressions.grow(valueHeight, expressions.height);
    return new MethodCall(
        value, name, arguments, closed ? expressions.to(first) : expressions.open(first));
  }

  /** {@code asyncio.gather(a, b)} is the list of its arguments: calls run side by side anyway. */
  private Expression gather(Span first, String name) {
    if (lexer.isCursor()) {
      return expressions.hole("");
    }
    if (!name.equals("gather") || !lexer.isOperator("(")) {
      throw lexer.error(
          first.start(),
          "'asyncio." + name + "' is not part of the language",
          "leave it out; calls run in parallel by themselves");
    }
    List<Argument> arguments = new ArrayList<>();
    boolean closed = calls.arguments(arguments);
    List<Expression> elements = new ArrayList<>();
    for (Argument argument : arguments) {
      if (argument.name().isEmpty()) {
        elements.add(argument.value());
      }
    }
    expressions.grow(expressions.height, 0);
    return new Display(
        Display.Kind.LIST, elements, closed ? expressions.to(first) : expressions.open(first));
  }

  void refuseHidden(String name) {
    if (Refusals.isHidden(name)) {
      throw lexer.error(
          "names such as " + name + " are not part of the language",
          "use the value's attributes and methods");
    }
  }

  private Expression subscript(Span first, Expression value) {
    int valueHeight = expressions.height;
    boolean outer = expressions.equalsEndsTarget;
    expressions.equalsEndsTarget = false;
    lexer.advance();
    expressions.enter();
    Expression index = slices();
    expressions.leave();
    expressions.equalsEndsTarget = outer;
    boolean closed = expressions.close("]", "the index");
    expressions.grow(valueHeight, expressions.height);
    return new Subscript(value, index, closed ? expressions.to(first) : expressions.open(first));
  }

  private Expression slices() {
    Span first = lexer.span();
    Expression one = slice();
    if (!lexer.isOperator(",")) {
      return one;
    }
    List<Expression> elements = new ArrayList<>();
    elements.add(one);
    int highest = expressions.height;
    while (lexer.isOperator(",")) {
      lexer.advance();
      if (lexer.isOperator("]")) {
        break;
      }
      elements.add(slice());
      highest = Math.max(highest, expressions.height);
    }
    for (Expression element : elements) {
      if (element instanceof Slice slice) {
        throw lexer.error(slice.span().start(), "there can be one slice only", "write values[1:3]");
      }
    }
    expressions.grow(highest, 0);
    return new Display(Display.Kind.TUPLE, elements, expressions.to(first));
  }

  private Expression slice() {
    Span first = lexer.span();
    if (lexer.isOperator("]")) {
      throw lexer.error("the index is missing", "write values[0]");
    }
    Optional<Expression> lower =
        lexer.isOperator(":") ? Optional.empty() : Optional.of(expressions.expression());
    if (!lexer.isOperator(":")) {
      return lower.orElseThrow();
    }
    int highest = lower.isPresent() ? expressions.height : 0;
    lexer.advance();
    Optional<Expression> upper = Optional.empty();
    Optional<Expression> step = Optional.empty();
    if (!lexer.isCursor()
        && !lexer.isOperator(":")
        && !expressions.endsList()
        && !lexer.isOperator(",")) {
      upper = Optional.of(expressions.expression());
      highest = Math.max(highest, expressions.height);
    }
    if (lexer.isOperator(":")) {
      lexer.advance();
      if (!lexer.isCursor() && !expressions.endsList() && !lexer.isOperator(",")) {
        step = Optional.of(expressions.expression());
        highest = Math.max(highest, expressions.height);
      }
    }
    expressions.grow(highest, 0);
    return new Slice(lower, upper, step, expressions.to(first));
  }

  // --- atoms

  private Expression atom() {
    expressions.height = 1;
    return switch (lexer.kind) {
      case WORD -> word();
      case NUMBER -> number();
      case STRING -> strings.literal();
      case OPERATOR -> brackets.bracketed();
      case END -> {
        if (lexer.isCursor()) {
          yield expressions.hole("");
        }
        throw missing();
      }
      case NEWLINE, INDENT, DEDENT -> throw missing();
    };
  }

  SyntaxException missing() {
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
      return expressions.hole(name);
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
    boolean closed = calls.arguments(arguments);
    expressions.grow(expressions.height, 0);
    return new Call(name, arguments, closed ? expressions.to(first) : expressions.open(first));
  }
}
