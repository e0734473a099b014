package dev.rigel.program.check;

import dev.rigel.program.Type;
import dev.rigel.program.Type.DictOf;
import dev.rigel.program.Type.FunctionOf;
import dev.rigel.program.Type.ListOf;
import dev.rigel.program.Type.SetOf;
import dev.rigel.program.Type.TupleOf;
import dev.rigel.program.syntax.Expression;
import dev.rigel.program.syntax.Expression.Call;
import dev.rigel.program.syntax.Expression.Hole;
import dev.rigel.program.syntax.Expression.MethodCall;
import dev.rigel.program.syntax.Expression.Name;
import dev.rigel.program.syntax.Span;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Types calls of Python's own functions and methods. */
final class PythonCalls {

  private final ExpressionTyper expressions;
  private final Context context;
  private final Rules rules;
  private final PythonArguments arguments;

  PythonCalls(ExpressionTyper expressions) {
    this.expressions = expressions;
    this.context = expressions.context;
    this.rules = expressions.rules;
    this.arguments = new PythonArguments(expressions);
  }

  Found builtin(Call call, Members.Member function, Type wanted) {
    if (function.name().equals("isinstance")) {
      return isInstance(call, function);
    }
    PythonArguments.Bound bound =
        arguments.bind(function, call.arguments(), Type.ANY, wanted, call.span());
    Type result = call.arguments().isEmpty() ? function.result() : result(function, bound);
    return new Found(result, bound.taint());
  }

  /** The second argument names types, which are no values otherwise. */
  private Found isInstance(Call call, Members.Member function) {
    int taint = Found.OWN;
    for (int i = 0; i < call.arguments().size(); i++) {
      Expression value = call.arguments().get(i).value();
      if (i == 0) {
        taint = expressions.checkApart(value, Type.ANY).taint();
      } else {
        typeName(value);
      }
    }
    if (call.arguments().size() != 2 && !context.isOpen(call.span())) {
      context.report(
          call.span(), "isinstance needs a value and a type", "write isinstance(value, str)");
    }
    return new Found(function.result(), taint);
  }

  private void typeName(Expression value) {
    switch (value) {
      case Hole ignored -> {}
      case Name name
          when Set.of("str", "int", "float", "bool", "list", "dict", "set", "tuple")
                  .contains(name.id())
              || rules.library.type(name.id()).isPresent() -> {}
      case Expression.Display display -> display.elements().forEach(this::typeName);
      case Expression.Binary binary -> {
        typeName(binary.left());
        typeName(binary.right());
      }
      case Expression.NoneLiteral ignored -> {}
      default ->
          context.report(
              value.span(),
              "isinstance needs the name of a type",
              "write str, int, float, bool, list, dict, set, tuple or one of the tools' types");
    }
  }

  /** {@code str.lower(text)}, {@code dict.fromkeys(names, 0)}: called on the type. */
  private Optional<Found> unbound(MethodCall call) {
    if (!(call.receiver() instanceof Name name) || context.variables.containsKey(name.id())) {
      return Optional.empty();
    }
    Optional<Type> receiver = Types.ofValuesOf(name.id());
    if (receiver.isEmpty()) {
      return Optional.empty();
    }
    int taint = arguments.loose(call.arguments());
    if (call.method().equals("fromkeys") && name.id().equals("dict")) {
      return Optional.of(new Found(Types.ANY_DICT, taint));
    }
    Map<String, Members.Member> methods = rules.members.methods(receiver.get());
    Members.Member method = methods.get(call.method());
    if (method == null) {
      unknownMethod(call, receiver.get(), methods.keySet());
      return Optional.of(Found.UNKNOWN);
    }
    return Optional.of(new Found(Members.instantiate(method.result(), receiver.get()), taint));
  }

  Found method(MethodCall call) {
    Optional<Found> unbound = unbound(call);
    if (unbound.isPresent()) {
      return unbound.get();
    }
    Found receiver = expressions.checkApart(call.receiver(), Type.ANY);
    List<Found> results = new ArrayList<>();
    Set<String> known = new LinkedHashSet<>();
    for (Type option : Types.options(receiver.type())) {
      if (option == Type.ANY) {
        return receiver.tainted(arguments.loose(call.arguments()));
      }
      Map<String, Members.Member> methods = rules.members.methods(option);
      known.addAll(methods.keySet());
      Members.Member method = methods.get(call.method());
      if (method != null) {
        results.add(method(call, method, option, receiver));
        break;
      }
    }
    if (results.isEmpty()) {
      unknownMethod(call, receiver.type(), known);
      return Found.UNKNOWN;
    }
    return results.getFirst();
  }

