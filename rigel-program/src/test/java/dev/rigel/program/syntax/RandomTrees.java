package dev.rigel.program.syntax;

import dev.rigel.program.syntax.Expression.*;
import dev.rigel.program.syntax.Expression.Comprehension.Clause;
import dev.rigel.program.syntax.Expression.FormattedString.Field;
import dev.rigel.program.syntax.Expression.FormattedString.Piece;
import dev.rigel.program.syntax.Expression.FormattedString.Text;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;

/** Any tree that the parser can give. */
final class RandomTrees {
  private static final Span NOWHERE = new Span(0, 0, 1, 1);
  private static final List<String> NAMES = List.of("a", "b", "hits", "x1", "_y", "größe");

  private final Random random;

  /** Inside the braces of an f-string, where texts must do without escapes. */
  private boolean insideField;

  RandomTrees(long seed) {
    this.random = new Random(seed);
  }

  List<Statement> program() {
    return block(2);
  }

  private List<Statement> block(int depth) {
    return some(1, 4, () -> statement(depth));
  }

  private <T> List<T> some(int least, int most, Supplier<T> one) {
    List<T> list = new ArrayList<>();
    int count = least + random.nextInt(most - least + 1);
    for (int i = 0; i < count; i++) {
      list.add(one.get());
    }
    return list;
  }

  private String name() {
    return NAMES.get(random.nextInt(NAMES.size()));
  }

  private Statement statement(int depth) {
    int kind = random.nextInt(depth > 0 ? 9 : 6);
    return switch (kind) {
      case 0 -> new Statement.Assign(some(1, 2, () -> target(true)), listed(3), NOWHERE);
      case 1 ->
          new Statement.AugmentedAssign(
              random.nextBoolean()
                  ? new Name(name(), NOWHERE)
                  : new Subscript(atom(1), expression(1), NOWHERE),
              pick(BinaryOperator.values()),
              expression(2),
              NOWHERE);
      case 2, 3 -> new Statement.ExpressionStatement(expression(3), NOWHERE);
      case 4 -> new Statement.Pass(NOWHERE);
      case 5 ->
          random.nextBoolean() ? new Statement.Break(NOWHERE) : new Statement.Continue(NOWHERE);
      case 6 ->
          new Statement.If(
              expression(2),
              block(depth - 1),
              random.nextBoolean() ? List.of() : block(depth - 1),
              NOWHERE);
      case 7 ->
          new Statement.For(
              target(false),
              listed(2),
              block(depth - 1),
              random.nextInt(3) > 0 ? List.of() : block(depth - 1),
              NOWHERE);
      default ->
          new Statement.While(
              expression(2),
              block(depth - 1),
              random.nextInt(3) > 0 ? List.of() : block(depth - 1),
              NOWHERE);
    };
  }

  private <T> T pick(T[] values) {
    return values[random.nextInt(values.length)];
  }

  private Expression listed(int depth) {
    return random.nextInt(4) == 0
        ? new Display(Display.Kind.TUPLE, some(1, 3, () -> expression(depth - 1)), NOWHERE)
        : expression(depth);
  }

  private Expression target(boolean slices) {
    return switch (random.nextInt(5)) {
      case 0 ->
          new Subscript(
              new Name(name(), NOWHERE),
              slices && random.nextBoolean() ? slice() : expression(1),
              NOWHERE);
      case 1 ->
          new Display(
              random.nextBoolean() ? Display.Kind.TUPLE : Display.Kind.LIST,
              List.of(
                  new Name(name(), NOWHERE),
                  new Starred(new Name(name(), NOWHERE), NOWHERE),
                  new Name(name(), NOWHERE)),
              NOWHERE);
      default -> new Name(name(), NOWHERE);
    };
  }

  private Slice slice() {
    return new Slice(maybe(), maybe(), maybe(), NOWHERE);
  }

  private Optional<Expression> maybe() {
    return random.nextBoolean() ? Optional.empty() : Optional.of(expression(1));
  }

  private Expression atom(int depth) {
    return switch (random.nextInt(insideField ? 6 : 8)) {
      case 0 -> new IntLiteral(new BigInteger(random.nextInt(90) + 1, random), NOWHERE);
      case 1 ->
          new FloatLiteral(
              Math.abs(random.nextGaussian()) * Math.pow(10, random.nextInt(40) - 20), NOWHERE);
      case 2 -> new BooleanLiteral(random.nextBoolean(), NOWHERE);
      case 3 -> new NoneLiteral(NOWHERE);
      case 4 -> new StringLiteral(insideField ? "plain" : text(), NOWHERE);
      case 5 -> new Name(name(), NOWHERE);
      case 6 -> new Name(name(), NOWHERE);
      default -> formatted(depth);
    };
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(8);
    for (int i = 0; i < length; i++) {
      String from = "ab c'\"\\\n\t\r{}é漢\u0000\u001b#";
      text.append(from.charAt(random.nextInt(from.length())));
    }
    return text.toString();
  }

