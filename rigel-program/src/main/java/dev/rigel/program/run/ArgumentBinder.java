package dev.rigel.program.run;

import dev.rigel.program.Library;
import dev.rigel.program.ObjectType;
import dev.rigel.program.Parameter;
import dev.rigel.program.ToolSignature;
import dev.rigel.program.Type;
import dev.rigel.program.syntax.Expression;
import dev.rigel.program.syntax.Parser;
import dev.rigel.program.syntax.Program;
import dev.rigel.program.syntax.Statement.ExpressionStatement;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gives every argument of a tool call to its parameter, and checks at run time what the checker
 * could not know before: that each value is of the parameter's type.
 */
final class ArgumentBinder {
  private static final Object MISFIT = new Object();

  private final Library library;

  ArgumentBinder(Library library) {
    this.library = library;
  }

  /**
   * Values by parameter, in the signature's order; those not given are absent.
   *
   * @throws PythonError TypeError for missing, repeated and unknown arguments
   */
  static Map<String, Object> bind(ToolSignature tool, CallArguments call) {
    Map<String, Object> given = new LinkedHashMap<>();
    List<Parameter> positional =
        tool.parameters().stream().filter(parameter -> !parameter.keywordOnly()).toList();
    if (call.positional().size() > positional.size()) {
      throw PythonError.type(
          "%s() takes %d positional arguments but %d were given"
              .formatted(tool.name(), positional.size(), call.positional().size()));
    }
    for (int i = 0; i < call.positional().size(); i++) {
      given.put(positional.get(i).name(), call.positional().get(i));
    }
    call.named()
        .forEach((name, value) -> {
          if (tool.parameter(name).isEmpty()) {
            throw PythonError.type(
                "%s() got an unexpected keyword argument '%s'".formatted(tool.name(), name));
          }
          if (given.put(name, value) != null) {
            throw PythonError.type(
                "%s() got multiple values for argument '%s'".formatted(tool.name(), name));
          }
        });
    for (Parameter parameter : tool.parameters()) {
      if (parameter.isRequired() && !given.containsKey(parameter.name())) {
        throw PythonError.type(
            "%s() missing required argument: '%s'".formatted(tool.name(), parameter.name()));
      }
    }
    return given;
  }

  /**
   * Plain values fitted to the parameters' types: a whole number where a float is wanted, a single
   * value where a list is.
   */
  Map<String, @Nullable Object> fit(
      ToolSignature tool, Map<String, @Nullable Object> given, boolean withDefaults) {
    Map<String, @Nullable Object> fitted = new LinkedHashMap<>();
    for (Parameter parameter : tool.parameters()) {
      if (given.containsKey(parameter.name())) {
        fitted.put(parameter.name(), fit(tool, parameter, given.get(parameter.name())));
      } else if (withDefaults) {
        fitted.put(parameter.name(), defaultOf(parameter));
      }
    }
    return fitted;
  }

  private @Nullable Object fit(ToolSignature tool, Parameter parameter, @Nullable Object value) {
    if (value == null && parameter.defaultText().filter("None"::equals).isPresent()) {
      return null;
    }
    Object exact = fitted(parameter.type(), value, false);
    Object result = exact == MISFIT ? fitted(parameter.type(), value, true) : exact;
    if (result == MISFIT) {
      throw PythonError.type(
          "%s() argument '%s' must be %s, not %s"
              .formatted(tool.name(), parameter.name(), parameter.type().text(), typeOf(value)));
    }
    List<String> words = parameter.words();
    if (!words.isEmpty() && result instanceof String word && !words.contains(word)) {
      throw PythonError.value(
          "%s() argument '%s' must be one of %s, not '%s'"
              .formatted(tool.name(), parameter.name(), String.join(", ", words), word));
    }
    return result;
  }

  private String typeOf(@Nullable Object plain) {
    return switch (plain) {
      case null -> "None";
      case Boolean _ -> "bool";
      case BigInteger _ -> "int";
      case Number _ -> "float";
      case String _ -> "str";
      case List<?> _ -> "list";
      case Set<?> _ -> "set";
      case Map<?, ?> _ -> "dict";
      default -> library.typeOf(plain).map(ObjectType::name).orElse("object");
    };
  }

