package dev.rigel.program.syntax;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * An expression of the program language. Immutable; {@link #span()} says where it stands in the
 * text.
 */
public sealed interface Expression {
  Span span();

  record IntLiteral(BigInteger value, Span span) implements Expression {}

  record FloatLiteral(double value, Span span) implements Expression {}

  /** Adjacent string literals are joined by the parser. */
  record StringLiteral(String value, Span span) implements Expression {}

  record BooleanLiteral(boolean value, Span span) implements Expression {}

  record NoneLiteral(Span span) implements Expression {}

  /** {@code f"{total:.2f} of {name!r}"}. */
  record FormattedString(List<Piece> pieces, Span span) implements Expression {
    public FormattedString {
      pieces = List.copyOf(pieces);
    }

    /** A stretch of an f-string. */
    public sealed interface Piece {}

    record Text(String text) implements Piece {}

    /**
     * @param selfDocumenting the text of {@code {x = }} up to the value it shows, with the {@code
     *     =} and the blanks around it: {@code "x = "}
     * @param conversion {@code 'r'}, {@code 's'} or {@code 'a'}; the parser puts {@code 'r'} where
     *     a self-documenting field has neither conversion nor format
     * @param format the pieces of the format spec, empty when there is none
     */
    record Field(
        Expression value,
        Optional<String> selfDocumenting,
        Optional<Character> conversion,
        Optional<List<Piece>> format)
        implements Piece {}
  }

  /** A list, tuple or set display; elements may be {@link Starred}. */
  record Display(Kind kind, List<Expression> elements, Span span) implements Expression {
    public Display {
      elements = List.copyOf(elements);
    }

    public enum Kind {
      LIST,
      TUPLE,
      SET
    }
  }

  /** A dict display. */
  record DictDisplay(List<Entry> entries, Span span) implements Expression {
    public DictDisplay {
      entries = List.copyOf(entries);
    }

    /**
     * @param key empty for {@code **value}
     */
    public record Entry(Optional<Expression> key, Expression value) {}
  }

  /** {@code *value} in a display, a call or an assignment target. */
  record Starred(Expression value, Span span) implements Expression {}

  /**
   * A comprehension or generator argument.
   *
   * @param key only for {@link Kind#DICT}
   */
  record Comprehension(
      Kind kind, Optional<Expression> key, Expression element, List<Clause> clauses, Span span)
      implements Expression {
    public Comprehension {
      clauses = List.copyOf(clauses);
    }

    public enum Kind {
      LIST,
      SET,
      DICT,
      GENERATOR
    }

    /** {@code for target in iterable if condition if condition}. */
    public record Clause(Expression target, Expression iterable, List<Expression> conditions) {
      public Clause {
        conditions = List.copyOf(conditions);
      }
    }
  }

  /** A variable. Functions have a name space of their own. */
  record Name(String id, Span span) implements Expression {}

  record AttributeAccess(Expression value, String name, Span span) implements Expression {}

  record Subscript(Expression value, Expression index, Span span) implements Expression {}

  /** Only as the index of a {@link Subscript}. */
  record Slice(
      Optional<Expression> lower, Optional<Expression> upper, Optional<Expression> step, Span span)
      implements Expression {}

  /** A call of a tool or builtin by its name. */
  record Call(String function, List<Argument> arguments, Span span) implements Expression {
    public Call {
      arguments = List.copyOf(arguments);
    }
  }

  record MethodCall(Expression receiver, String method, List<Argument> arguments, Span span)
      implements Expression {
    public MethodCall {
      arguments = List.copyOf(arguments);
    }
  }

  /**
   * @param name empty for a positional argument; {@code **} stands for an unpacked dict. {@code
   *     *list} is a positional {@link Starred}
   */
  record Argument(Optional<String> name, Expression value) {}

  record Unary(UnaryOperator operator, Expression operand, Span span) implements Expression {}

  record Binary(BinaryOperator operator, Expression left, Expression right, Span span)
      implements Expression {}

  /** {@code a and b}, {@code a or b}: two or more operands of one operator. */
  record BooleanOperation(boolean and, List<Expression> operands, Span span) implements Expression {
    public BooleanOperation {
      operands = List.copyOf(operands);
    }
  }

  /** {@code first < second <= third}: as many operators as rest operands. */
  record Comparison(
      Expression first, List<ComparisonOperator> operators, List<Expression> rest, Span span)
      implements Expression {
    public Comparison {
      operators = List.copyOf(operators);
      rest = List.copyOf(rest);
    }
  }

  /** {@code then if test else otherwise}. */
  record Conditional(Expression test, Expression then, Expression otherwise, Span span)
      implements Expression {}

  /** Parameters are plain names, each with an optional default. */
  record Lambda(List<LambdaParameter> parameters, Expression body, Span span)
      implements Expression {
    public Lambda {
      parameters = List.copyOf(parameters);
    }

    public record LambdaParameter(String name, Optional<Expression> defaultValue) {}
  }

  /**
   * Where partial text ends: only in trees parsed as a prefix, never in a program that runs.
   *
   * @param text the beginning of a word that touches the end of the text; empty when none does
   */
  record Hole(String text, Span span) implements Expression {}

  enum UnaryOperator {
    NEGATE("-"),
    PLUS("+"),
    INVERT("~"),
    NOT("not ");

    private final String text;

    UnaryOperator(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }
  }

  enum BinaryOperator {
    ADD("+"),
    SUBTRACT("-"),
    MULTIPLY("*"),
    DIVIDE("/"),
    FLOOR_DIVIDE("//"),
    MODULO("%"),
    POWER("**"),
    AND("&"),
    OR("|"),
    XOR("^"),
    SHIFT_LEFT("<<"),
    SHIFT_RIGHT(">>");

    private final String text;

    BinaryOperator(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }
  }

  enum ComparisonOperator {
    EQUAL("=="),
    NOT_EQUAL("!="),
    LESS("<"),
    LESS_OR_EQUAL("<="),
    GREATER(">"),
    GREATER_OR_EQUAL(">="),
    IN("in"),
    NOT_IN("not in"),
    IS("is"),
    IS_NOT("is not");

    private final String text;

    ComparisonOperator(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }
  }
}