  private Found method(MethodCall call, Members.Member method, Type receiverType, Found receiver) {
    PythonArguments.Bound bound =
        arguments.bind(method, call.arguments(), receiverType, Type.ANY, call.span());
    int taint = Math.max(receiver.taint(), bound.taint());
    if (method.changes() && call.receiver() instanceof Name name) {
      Type grown = grown(receiverType, call.method(), bound);
      context.variables.computeIfPresent(
          name.id(), (id, old) -> new Found(grown, Math.max(taint, context.controlTaint)));
    }
    Type result = Members.instantiate(method.result(), receiverType);
    if (call.method().equals("get") && bound.positional().size() < 2) {
      result = result == Type.ANY ? result : Types.union(List.of(result, Type.NONE));
    } else if (call.method().equals("get")) {
      result = Types.join(result, bound.type(1));
    }
    return new Found(result, taint);
  }

  /** What a collection holds after something was put into it. */
  private static Type grown(Type receiver, String method, PythonArguments.Bound bound) {
    return switch (receiver) {
      case ListOf list ->
          switch (method) {
            case "append" -> Types.join(list, Type.list(bound.type(0)));
            case "insert" -> Types.join(list, Type.list(bound.type(1)));
            case "extend" -> Types.join(list, Type.list(bound.element(0)));
            default -> list;
          };
      case SetOf set ->
          method.equals("add") && set.element() == Type.ANY ? new SetOf(bound.type(0)) : set;
      case DictOf dict ->
          method.equals("setdefault")
              ? Types.join(dict, new DictOf(bound.type(0), bound.type(1)))
              : dict;
      default -> receiver;
    };
  }

  private void unknownMethod(MethodCall call, Type type, Set<String> known) {
    context.stopAttempt(call.span());
    boolean attribute =
        Types.options(type).stream()
            .anyMatch(o -> rules.reach.attributes(o).containsKey(call.method()));
    if (attribute) {
      context.report(
          call.span(),
          call.method() + " is an attribute of " + type.text() + ", not a method",
          "leave the brackets out");
      return;
    }
    boolean tool = rules.tools().containsKey(call.method());
    Span place = call.span();
    context.report(
        place,
        ExpressionTyper.describe(type) + " has no method " + call.method(),
        tool
            ? "it is a function: " + call.method() + "(value, …)"
            : Nearest.hint(call.method(), known));
  }

  // --- results

  private Type result(Members.Member function, PythonArguments.Bound bound) {
    return switch (function.name()) {
      case "abs" -> bound.type(0) == Type.BOOL ? Type.INT : bound.type(0);
      case "divmod" -> new TupleOf(List.of(number(bound), number(bound)));
      case "pow" -> number(bound);
      case "round" ->
          bound.positional().size() + bound.named().size() > 1 ? bound.type(0) : Type.INT;
      case "enumerate" -> Type.list(new TupleOf(List.of(Type.INT, bound.element(0))));
      case "filter" -> Type.list(bound.element(1));
      case "list", "sorted", "reversed", "tuple" -> Type.list(bound.element(0));
      case "set" -> new SetOf(bound.element(0));
      case "map" -> Type.list(bound.type(0) instanceof FunctionOf f ? f.result() : Type.ANY);
      case "zip" ->
          Type.list(
              new TupleOf(
                  bound.positional().stream()
                      .map(f -> Types.element(f.type()).orElse(Type.ANY))
                      .toList()));
      case "max", "min" -> extreme(bound);
      case "sum" -> sum(bound);
      case "dict" -> dict(bound);
      default -> function.result();
    };
  }

  private static Type number(PythonArguments.Bound bound) {
    Type a = bound.type(0);
    Type b = bound.type(1);
    return a == Type.ANY || b == Type.ANY
        ? Type.ANY
        : a == Type.FLOAT || b == Type.FLOAT ? Type.FLOAT : Type.INT;
  }

  private static Type extreme(PythonArguments.Bound bound) {
    Type result = bound.element(0);
    if (bound.positional().size() > 1) {
      result = bound.type(0);
      for (Found found : bound.positional()) {
        result = Types.join(result, found.type());
      }
    }
    Found alternative = bound.named().get("default");
    return alternative == null ? result : Types.join(result, alternative.type());
  }

  private static Type sum(PythonArguments.Bound bound) {
    Type element = bound.element(0);
    Type joined = element == Type.BOOL ? Type.INT : element;
    return bound.positional().size() > 1 && joined != Type.ANY
        ? Types.join(joined, bound.type(1))
        : joined;
  }

  private static Type dict(PythonArguments.Bound bound) {
    if (bound.type(0) instanceof DictOf dict) {
      return dict;
    }
    if (bound.element(0) instanceof TupleOf pair && pair.elements().size() == 2) {
      return new DictOf(pair.elements().get(0), pair.elements().get(1));
    }
    return Types.ANY_DICT;
  }
}