  /**
   * @param lenient converts whole numbers to floats and single values to lists
   */
  private @Nullable Object fitted(Type type, @Nullable Object value, boolean lenient) {
    return switch (type) {
      case Type.Plain plain -> fittedPlain(plain, value, lenient);
      case Type.ListOf list -> {
        if (value instanceof List<?> items) {
          yield fittedItems(Collections.nCopies(items.size(), list.element()), items, lenient);
        }
        Object single = lenient && value != null ? fitted(list.element(), value, true) : MISFIT;
        yield single == MISFIT ? MISFIT : List.of(nonNull(single));
      }
      case Type.SetOf set -> value instanceof Set<?> ? value : MISFIT;
      case Type.DictOf dict ->
          value instanceof Map<?, ?> map ? fittedMap(dict, map, lenient) : MISFIT;
      case Type.TupleOf tuple ->
          value instanceof List<?> items && items.size() == tuple.elements().size()
              ? fittedItems(tuple.elements(), items, lenient)
              : MISFIT;
      case Type.RecordOf record ->
          value instanceof Map<?, ?> map && map.keySet().containsAll(record.fields().keySet())
              ? value
              : MISFIT;
      case Type.ObjectOf object ->
          value != null
                  && library
                      .type(object.name())
                      .filter(t -> t.javaType().isInstance(value))
                      .isPresent()
              ? value
              : MISFIT;
      case Type.UnionOf union -> {
        Object result = MISFIT;
        for (Type option : union.options()) {
          if (result == MISFIT) {
            result = fitted(option, value, lenient);
          }
        }
        yield result;
      }
      case Type.FunctionOf _ -> MISFIT;
    };
  }

  private static Object nonNull(@Nullable Object value) {
    return value == null ? MISFIT : value;
  }

  private static @Nullable Object fittedPlain(
      Type.Plain type, @Nullable Object value, boolean lenient) {
    return switch (type) {
      case ANY -> value;
      case NONE -> value == null ? null : MISFIT;
      case BOOL -> value instanceof Boolean ? value : MISFIT;
      case STR -> value instanceof String ? value : MISFIT;
      case INT ->
          switch (value) {
            case BigInteger _ -> value;
            case Boolean flag when lenient -> flag ? BigInteger.ONE : BigInteger.ZERO;
            case null, default -> MISFIT;
          };
      case FLOAT ->
          switch (value) {
            case Double _ -> value;
            case BigInteger number when lenient && Double.isFinite(number.doubleValue()) ->
                number.doubleValue();
            case Boolean flag when lenient -> flag ? 1.0 : 0.0;
            case null, default -> MISFIT;
          };
    };
  }

  private @Nullable Object fittedItems(List<Type> types, List<?> items, boolean lenient) {
    List<@Nullable Object> result = new ArrayList<>(items.size());
    for (int i = 0; i < items.size(); i++) {
      Object item = fitted(types.get(i), items.get(i), lenient);
      if (item == MISFIT) {
        return MISFIT;
      }
      result.add(item);
    }
    return Collections.unmodifiableList(result);
  }

  private @Nullable Object fittedMap(Type.DictOf type, Map<?, ?> map, boolean lenient) {
    Map<@Nullable Object, @Nullable Object> result = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      Object key = fitted(type.key(), entry.getKey(), lenient);
      Object value = fitted(type.value(), entry.getValue(), lenient);
      if (key == MISFIT || value == MISFIT) {
        return MISFIT;
      }
      result.put(key, value);
    }
    return Collections.unmodifiableMap(result);
  }

  /** The default as the signature writes it: a literal. */
  private static @Nullable Object defaultOf(Parameter parameter) {
    Program program = Parser.parse(parameter.defaultText().orElse("None"));
    if (program.statements().size() == 1
        && program.statements().getFirst() instanceof ExpressionStatement statement) {
      Object value = literal(statement.value());
      return parameter.type().equals(Type.FLOAT) && value instanceof BigInteger whole
          ? (Object) whole.doubleValue()
          : value;
    }
    throw new IllegalStateException("the default of " + parameter.name() + " is no literal");
  }

  private static @Nullable Object literal(Expression expression) {
    return switch (expression) {
      case Expression.NoneLiteral _ -> null;
      case Expression.BooleanLiteral literal -> literal.value();
      case Expression.IntLiteral literal -> literal.value();
      case Expression.FloatLiteral literal -> literal.value();
      case Expression.StringLiteral literal -> literal.value();
      case Expression.Unary unary when unary.operator() == Expression.UnaryOperator.NEGATE ->
          switch (literal(unary.operand())) {
            case BigInteger number -> number.negate();
            case Double number -> -number;
            case null, default -> throw new IllegalStateException("not a literal");
          };
      case Expression.Display display -> {
        List<@Nullable Object> items = new ArrayList<>();
        display.elements().forEach(element -> items.add(literal(element)));
        yield Collections.unmodifiableList(items);
      }
      case Expression.DictDisplay display when display.entries().isEmpty() -> Map.of();
      default -> throw new IllegalStateException("not a literal");
    };
  }
}
