package dev.rigel.program.check;

import dev.rigel.program.Type;
import dev.rigel.program.Type.DictOf;
import dev.rigel.program.Type.FunctionOf;
import dev.rigel.program.Type.ListOf;
import dev.rigel.program.Type.SetOf;
import dev.rigel.program.Type.TupleOf;
import dev.rigel.program.syntax.Expression;
import dev.rigel.program.syntax.Expression.Argument;
import dev.rigel.program.syntax.Expression.Call;
import dev.rigel.program.syntax.Expression.Hole;
import dev.rigel.program.syntax.Expression.MethodCall;
import dev.rigel.program.syntax.Expression.Name;
import dev.rigel.program.syntax.Expression.Starred;
import dev.rigel.program.syntax.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Types calls of Python's own functions and methods. */
final class PythonCalls {
  private static final Set<String> TAKE_GENERATORS =
      Set.of(
          "all",
          "any",
          "sum",
          "max",
          "min",
          "list",
          "set",
          "tuple",
          "sorted",
          "dict",
          "enumerate",
          "join",
          "extend",
          "update");
  private static final Set<String> GIVE_THEIR_ELEMENTS =
      Set.of("list", "set", "tuple", "sorted", "reversed");

  /** Calls inside each other, each of a value or of a generator: every one doubles the work. */
  private static final int MAX_UNDECIDED = 4;

  private final ExpressionTyper expressions;
  private final Context context;
  private final Rules rules;
  private int undecided;

  PythonCalls(ExpressionTyper expressions) {
    this.expressions = expressions;
    this.context = expressions.context;
    this.rules = expressions.rules;
  }

  private record Bound(List<Found> positional, Map<String, Found> named, int taint) {
    Type type(int at) {
      return at < positional.size() ? positional.get(at).type() : Type.ANY;
    }

    Type element(int at) {
      return Types.element(type(at)).orElse(Type.ANY);
    }
  }

