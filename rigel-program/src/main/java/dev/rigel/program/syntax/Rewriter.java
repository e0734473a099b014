package dev.rigel.program.syntax;

import dev.rigel.program.syntax.Expression.*;
import dev.rigel.program.syntax.Expression.FormattedString.Field;
import dev.rigel.program.syntax.Expression.FormattedString.Piece;
import dev.rigel.program.syntax.Expression.FormattedString.Text;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Makes another program from one, node by node: whoever extends this says what becomes of variables
 * and calls. Spans stay those of the old text.
 */
public abstract class Rewriter {
  /** What stands in the place of a variable, where it is read and where it is assigned. */
  protected Expression name(Name name) {
    return name;
  }

  /** The name of a lambda's parameter. */
  protected String parameter(String name) {
    return name;
  }

  /** What stands in the place of a call; its arguments are rewritten only by this. */
  protected Expression call(Call call) {
    return new Call(call.function(), arguments(call.arguments()), call.span());
  }

  public final List<Statement> statements(List<Statement> statements) {
    return statements.stream().map(this::statement).toList();
  }

  public final Statement statement(Statement statement) {
    return switch (statement) {
      case Statement.Assign s ->
          new Statement.Assign(expressions(s.targets()), expression(s.value()), s.span());
      case Statement.AugmentedAssign s ->
          new Statement.AugmentedAssign(
              expression(s.target()), s.operator(), expression(s.value()), s.span());
      case Statement.ExpressionStatement s ->
          new Statement.ExpressionStatement(expression(s.value()), s.span());
      case Statement.If s ->
          new Statement.If(
              expression(s.test()), statements(s.body()), statements(s.otherwise()), s.span());
      case Statement.For s ->
          new Statement.For(
              expression(s.target()),
              expression(s.iterable()),
              statements(s.body()),
              statements(s.otherwise()),
              s.span());
      case Statement.While s ->
          new Statement.While(
              expression(s.test()), statements(s.body()), statements(s.otherwise()), s.span());
      case Statement.Break s -> s;
      case Statement.Continue s -> s;
      case Statement.Pass s -> s;
    };
  }

  public final Expression expression(Expression expression) {
    return switch (expression) {
      case IntLiteral e -> e;
      case FloatLiteral e -> e;
      case StringLiteral e -> e;
      case BooleanLiteral e -> e;
      case NoneLiteral e -> e;
      case Hole e -> e;
      case Name e -> name(e);
      case Call e -> call(e);
      case FormattedString e -> new FormattedString(pieces(e.pieces()), e.span());
      case Display e -> new Display(e.kind(), expressions(e.elements()), e.span());
      case DictDisplay e ->
          new DictDisplay(
              e.entries().stream()
                  .map(entry ->
                      new DictDisplay.Entry(optional(entry.key()), expression(entry.value())))
                  .toList(),
              e.span());
      case Starred e -> new Starred(expression(e.value()), e.span());
      case Comprehension e ->
          new Comprehension(
              e.kind(),
              optional(e.key()),
              expression(e.element()),
              e.clauses().stream()
                  .map(clause ->
                      new Comprehension.Clause(
                          expression(clause.target()),
                          expression(clause.iterable()),
                          expressions(clause.conditions())))
                  .toList(),
              e.span());
      case AttributeAccess e -> new AttributeAccess(expression(e.value()), e.name(), e.span());
      case Subscript e -> new Subscript(expression(e.value()), expression(e.index()), e.span());
      case Slice e ->
          new Slice(optional(e.lower()), optional(e.upper()), optional(e.step()), e.span());
      case MethodCall e ->
          new MethodCall(expression(e.receiver()), e.method(), arguments(e.arguments()), e.span());
      case Unary e -> new Unary(e.operator(), expression(e.operand()), e.span());
      case Binary e ->
          new Binary(e.operator(), expression(e.left()), expression(e.right()), e.span());
      case BooleanOperation e -> new BooleanOperation(e.and(), expressions(e.operands()), e.span());
      case Comparison e ->
          new Comparison(expression(e.first()), e.operators(), expressions(e.rest()), e.span());
      case Conditional e ->
          new Conditional(
              expression(e.test()), expression(e.then()), expression(e.otherwise()), e.span());
      case Lambda e ->
          new Lambda(
              e.parameters().stream()
                  .map(one ->
                      new Lambda.LambdaParameter(
                          parameter(one.name()), optional(one.defaultValue())))
                  .toList(),
              expression(e.body()),
              e.span());
    };
  }

  protected final List<Argument> arguments(List<Argument> arguments) {
    return arguments.stream()
        .map(argument -> new Argument(argument.name(), expression(argument.value())))
        .toList();
  }

  private List<Expression> expressions(List<Expression> expressions) {
    return expressions.stream().map(this::expression).toList();
  }

  private Optional<Expression> optional(Optional<Expression> expression) {
    return expression.map(this::expression);
  }

  private List<Piece> pieces(List<Piece> pieces) {
    return pieces.stream().flatMap(this::piece).toList();
  }

  /** What {@code {x=}} shows of its own text stays, whatever becomes of the variable. */
  private Stream<Piece> piece(Piece piece) {
    return switch (piece) {
      case Text text -> Stream.of(text);
      case Field field -> {
        Field rewritten =
            new Field(
                expression(field.value()),
                Optional.empty(),
                field.conversion(),
                field.format().map(this::pieces));
        yield field.selfDocumenting().isPresent()
            ? Stream.of(new Text(field.selfDocumenting().get()), rewritten)
            : Stream.of(rewritten);
      }
    };
  }
}
