package dev.rigel.program.check;

import dev.rigel.program.Type;
import dev.rigel.program.Type.DictOf;
import dev.rigel.program.Type.FunctionOf;
import dev.rigel.program.Type.ListOf;
import dev.rigel.program.Type.ObjectOf;
import dev.rigel.program.Type.RecordOf;
import dev.rigel.program.Type.SetOf;
import dev.rigel.program.Type.TupleOf;
import dev.rigel.program.Type.UnionOf;
import dev.rigel.program.syntax.Expression;
import dev.rigel.program.syntax.Expression.AttributeAccess;
import dev.rigel.program.syntax.Expression.IntLiteral;
import dev.rigel.program.syntax.Expression.Name;
import dev.rigel.program.syntax.Expression.Slice;
import dev.rigel.program.syntax.Expression.StringLiteral;
import dev.rigel.program.syntax.Expression.Subscript;
import dev.rigel.program.syntax.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Types attributes, indexes and slices. */
final class AccessTyper {
  private static final int MAX_CHAIN = 4;

  private final ExpressionTyper expressions;
  private final Context context;
  private final Rules rules;

  AccessTyper(ExpressionTyper expressions) {
    this.expressions = expressions;
    this.context = expressions.context;
    this.rules = expressions.rules;
  }

  private void boundChain(Expression expression) {
    if (!context.bounded()) {
      return;
    }
    int links = 0;
    Expression inner = expression;
    while (true) {
      switch (inner) {
        case AttributeAccess e -> inner = e.value();
        case Subscript e -> inner = e.value();
        case Expression.MethodCall e -> inner = e.receiver();
        default -> {
          return;
        }
      }
      if (++links > MAX_CHAIN) {
        context.report(
            expression.span(),
            "the chain of dots and indexes is too long",
            "assign a part of it first");
        return;
      }
    }
  }

  Found attribute(AttributeAccess access, Type wanted) {
    boundChain(access);
    Optional<FunctionOf> function = functionIn(wanted);
    // "str.lower" handed on as a function: the type stands for its values.
    boolean typeName =
        function.isPresent()
            && access.value() instanceof Name name
            && !context.variables.containsKey(name.id());
    Found value =
        typeName
            ? Found.own(typeNamed((Name) access.value()))
            : expressions.checkApart(access.value(), Type.ANY);
    if (value.type() == Type.ANY) {
      return value;
    }
    if (function.isPresent() && hasMethod(value.type(), access)) {
      return value.as(new FunctionOf(function.get().parameters(), Type.ANY));
    }
    if (context.touchesEnd(access.span()) && context.endsInWordOrDot()) {
      if (!expressions.holes().attributeMayBegin(value.type(), access.name(), wanted)) {
        unknownAttribute(access, value.type());
      }
      return value.as(Type.ANY);
    }
    List<Type> found = new ArrayList<>();
    for (Type option : Types.options(value.type())) {
      Type type = rules.reach.attributes(option).get(access.name());
      if (type != null) {
        found.add(type);
      }
    }
    if (found.isEmpty()) {
      unknownAttribute(access, value.type());
      return value.as(Type.ANY);
    }
    Found attribute = value.as(Types.union(found));
    // What a medium says of itself is a fact about the input, as if a tool had looked.
    return value.taint() == Found.INPUT && value.type() instanceof ObjectOf
        ? attribute.tainted(Found.SEEN)
        : attribute;
  }

  private static Optional<FunctionOf> functionIn(Type wanted) {
    for (Type option : Types.options(wanted)) {
      if (option instanceof FunctionOf function) {
        return Optional.of(function);
      }
    }
    return Optional.empty();
  }

  private Type typeNamed(Name name) {
    return Types.ofValuesOf(name.id()).orElseGet(() -> expressions.check(name, Type.ANY).type());
  }

  /** A method that is handed on instead of called; at the end of partial text its beginning. */
  private boolean hasMethod(Type type, AttributeAccess access) {
    boolean begun = context.touchesEnd(access.span()) && context.endsInWordOrDot();
    return Types.options(type).stream()
        .flatMap(option -> rules.members.methods(option).keySet().stream())
        .anyMatch(name -> begun ? name.startsWith(access.name()) : name.equals(access.name()));
  }

  private void unknownAttribute(AttributeAccess access, Type type) {
    context.stopAttempt(access.span());
    Set<String> known = new HashSet<>();
    Set<String> methods = new HashSet<>();
    for (Type option : Types.options(type)) {
      known.addAll(rules.reach.attributes(option).keySet());
      methods.addAll(rules.members.methods(option).keySet());
    }
    Span place = access.span();
    if (methods.contains(access.name())) {
      context.report(place, access.name() + " is a method", "call it: ." + access.name() + "(…)");
      return;
    }
    Optional<Type> element = Types.element(type);
    boolean ofElement =
        type instanceof ListOf
            && element.isPresent()
            && rules.reach.attributes(element.get()).containsKey(access.name());
    String hint =
        ofElement
            ? "its elements have: write [item."
                + access.name()
                + " for item in …] or …[0]."
                + access.name()
            : Nearest.hint(access.name(), known.isEmpty() ? methods : known);
    context.report(
        place, ExpressionTyper.describe(type) + " has no attribute " + access.name(), hint);
  }

