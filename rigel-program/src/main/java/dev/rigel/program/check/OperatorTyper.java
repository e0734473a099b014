package dev.rigel.program.check;

import dev.rigel.program.Type;
import dev.rigel.program.Type.DictOf;
import dev.rigel.program.Type.ListOf;
import dev.rigel.program.Type.SetOf;
import dev.rigel.program.Type.TupleOf;
import dev.rigel.program.syntax.Expression;
import dev.rigel.program.syntax.Expression.BinaryOperator;
import dev.rigel.program.syntax.Expression.ComparisonOperator;
import dev.rigel.program.syntax.Expression.Hole;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Types operators. In partial text an operator is refused when it is seen, not after its right
 * side: where a picture is wanted, nothing good can follow {@code blur(…) +}.
 */
final class OperatorTyper {
  private static final int MAX_OPERATORS = 14;
  private static final Type PROPER_NUMBER = Type.union(Type.INT, Type.FLOAT);

  private final ExpressionTyper expressions;
  private final Context context;

  OperatorTyper(ExpressionTyper expressions) {
    this.expressions = expressions;
    this.context = expressions.context;
  }

  // --- arithmetic

  Found unary(Expression.Unary e, Type wanted) {
    if (e.operator() == Expression.UnaryOperator.NOT) {
      boolean fits = wanted == Type.ANY || Types.fits(Type.BOOL, wanted);
      if (!fits && context.partial) {
        mismatch(e, wanted, Type.BOOL, "not");
      }
      return expressions.checkApart(e.operand(), Type.ANY).as(Type.BOOL);
    }
    Type number =
        e.operator() == Expression.UnaryOperator.INVERT
            ? Type.union(Type.INT, Type.BOOL)
            : number();
    if (context.partial && !Types.wantsBool(wanted) && !Types.fits(number, wanted)) {
      mismatch(e, wanted, Type.FLOAT, e.operator().text());
    }
    Found operand = expressions.check(e.operand(), number);
    return operand.type() == Type.BOOL ? operand.as(Type.INT) : operand;
  }

  private void mismatch(Expression e, Type wanted, Type got, String operator) {
    context.stopAttempt(e.span());
    context.report(
        e.span(),
        "expected "
            + wanted.text()
            + ", but "
            + operator.strip()
            + " gives "
            + ExpressionTyper.describe(got),
        "write the value without an operator");
  }

  Found binary(Expression.Binary e, Type wanted) {
    boundOperators(e);
    Found left = expressions.check(e.left(), leftWanted(e, wanted));
    Type rightWanted = rightWanted(e.operator(), left.type());
    if (rightWanted == Type.NONE) {
      unsupported(e, left.type(), Optional.empty());
      return left.as(Type.ANY);
    }
    if (context.partial
        && (context.isOpen(e.span())
            || context.touchesEnd(e.span())
            || e.right() instanceof Hole)) {
      Type possible = possible(e.operator(), left.type());
      if (!Types.wantsBool(wanted)
          && !Types.fits(possible, wanted)
          && !context.source.endsWith(")")) {
        mismatch(e, wanted, possible, e.operator().text());
      }
    }
    Found right = expressions.check(e.right(), rightWanted);
    Type result = result(e.operator(), left.type(), right.type());
    return new Found(result, Math.max(left.taint(), right.taint()));
  }

  /** Only the first operand of a text or list sum is known to be of the sum's type. */
  private Type leftWanted(Expression.Binary e, Type wanted) {
    boolean textual = wanted == Type.STR && e.operator() == BinaryOperator.ADD;
    return textual && context.bounded() ? Type.STR : Type.ANY;
  }

  private void boundOperators(Expression.Binary e) {
    if (!context.bounded()) {
      return;
    }
    int count = 0;
    Expression inner = e;
    while (inner instanceof Expression.Binary binary) {
      count++;
      inner = binary.left();
    }
    if (count > MAX_OPERATORS) {
      context.report(e.span(), "the line has too many operators", "assign a part of it first");
    }
  }

  private void unsupported(Expression.Binary e, Type left, Optional<Type> right) {
    context.stopAttempt(e.span());
    String message =
        "the operator "
            + e.operator().text()
            + " does not work on "
            + ExpressionTyper.describe(left)
            + right.map(r -> " and " + ExpressionTyper.describe(r)).orElse("");
    String hint =
        left == Type.STR || right.filter(r -> r == Type.STR).isPresent()
            ? "join texts and values with f\"{a} {b}\""
            : "";
    context.report(e.span(), message, hint);
  }