  private Expression formatted(int depth) {
    List<Piece> pieces = new ArrayList<>();
    boolean textBefore = false;
    int count = random.nextInt(4);
    for (int i = 0; i < count; i++) {
      if (!textBefore && random.nextBoolean()) {
        pieces.add(new Text("t" + text()));
        textBefore = true;
      } else {
        insideField = true;
        Expression value = expression(Math.min(depth, 2));
        insideField = false;
        Optional<List<Piece>> format =
            switch (random.nextInt(3)) {
              case 0 -> Optional.of(List.of(new Text(">10")));
              case 1 ->
                  Optional.of(
                      List.of(
                          new Text("."),
                          new Field(
                              new Name("a", NOWHERE),
                              Optional.empty(),
                              Optional.empty(),
                              Optional.empty()),
                          new Text("f")));
              default -> Optional.empty();
            };
        pieces.add(
            new Field(
                value,
                Optional.empty(),
                random.nextBoolean() ? Optional.empty() : Optional.of('r'),
                format));
        textBefore = false;
      }
    }
    return new FormattedString(pieces, NOWHERE);
  }

  private Expression expression(int depth) {
    if (depth <= 0) {
      return atom(0);
    }
    return switch (random.nextInt(16)) {
      case 0 ->
          new Display(pick(Display.Kind.values()), some(1, 3, () -> starrable(depth - 1)), NOWHERE);
      case 1 ->
          new DictDisplay(
              some(
                  0,
                  3,
                  () ->
                      new DictDisplay.Entry(
                          random.nextInt(4) == 0
                              ? Optional.empty()
                              : Optional.of(expression(depth - 1)),
                          expression(depth - 1))),
              NOWHERE);
      case 2 -> comprehension(depth);
      case 3 -> new AttributeAccess(expression(depth - 1), name(), NOWHERE);
      case 4 ->
          new Subscript(
              expression(depth - 1),
              random.nextBoolean() ? slice() : expression(depth - 1),
              NOWHERE);
      case 5 -> new Call("f", arguments(depth), NOWHERE);
      case 6 -> new MethodCall(expression(depth - 1), "m", arguments(depth), NOWHERE);
      case 7 -> new Unary(pick(UnaryOperator.values()), expression(depth - 1), NOWHERE);
      case 8, 9 ->
          new Binary(
              pick(BinaryOperator.values()), expression(depth - 1), expression(depth - 1), NOWHERE);
      case 10 ->
          new BooleanOperation(
              random.nextBoolean(), some(2, 3, () -> expression(depth - 1)), NOWHERE);
      case 11 -> {
        List<ComparisonOperator> operators = some(1, 2, () -> pick(ComparisonOperator.values()));
        yield new Comparison(
            expression(depth - 1),
            operators,
            some(operators.size(), operators.size(), () -> expression(depth - 1)),
            NOWHERE);
      }
      case 12 ->
          new Conditional(
              expression(depth - 1), expression(depth - 1), expression(depth - 1), NOWHERE);
      case 13 ->
          new Lambda(
              random.nextBoolean()
                  ? List.of()
                  : List.of(
                      new Lambda.LambdaParameter("p", Optional.empty()),
                      new Lambda.LambdaParameter("q", maybe())),
              expression(depth - 1),
              NOWHERE);
      default -> atom(depth);
    };
  }

  private Expression starrable(int depth) {
    return random.nextInt(5) == 0 ? new Starred(expression(depth), NOWHERE) : expression(depth);
  }

  private List<Argument> arguments(int depth) {
    List<Argument> arguments =
        new ArrayList<>(some(0, 2, () -> new Argument(Optional.empty(), starrable(depth - 1))));
    if (random.nextBoolean()) {
      arguments.add(new Argument(Optional.of("key"), expression(depth - 1)));
    }
    if (random.nextInt(4) == 0) {
      arguments.add(new Argument(Optional.of("**"), expression(depth - 1)));
    }
    return arguments;
  }

  private Expression comprehension(int depth) {
    Comprehension.Kind kind = pick(Comprehension.Kind.values());
    List<Clause> clauses =
        some(
            1,
            2,
            () ->
                new Clause(
                    target(false), expression(depth - 1), some(0, 2, () -> expression(depth - 1))));
    return new Comprehension(
        kind,
        kind == Comprehension.Kind.DICT ? Optional.of(expression(depth - 1)) : Optional.empty(),
        expression(depth - 1),
        clauses,
        NOWHERE);
  }
}