  // --- subscripts

  Found subscript(Subscript subscript) {
    boundChain(subscript);
    Found value = expressions.checkApart(subscript.value(), Type.ANY);
    Expression index = subscript.index();
    if (index instanceof Slice slice) {
      Found bounds = expressions.checkApart(slice, Type.ANY);
      return sliced(subscript, value).tainted(bounds.taint());
    }
    List<Type> keys = new ArrayList<>();
    List<Type> results = new ArrayList<>();
    for (Type option : Types.options(value.type())) {
      key(option)
          .ifPresent(key -> {
            keys.add(key);
            results.add(item(option, index));
          });
    }
    if (keys.isEmpty()) {
      context.report(
          subscript.span(),
          ExpressionTyper.describe(value.type()) + " has no elements",
          Nearest.hint("", rules.reach.attributes(value.type()).keySet()));
      return value.as(Type.ANY);
    }
    Found found = expressions.checkApart(index, Types.union(keys));
    if (value.type() instanceof RecordOf dict && index instanceof StringLiteral field) {
      field(dict, field);
    }
    // What is still open may become a slice.
    Type result =
        context.isOpen(subscript.span()) && isSliceable(value.type())
            ? Types.union(List.of(Types.union(results), value.type()))
            : Types.union(results);
    return value.as(result).tainted(found.taint());
  }

  private static boolean isSliceable(Type type) {
    return Types.options(type).stream()
        .anyMatch(
            o -> o instanceof ListOf || o instanceof TupleOf || o == Type.STR || o == Type.ANY);
  }

  private static Optional<Type> key(Type type) {
    return switch (type) {
      case ListOf ignored -> Optional.of(Type.INT);
      case TupleOf ignored -> Optional.of(Type.INT);
      case DictOf dict -> Optional.of(dict.key());
      case RecordOf ignored -> Optional.of(Type.STR);
      case Type.Plain plain ->
          plain == Type.STR
              ? Optional.of(Type.INT)
              : plain == Type.ANY ? Optional.of(Type.ANY) : Optional.empty();
      case SetOf ignored -> Optional.empty();
      case Type.ObjectOf ignored -> Optional.empty();
      case UnionOf ignored -> Optional.empty();
      case FunctionOf ignored -> Optional.empty();
    };
  }

  private static Type item(Type type, Expression index) {
    return switch (type) {
      case ListOf list -> list.element();
      case DictOf dict -> dict.value();
      case TupleOf tuple -> item(tuple, index);
      case RecordOf dict ->
          index instanceof StringLiteral field
              ? dict.fields().getOrDefault(field.value(), Type.ANY)
              : Type.ANY;
      case Type.Plain plain -> plain;
      case SetOf ignored -> Type.ANY;
      case Type.ObjectOf ignored -> Type.ANY;
      case UnionOf ignored -> Type.ANY;
      case FunctionOf ignored -> Type.ANY;
    };
  }

  private static Type item(TupleOf tuple, Expression index) {
    int size = tuple.elements().size();
    if (index instanceof IntLiteral literal && literal.value().bitLength() < 31) {
      int at = literal.value().intValue();
      return at < size ? tuple.elements().get(at) : Type.ANY;
    }
    return Types.element(tuple).orElse(Type.ANY);
  }

  private void field(RecordOf dict, StringLiteral field) {
    boolean known =
        context.isOpen(field.span())
            ? dict.fields().keySet().stream().anyMatch(name -> name.startsWith(field.value()))
            : dict.fields().containsKey(field.value());
    if (!known) {
      context.report(
          field.span(),
          "the record has no field " + field.value(),
          Nearest.hint(field.value(), dict.fields().keySet()));
    }
  }

  private Found sliced(Subscript subscript, Found value) {
    Type type = value.type();
    if (!isSliceable(type)) {
      context.report(
          subscript.span(),
          ExpressionTyper.describe(type) + " cannot be sliced",
          "slice a list or a text");
    }
    return type instanceof TupleOf tuple
        ? value.as(Type.list(Types.element(tuple).orElse(Type.ANY)))
        : value;
  }

  Found slice(Slice slice) {
    int taint = Found.OWN;
    for (Optional<Expression> part : List.of(slice.lower(), slice.upper(), slice.step())) {
      if (part.isPresent()) {
        taint =
            Math.max(taint, expressions.check(part.get(), Type.union(Type.INT, Type.NONE)).taint());
      }
    }
    return new Found(Type.ANY, taint);
  }
}
