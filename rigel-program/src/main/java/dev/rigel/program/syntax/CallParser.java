package dev.rigel.program.syntax;

import dev.rigel.program.syntax.Expression.Argument;
import dev.rigel.program.syntax.Expression.Comprehension;
import dev.rigel.program.syntax.Expression.Hole;
import dev.rigel.program.syntax.Expression.Lambda;
import dev.rigel.program.syntax.Expression.Starred;
import dev.rigel.program.syntax.Lexer.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the arguments of calls, and lambdas. */
final class CallParser {
  private final ExpressionParser expressions;
  private final Lexer lexer;
  private final AtomParser atoms;
  private final BracketParser brackets;

  CallParser(ExpressionParser expressions, AtomParser atoms, BracketParser brackets) {
    this.expressions = expressions;
    this.lexer = expressions.lexer;
    this.atoms = atoms;
    this.brackets = brackets;
  }

  // --- calls

  /** The arguments of a call, from its opening bracket on; false where partial text ends. */
  boolean arguments(List<Argument> arguments) {
    boolean outer = expressions.equalsEndsTarget;
    expressions.equalsEndsTarget = false;
    lexer.advance();
    expressions.enter();
    int highest = 0;
    Set<String> named = new HashSet<>();
    while (!lexer.isOperator(")")) {
      arguments.add(argument(named, arguments.isEmpty()));
      highest = Math.max(highest, expressions.height);
      if (!lexer.isOperator(",")) {
        break;
      }
      lexer.advance();
      if (lexer.isCursor()) {
        arguments.add(new Argument(Optional.empty(), expressions.hole("")));
      }
    }
    boolean closed = expressions.close(")", "the arguments");
    expressions.leave();
    expressions.height = highest;
    expressions.equalsEndsTarget = outer;
    return closed;
  }

  private Argument argument(Set<String> named, boolean first) {
    Span span = lexer.span();
    if (lexer.isOperator("**")) {
      lexer.advance();
      named.add("**");
      return new Argument(Optional.of("**"), expressions.expression());
    }
    if (lexer.kind == Kind.WORD
        && !Refusals.RESERVED.contains(lexer.text)
        && lexer.assignmentFollows()) {
      return keywordArgument(named);
    }
    Expression value = lexer.isOperator("*") ? starredArgument() : expressions.expression();
    if (expressions.take("for")) {
      value =
          brackets.comprehension(Comprehension.Kind.GENERATOR, Optional.empty(), value, span, "");
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
    Expression value = expressions.expression();
    expressions.grow(expressions.height, 0);
    return new Starred(value, expressions.to(first));
  }

  private Argument keywordArgument(Set<String> named) {
    String name = lexer.text;
    atoms.refuseHidden(name);
    if (!named.add(name)) {
      throw lexer.error("the argument " + name + " is given twice", "keep one of the two");
    }
    lexer.advance();
    lexer.advance();
    return new Argument(Optional.of(name), expressions.expression());
  }

  Expression lambda() {
    boolean outer = expressions.equalsEndsTarget;
    expressions.equalsEndsTarget = false;
    Expression result = insideLambda();
    expressions.equalsEndsTarget = outer;
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
      atoms.refuseHidden(lexer.text);
      String name = lexer.text;
      lexer.advance();
      Optional<Expression> defaultValue = Optional.empty();
      if (lexer.isOperator("=")) {
        lexer.advance();
        defaultValue = Optional.of(expressions.expression());
        highest = Math.max(highest, expressions.height);
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
      return new Lambda(parameters, expressions.hole(""), expressions.open(first));
    }
    if (!lexer.isOperator(":")) {
      throw lexer.error("expected ':' after the lambda's names", "write lambda item: item.name");
    }
    lexer.advance();
    Expression body = expressions.expression();
    expressions.grow(highest, expressions.height);
    return new Lambda(parameters, body, expressions.to(first));
  }
}