  Found builtin(Call call, Members.Member function, Type wanted) {
    if (function.name().equals("isinstance")) {
      return isInstance(call, function);
    }
    Bound bound = bind(function, call.arguments(), Type.ANY, wanted, call.span());
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

  Found method(MethodCall call, Type wanted) {
    Found receiver = expressions.checkApart(call.receiver(), Type.ANY);
    List<Found> results = new ArrayList<>();
    Set<String> known = new LinkedHashSet<>();
    for (Type option : Types.options(receiver.type())) {
      if (option == Type.ANY) {
        bind(null, call.arguments(), option, Type.ANY, call.span());
        return receiver.tainted(taintOf(call.arguments()));
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
    Bound bound = bind(method, call.arguments(), receiverType, Type.ANY, call.span());
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
  private static Type grown(Type receiver, String method, Bound bound) {
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

  private int taintOf(List<Argument> arguments) {
    int taint = Found.OWN;
    for (Argument argument : arguments) {
      if (argument.value() instanceof Name name) {
        Found found = context.variables.get(name.id());
        taint = found == null ? taint : Math.max(taint, found.taint());
      }
    }
    return taint;
  }

  // --- arguments

  private Bound bind(
      Members.@Nullable Member function,
      List<Argument> arguments,
      Type receiver,
      Type wanted,
      Span span) {
    List<Found> positional = new ArrayList<>();
    Map<String, Found> named = new LinkedHashMap<>();
    Set<String> seen = new HashSet<>();
    int taint = Found.OWN;
    boolean unpacked = false;
    // Functions among the arguments are typed last: what they are called with is known then.
    Map<Integer, Found> functions = new LinkedHashMap<>();
    int count = 0;
    for (Argument argument : arguments) {
      if (function == null) {
        Type loose = new FunctionOf(List.of(), Type.ANY);
        Expression value = argument.value() instanceof Starred s ? s.value() : argument.value();
        taint =
            Math.max(
                taint,
                expressions
                    .checkApart(value, value instanceof Expression.Lambda ? loose : Type.ANY)
                    .taint());
        continue;
      }
      String name = argument.name().orElse("");
      if (name.equals("**") || argument.value() instanceof Starred) {
        Expression value = argument.value() instanceof Starred s ? s.value() : argument.value();
        Found found =
            expressions.checkApart(value, name.equals("**") ? Types.ANY_DICT : Types.ANY_ITERABLE);
        taint = Math.max(taint, found.taint());
        unpacked = true;
        continue;
      }
      if (name.isEmpty()) {
        Members.@Nullable Slot slot = slot(function, count);
        if (argument.value() instanceof Hole hole
            && mayBecomeName(function, hole, slot != null, seen)) {
          continue;
        }
        if (slot == null) {
          context.report(
              argument.value().span(),
              function.name() + " takes " + describeCount(function) + " without a name",
              "leave the rest out");
          continue;
        }
        Found found;
        if (isFunction(slot.type())) {
          found = Found.UNKNOWN;
          functions.put(count, found);
        } else {
          found =
              argument(
                  function,
                  slot,
                  argument.value(),
                  receiver,
                  wanted,
                  arguments.size() == 1 && context.isOpen(span));
        }
        positional.add(found);
        taint = Math.max(taint, found.taint());
        count++;
      } else {
        Members.@Nullable Slot slot = slot(function, name);
        if (slot == null) {
          if (!function.takesAnyName() && !function.name().equals("format")) {
            context.report(
                argument.value().span(),
                function.name() + " has no parameter " + name,
                Nearest.hint(name, names(function)));
          }
          Found loose = expressions.checkApart(argument.value(), Type.ANY);
          named.put(name, loose);
          taint = Math.max(taint, loose.taint());
          continue;
        }
        seen.add(name);
        Type slotType = slot.type();
        if (isFunction(slotType)) {
          slotType = calledWith(slotType, elementOfFirst(function, positional, receiver));
        }
        Found found =
            checkArgument(function, argument.value(), Members.instantiate(slotType, receiver));
        named.put(name, found);
        taint = Math.max(taint, found.taint());
      }
    }
    if (function != null) {
      for (int at : functions.keySet()) {
        Expression value = arguments.get(at).value();
        Type element =
            positional.size() > 1
                ? Types.element(positional.get(1).type()).orElse(Type.ANY)
                : Type.ANY;
        Members.Slot slot = slot(function, at);
        Found found =
            checkArgument(
                function, value, calledWith(slot == null ? Type.ANY : slot.type(), element));
        positional.set(at, found);
        taint = Math.max(taint, found.taint());
      }
      if (!context.isOpen(span) && !unpacked) {
        missing(function, count, seen, span);
      }
    }
    return new Bound(positional, named, taint);
  }

  private static List<String> names(Members.Member function) {
    return function.slots().stream().flatMap(s -> s.keyword().stream()).toList();
  }

  private static String describeCount(Members.Member function) {
    long count = function.slots().stream().filter(s -> !s.byNameOnly()).count();
    return count == 0
        ? "no arguments"
        : count == 1 ? "one argument" : "at most " + count + " arguments";
  }

  private boolean mayBecomeName(
      Members.Member function, Hole hole, boolean hasSlot, Set<String> seen) {
    boolean named =
        function.slots().stream()
            .flatMap(s -> s.keyword().stream())
            .anyMatch(n -> !seen.contains(n) && n.startsWith(hole.text()));
    if (hole.text().isEmpty()) {
      return named || hasSlot || function.takesAnyName() || function.slots().isEmpty();
    }
    return named;
  }

  private static Members.@Nullable Slot slot(Members.Member function, int position) {
    int at = 0;
    for (Members.Slot slot : function.slots()) {
      if (slot.repeated() || (at == position && !slot.byNameOnly())) {
        return slot;
      }
      if (slot.byNameOnly()) {
        return null;
      }
      at++;
    }
    return null;
  }

  private static Members.@Nullable Slot slot(Members.Member function, String name) {
    for (Members.Slot slot : function.slots()) {
      if (slot.keyword().filter(name::equals).isPresent()) {
        return slot;
      }
    }
    return null;
  }

  private static boolean isFunction(Type type) {
    return Types.options(type).stream().anyMatch(FunctionOf.class::isInstance);
  }

  private static Type calledWith(Type slot, Type element) {
    List<Type> options = new ArrayList<>();
    for (Type option : Types.options(slot)) {
      options.add(
          option instanceof FunctionOf function
              ? new FunctionOf(List.of(element, element), function.result())
              : option);
    }
    return Types.union(options);
  }

  private static Type elementOfFirst(
      Members.Member function, List<Found> positional, Type receiver) {
    if (receiver != Type.ANY) {
      return Types.element(receiver).orElse(Type.ANY);
    }
    if (positional.isEmpty()) {
      return Type.ANY;
    }
    Type first = positional.getFirst().type();
    boolean several =
        positional.size() > 1 && (function.name().equals("max") || function.name().equals("min"));
    return several ? first : Types.element(first).orElse(Type.ANY);
  }

  private void missing(Members.Member function, int count, Set<String> seen, Span span) {
    int at = 0;
    for (Members.Slot slot : function.slots()) {
      boolean given = at < count || slot.keyword().filter(seen::contains).isPresent();
      if (!slot.optional() && !slot.byNameOnly() && !given) {
        context.report(
            span, function.name() + " needs " + slot.type().text() + " as an argument", "");
        return;
      }
      at++;
    }
  }

  private Found argument(
      Members.Member function,
      Members.Slot slot,
      Expression value,
      Type receiver,
      Type wanted,
      boolean mayGetFor) {
    Type type = argumentType(function, slot, receiver, wanted);
    if (!mayGetFor
        || !TAKE_GENERATORS.contains(function.name())
        || undecided >= MAX_UNDECIDED
        || context.explaining) {
      return checkArgument(function, value, type);
    }
    undecided++;
    context.attempts++;
    try {
      return checkArgument(function, value, type);
    } catch (Refusal refusal) {
      // Not a list: then perhaps the first part of a generator.
      Type element =
          slot.type() == Type.ANY ? Type.ANY : Types.wantedElement(type).orElse(Type.ANY);
      boolean outer = context.inAnswerText;
      context.inAnswerText = false;
      try {
        context.attempts--;
        try {
          return expressions.comprehensions().elementBeforeFor(value, element).as(Type.ANY);
        } finally {
          context.attempts++;
        }
      } finally {
        context.inAnswerText = outer;
      }
    } finally {
      context.attempts--;
      undecided--;
    }
  }

  private Type argumentType(
      Members.Member function, Members.Slot slot, Type receiver, Type wanted) {
    if (function.name().equals("join") && context.bounded()) {
      return Types.union(
          List.of(Type.list(Type.STR), new SetOf(Type.STR), new DictOf(Type.STR, Type.ANY)));
    }
    if (function.changes() && receiver != Type.ANY) {
      // A program's own lists may hold anything.
      return slot.type() instanceof Type.ObjectOf
          ? Type.ANY
          : Members.instantiate(
              slot.type(), receiver instanceof ListOf ? Types.ANY_LIST : receiver);
    }
    if (GIVE_THEIR_ELEMENTS.contains(function.name())) {
      return Types.wantedElement(wanted).map(Types::iterable).orElse(Types.ANY_ITERABLE);
    }
    return Members.instantiate(slot.type(), receiver);
  }

  private Found checkArgument(Members.Member function, Expression value, Type wanted) {
    boolean outer = context.inAnswerText;
    context.inAnswerText = false;
    try {
      Found found = expressions.type(value, wanted);
      if (!expressions.accepts(value, found.type(), wanted)) {
        context.stopAttempt(value.span());
        context.report(
            value.span(),
            function.name()
                + " got "
                + ExpressionTyper.describe(found.type())
                + ", it takes "
                + shown(wanted),
            expressions.conversionHint(value, found.type(), wanted));
        return found.as(Type.ANY);
      }
      return found;
    } finally {
      context.inAnswerText = outer;
    }
  }

  private static String shown(Type wanted) {
    Optional<Type> element = Types.wantedElement(wanted);
    return Types.options(wanted).size() > 2 && element.isPresent()
        ? element.get() == Type.ANY ? "what can be gone over" : "a list of " + element.get().text()
        : wanted.text();
  }

  // --- results

  private Type result(Members.Member function, Bound bound) {
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

  private static Type number(Bound bound) {
    Type a = bound.type(0);
    Type b = bound.type(1);
    return a == Type.ANY || b == Type.ANY
        ? Type.ANY
        : a == Type.FLOAT || b == Type.FLOAT ? Type.FLOAT : Type.INT;
  }

  private static Type extreme(Bound bound) {
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

  private static Type sum(Bound bound) {
    Type element = bound.element(0);
    Type joined = element == Type.BOOL ? Type.INT : element;
    return bound.positional().size() > 1 && joined != Type.ANY
        ? Types.join(joined, bound.type(1))
        : joined;
  }

  private static Type dict(Bound bound) {
    if (bound.type(0) instanceof DictOf dict) {
      return dict;
    }
    if (bound.element(0) instanceof TupleOf pair && pair.elements().size() == 2) {
      return new DictOf(pair.elements().get(0), pair.elements().get(1));
    }
    return Types.ANY_DICT;
  }
}