  private static boolean isSequence(Type type) {
    return type == Type.STR || type instanceof ListOf || type instanceof TupleOf;
  }

  private static boolean isPlainNumber(Type type) {
    return type == Type.INT || type == Type.FLOAT || type == Type.BOOL;
  }

  /**
   * A number as an operand. While text is being written, True and False are none: any value becomes
   * one of them by a comparison, but not inside an operand.
   */
  private Type number() {
    return context.partial ? PROPER_NUMBER : Types.NUMBER;
  }

  /** What the right side may be; NONE where the operator does not work on the left one. */
  private Type rightWanted(BinaryOperator operator, Type left) {
    if (left == Type.ANY) {
      return Type.ANY;
    }
    List<Type> wanted = new ArrayList<>();
    for (Type option : Types.options(left)) {
      switch (operator) {
        case ADD -> {
          if (isPlainNumber(option)) {
            wanted.add(number());
          } else if (option == Type.STR) {
            wanted.add(Type.STR);
          } else if (option instanceof ListOf) {
            wanted.add(Types.ANY_LIST);
          } else if (option instanceof TupleOf) {
            wanted.add(Type.ANY);
          }
        }
        case SUBTRACT -> {
          if (isPlainNumber(option)) {
            wanted.add(number());
          } else if (option instanceof SetOf) {
            wanted.add(new SetOf(Type.ANY));
          }
        }
        case MULTIPLY -> {
          if (isPlainNumber(option)) {
            wanted.add(Types.union(List.of(number(), Type.STR, Types.ANY_LIST)));
          } else if (isSequence(option)) {
            wanted.add(Type.INT);
          }
        }
        case MODULO -> {
          if (isPlainNumber(option)) {
            wanted.add(number());
          } else if (option == Type.STR) {
            wanted.add(Type.ANY);
          }
        }
        case DIVIDE, FLOOR_DIVIDE, POWER -> {
          if (isPlainNumber(option)) {
            wanted.add(number());
          }
        }
        case AND, OR, XOR -> {
          if (option == Type.INT || option == Type.BOOL) {
            wanted.add(Type.union(Type.INT, Type.BOOL));
          } else if (option instanceof SetOf) {
            wanted.add(new SetOf(Type.ANY));
          } else if (option instanceof DictOf && operator == BinaryOperator.OR) {
            wanted.add(Types.ANY_DICT);
          }
        }
        case SHIFT_LEFT, SHIFT_RIGHT -> {
          if (option == Type.INT || option == Type.BOOL) {
            wanted.add(Type.INT);
          }
        }
      }
    }
    return wanted.isEmpty() ? Type.NONE : Types.union(wanted);
  }

  /** What can come out, whatever the right side is. */
  private static Type possible(BinaryOperator operator, Type left) {
    return switch (operator) {
      case ADD, SUBTRACT, MODULO ->
          left == Type.INT || left == Type.BOOL ? Type.union(Type.INT, Type.FLOAT) : left;
      case MULTIPLY ->
          left == Type.INT || left == Type.BOOL
              ? Types.union(List.of(Type.INT, Type.FLOAT, Type.STR, Types.ANY_LIST))
              : left;
      case DIVIDE -> Type.FLOAT;
      case FLOOR_DIVIDE, POWER -> Type.union(Type.INT, Type.FLOAT);
      case AND, OR, XOR, SHIFT_LEFT, SHIFT_RIGHT -> left;
    };
  }

