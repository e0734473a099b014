package dev.rigel.program.check;

import dev.rigel.program.Type;
import dev.rigel.program.Type.DictOf;
import dev.rigel.program.Type.FunctionOf;
import dev.rigel.program.Type.ListOf;
import dev.rigel.program.Type.SetOf;
import dev.rigel.program.syntax.Expression;
import dev.rigel.program.syntax.Expression.Argument;
import dev.rigel.program.syntax.Expression.Hole;
import dev.rigel.program.syntax.Expression.Starred;
import dev.rigel.program.syntax.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Holds the arguments of Python's own functions and methods to their parameters. */
final class PythonArguments {
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

  private static final Type ANY_FUNCTION = new FunctionOf(List.of(), Type.ANY);

  private final ExpressionTyper expressions;
  private final Context context;
  private int undecided;

  PythonArguments(ExpressionTyper expressions) {
    this.expressions = expressions;
    this.context = expressions.context;
  }

  /** What the arguments of one call were found to be. */
  static final class Bound {
    private final List<Found> positional = new ArrayList<>();
    private final Map<String, Found> named = new LinkedHashMap<>();
    private int taint = Found.OWN;

    /** Some arguments come from {@code *} or {@code **}, so that not all are known. */
    private boolean unpacked;

    List<Found> positional() {
      return positional;
    }

    Map<String, Found> named() {
      return named;
    }

    int taint() {
      return taint;
    }

    private void taintedBy(Found found) {
      taint = Math.max(taint, found.taint());
    }

    private void add(Found found) {
      positional.add(found);
      taintedBy(found);
    }

    private void put(String name, Found found) {
      named.put(name, found);
      taintedBy(found);
    }

    Type type(int at) {
      return at < positional.size() ? positional.get(at).type() : Type.ANY;
    }

    Type element(int at) {
      return Types.element(type(at)).orElse(Type.ANY);
    }
  }

  /**
   * Holds the arguments to the parameters. Functions among them are typed after the others: what
   * they are called with is known then.
   *
   * @param receiver what a method is called on; Any for a function
   * @param wanted what the call is to give
   * @param span of the call
   */
  Bound bind(
      Members.Member function, List<Argument> arguments, Type receiver, Type wanted, Span span) {
    Bound bound = new Bound();
    boolean single = arguments.size() == 1 && context.isOpen(span);
    for (Argument argument : arguments) {
      String name = argument.name().orElse("");
      if (name.equals("**") || argument.value() instanceof Starred) {
        unpack(argument, name, bound);
      } else if (name.isEmpty()) {
        positional(function, argument.value(), receiver, wanted, single, bound);
      } else {
        named(function, name, argument.value(), receiver, bound);
      }
    }
    functions(function, arguments, bound);
    if (!context.isOpen(span) && !bound.unpacked) {
      missing(function, bound.positional.size(), bound.named.keySet(), span);
    }
    return bound;
  }

  /** The arguments of a method of a value that may be anything. */
  int loose(List<Argument> arguments) {
    int taint = Found.OWN;
    for (Argument argument : arguments) {
      Expression value = argument.value() instanceof Starred s ? s.value() : argument.value();
      Type type = value instanceof Expression.Lambda ? ANY_FUNCTION : Type.ANY;
      taint = Math.max(taint, expressions.checkApart(value, type).taint());
    }
    return taint;
  }

  private void unpack(Argument argument, String name, Bound bound) {
    Expression value = argument.value() instanceof Starred s ? s.value() : argument.value();
    Type type = name.equals("**") ? Types.ANY_DICT : Types.ANY_ITERABLE;
    bound.taintedBy(expressions.checkApart(value, type));
    bound.unpacked = true;
  }

  private void positional(
      Members.Member function,
      Expression value,
      Type receiver,
      Type wanted,
      boolean single,
      Bound bound) {
    Members.@Nullable Slot slot = slot(function, bound.positional.size());
    if (value instanceof Hole hole
        && mayBecomeName(function, hole, slot != null, bound.named.keySet())) {
      return;
    }
    if (slot == null) {
      context.report(
          value.span(),
          function.name() + " takes " + describeCount(function) + " without a name",
          "leave the rest out");
      return;
    }
    boolean later = isFunction(slot.type());
    bound.add(later ? Found.UNKNOWN : argument(function, slot, value, receiver, wanted, single));
  }

  private void named(
      Members.Member function, String name, Expression value, Type receiver, Bound bound) {
    Members.@Nullable Slot slot = slot(function, name);
    if (slot == null) {
      if (!function.takesAnyName()) {
        context.stopAttempt(value.span());
        context.report(
            value.span(),
            function.name() + " has no parameter " + name,
            Nearest.hint(name, names(function)));
      }
      bound.put(name, expressions.checkApart(value, Type.ANY));
      return;
    }
    Type type = Members.instantiate(slot.type(), receiver);
    if (isFunction(type)) {
      type = calledWith(type, elementOfFirst(function, bound.positional, receiver));
    }
    bound.put(name, checkArgument(function, value, type));
  }

  private void functions(Members.Member function, List<Argument> arguments, Bound bound) {
    for (int at = 0; at < bound.positional.size(); at++) {
      Members.@Nullable Slot slot = slot(function, at);
      if (slot != null && isFunction(slot.type()) && !bound.unpacked) {
        Type type = calledWith(slot.type(), bound.element(at + 1));
        Found found = checkArgument(function, arguments.get(at).value(), type);
        bound.positional.set(at, found);
        bound.taintedBy(found);
      }
    }
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
}