  private static Type result(BinaryOperator operator, Type left, Type right) {
    if (left == Type.STR
        && (operator == BinaryOperator.MODULO
            || operator == BinaryOperator.ADD
            || operator == BinaryOperator.MULTIPLY)) {
      return Type.STR;
    }
    if (operator == BinaryOperator.MULTIPLY && isSequence(right)) {
      return right;
    }
    if (left instanceof ListOf && operator == BinaryOperator.MULTIPLY) {
      return left;
    }
    if (left instanceof TupleOf) {
      return Types.ANY_LIST;
    }
    if (left == Type.ANY || right == Type.ANY) {
      return left instanceof ListOf || left instanceof SetOf || left instanceof DictOf
          ? left
          : Type.ANY;
    }
    if (isPlainNumber(left) && isPlainNumber(right)) {
      boolean bits =
          operator == BinaryOperator.AND
              || operator == BinaryOperator.OR
              || operator == BinaryOperator.XOR;
      if (bits && left == Type.BOOL && right == Type.BOOL) {
        return Type.BOOL;
      }
      return operator == BinaryOperator.DIVIDE || left == Type.FLOAT || right == Type.FLOAT
          ? Type.FLOAT
          : operator == BinaryOperator.POWER ? Type.union(Type.INT, Type.FLOAT) : Type.INT;
    }
    if (operator == BinaryOperator.DIVIDE) {
      return Type.FLOAT;
    }
    if (operator == BinaryOperator.AND && left instanceof SetOf) {
      return left;
    }
    if (left instanceof SetOf a && right instanceof SetOf b) {
      return operator == BinaryOperator.SUBTRACT
          ? left
          : new SetOf(Types.join(a.element(), b.element()));
    }
    return Types.join(left, right);
  }

  // --- truth

  Found booleanOperation(Expression.BooleanOperation e, Type wanted) {
    int taint = Found.OWN;
    Type joined = Type.ANY;
    boolean first = true;
    // A condition takes anything; a value must be right whichever operand it is.
    Type each = Types.wantsBool(wanted) ? Type.ANY : wanted;
    for (Expression operand : e.operands()) {
      Found found = expressions.check(operand, each);
      joined = first ? found.type() : Types.join(joined, found.type());
      taint = Math.max(taint, found.taint());
      first = false;
    }
    return new Found(joined, taint);
  }

  Found comparison(Expression.Comparison e, Type wanted) {
    if (context.partial && !Types.fits(Type.BOOL, wanted)) {
      mismatch(e, wanted, Type.BOOL, e.operators().getFirst().text());
    }
    Found left = expressions.checkApart(e.first(), Type.ANY);
    int taint = left.taint();
    for (int i = 0; i < e.rest().size(); i++) {
      ComparisonOperator operator = e.operators().get(i);
      Type rightWanted = comparedWith(e, operator, left.type());
      Found right = expressions.checkApart(e.rest().get(i), rightWanted);
      taint = Math.max(taint, right.taint());
      left = right;
    }
    return new Found(Type.BOOL, taint);
  }

  private Type comparedWith(Expression.Comparison e, ComparisonOperator operator, Type left) {
    return switch (operator) {
      case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> ordered(e, operator, left);
      case EQUAL, NOT_EQUAL -> context.bounded() ? equalTo(left) : Type.ANY;
      case IN, NOT_IN -> container(left);
      case IS, IS_NOT -> Type.ANY;
    };
  }

  private Type ordered(Expression.Comparison e, ComparisonOperator operator, Type left) {
    List<Type> wanted = new ArrayList<>();
    for (Type option : Types.options(left)) {
      if (option == Type.ANY) {
        return Type.ANY;
      } else if (isPlainNumber(option)) {
        wanted.add(number());
      } else if (option == Type.STR) {
        wanted.add(Type.STR);
      } else if (option instanceof ListOf) {
        wanted.add(Types.ANY_LIST);
      } else if (option instanceof TupleOf) {
        wanted.add(Type.ANY);
      } else if (option instanceof SetOf) {
        wanted.add(new SetOf(Type.ANY));
      }
    }
    if (wanted.isEmpty()) {
      context.report(
          e.span(),
          ExpressionTyper.describe(left) + " cannot be compared by " + operator.text(),
          left instanceof Type.ObjectOf ? "compare one of its attributes" : "");
      return Type.ANY;
    }
    Type result = Types.union(wanted);
    if (context.bounded() && left instanceof ListOf) {
      context.report(
          e.span(),
          "a list is compared by " + operator.text(),
          "compare its length: len(…) " + operator.text() + " …");
    }
    return result;
  }

  private Type equalTo(Type left) {
    List<Type> wanted = new ArrayList<>();
    for (Type option : Types.options(left)) {
      if (option == Type.ANY) {
        return Type.ANY;
      }
      wanted.add(isPlainNumber(option) ? number() : option);
    }
    return Types.union(wanted);
  }

  private static Type container(Type element) {
    List<Type> options = new ArrayList<>();
    options.add(Types.ANY_LIST);
    options.add(new SetOf(Type.ANY));
    options.add(Types.ANY_DICT);
    if (Types.fits(element, Type.STR)) {
      options.add(Type.STR);
    }
    return Types.union(options);
  }
}
