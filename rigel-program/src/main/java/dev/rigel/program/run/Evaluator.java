package dev.rigel.program.run;

import dev.rigel.program.Library;
import dev.rigel.program.ToolSignature;
import dev.rigel.program.syntax.Expression;
import dev.rigel.program.syntax.Expression.Argument;
import dev.rigel.program.syntax.Expression.BooleanOperation;
import dev.rigel.program.syntax.Expression.Call;
import dev.rigel.program.syntax.Expression.Comparison;
import dev.rigel.program.syntax.Expression.ComparisonOperator;
import dev.rigel.program.syntax.Expression.DictDisplay;
import dev.rigel.program.syntax.Expression.Display;
import dev.rigel.program.syntax.Expression.FormattedString;
import dev.rigel.program.syntax.Expression.MethodCall;
import dev.rigel.program.syntax.Expression.Name;
import dev.rigel.program.syntax.Expression.Slice;
import dev.rigel.program.syntax.Expression.Starred;
import dev.rigel.program.syntax.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gives expressions their values. What a tool call gives may still be to come. */
final class Evaluator {
  private final Machine machine;
  private final Fuel fuel;
  private final Library library;
  private final ToolCalls calls;
  private final Map<String, TypeValue> types;
  private final Comprehensions comprehensions;

  Evaluator(Machine machine, Library library, ToolCalls calls) {
    this.machine = machine;
    this.fuel = machine.fuel();
    this.library = library;
    this.calls = calls;
    this.types = BuiltinTypes.of(machine, library);
    this.comprehensions = new Comprehensions(machine, this);
  }

  /** The value, waited for. */
  Object now(Expression expression, Scope scope) {
    return Pending.now(eval(expression, scope));
  }

  Object eval(Expression expression, Scope scope) {
    fuel.enter();
    try {
      fuel.items(1);
      return dispatch(expression, scope);
    } catch (PythonError e) {
      throw e.at(expression.span());
    } finally {
      fuel.leave();
    }
  }

  private Object dispatch(Expression expression, Scope scope) {
    return switch (expression) {
      case Expression.IntLiteral literal -> Numbers.normal(literal.value());
      case Expression.FloatLiteral literal -> literal.value();
      case Expression.StringLiteral literal -> literal.value();
      case Expression.BooleanLiteral literal -> literal.value();
      case Expression.NoneLiteral _ -> NoneValue.NONE;
      case FormattedString formatted -> format(formatted.pieces(), scope);
      case Display display -> display(display, scope);
      case DictDisplay display -> dict(display, scope);
      case Expression.Comprehension comprehension -> comprehensions.evaluate(comprehension, scope);
      case Name name -> name(name, scope);
      case Expression.AttributeAccess access ->
          machine.attributes().read(now(access.value(), scope), access.name());
      case Expression.Subscript subscript ->
          machine.sequences().item(now(subscript.value(), scope), index(subscript.index(), scope));
      case Slice slice -> index(slice, scope);
      case Call call -> call(call, scope);
      case MethodCall call -> methodCall(call, scope);
      case Expression.Unary unary ->
          machine.operators().unary(unary.operator(), now(unary.operand(), scope));
      case Expression.Binary binary -> binary(binary, scope);
      case BooleanOperation operation -> booleanOperation(operation, scope);
      case Comparison comparison -> comparison(comparison, scope);
      case Expression.Conditional conditional ->
          machine.comparisons().truth(eval(conditional.test(), scope))
              ? eval(conditional.then(), scope)
              : eval(conditional.otherwise(), scope);
      case Expression.Lambda lambda -> LambdaValue.of(lambda, scope, this, fuel);
      case Starred _ -> throw PythonError.type("a starred expression has no value of its own");
      case Expression.Hole _ ->
          throw new IllegalStateException("an unfinished program does not run");
    };
  }

  private Object binary(Expression.Binary binary, Scope scope) {
    Object left = eval(binary.left(), scope);
    Object right = eval(binary.right(), scope);
    return machine.operators().binary(binary.operator(), Pending.now(left), Pending.now(right));
  }

  private Object name(Name name, Scope scope) {
    Object value = scope.get(name.id());
    if (value != null) {
      return value;
    }
    Optional<Callable> function = function(name.id(), name.span());
    return function.orElseThrow(() -> PythonError.name(name.id()));
  }

  private Optional<Callable> function(String name, Span span) {
    Optional<ToolSignature> tool = library.tool(name);
    if (tool.isPresent()) {
      return Optional.of(new ToolFunction(tool.get(), span, calls, machine));
    }
    Builtin builtin = Builtins.FUNCTIONS.get(name);
    if (builtin != null) {
      return Optional.of(builtin.bind(machine));
    }
    return Optional.ofNullable(types.get(name));
  }

  private Object call(Call call, Scope scope) {
    if (call.function().equals(library.answer().name())) {
      throw new AnswerSignal(arguments(call.arguments(), scope), call.span());
    }
    Optional<Callable> known = function(call.function(), call.span());
    if (known.isPresent()) {
      return known.get().call(arguments(call.arguments(), scope));
    }
    Object variable = scope.get(call.function());
    if (variable == null) {
      throw PythonError.name(call.function());
    }
    // Python evaluates the arguments before it finds out that it cannot call.
    CallArguments arguments = arguments(call.arguments(), scope);
    return Convert.callable(variable).call(arguments);
  }

  private Object methodCall(MethodCall call, Scope scope) {
    Object receiver = now(call.receiver(), scope);
    boolean known =
        receiver instanceof ObjectValue
            || Attributes.methodsOf(receiver).filter(t -> t.has(call.method())).isPresent();
    Object method = known ? receiver : machine.attributes().read(receiver, call.method());
    CallArguments arguments = arguments(call.arguments(), scope);
    return known
        ? machine.attributes().call(receiver, call.method(), arguments)
        : Convert.callable(method).call(arguments);
  }

  private CallArguments arguments(List<Argument> arguments, Scope scope) {
    List<Object> positional = new ArrayList<>(arguments.size());
    Map<String, Object> named = new LinkedHashMap<>();
    for (Argument argument : arguments) {
      if (argument.name().isPresent()) {
        String name = argument.name().get();
        Object value = eval(argument.value(), scope);
        if (name.equals("**")) {
          unpackNamed(Pending.now(value), named);
        } else {
          putNamed(named, name, value);
        }
      } else if (argument.value() instanceof Starred starred) {
        positional.addAll(unpacked(now(starred.value(), scope), "argument after *"));
        fuel.checkItems(positional.size());
      } else {
        positional.add(eval(argument.value(), scope));
      }
    }
    return new CallArguments(positional, named);
  }

  private List<Object> unpacked(Object value, String what) {
    if (!Iteration.isIterable(value)) {
      throw PythonError.type("%s must be an iterable, not %s".formatted(what, Types.nameOf(value)));
    }
    return machine.iteration().collect(value);
  }

  private static void unpackNamed(Object value, Map<String, Object> named) {
    if (!(value instanceof DictValue dict)) {
      throw PythonError.type("argument after ** must be a mapping, not " + Types.nameOf(value));
    }
    for (HashTable.Entry entry : dict.table.entries()) {
      if (!(entry.key instanceof String name)) {
        throw PythonError.type("keywords must be strings");
      }
      putNamed(named, name, entry.value);
    }
  }

  private static void putNamed(Map<String, Object> named, String name, Object value) {
    if (named.put(name, value) != null) {
      throw PythonError.type("got multiple values for keyword argument '%s'".formatted(name));
    }
  }

  private Object display(Display display, Scope scope) {
    List<Object> items = new ArrayList<>(display.elements().size());
    for (Expression element : display.elements()) {
      if (element instanceof Starred starred) {
        items.addAll(unpacked(now(starred.value(), scope), "Value after *"));
        fuel.checkItems(items.size());
      } else {
        items.add(eval(element, scope));
      }
    }
    return switch (display.kind()) {
      case LIST -> new ListValue(items);
      case TUPLE -> TupleValue.of(items);
      case SET -> {
        SetValue set = new SetValue();
        items.forEach(item -> machine.sequences().addTo(set, item));
        yield set;
      }
    };
  }

  private Object dict(DictDisplay display, Scope scope) {
    DictValue dict = new DictValue();
    for (DictDisplay.Entry entry : display.entries()) {
      if (entry.key().isPresent()) {
        Object key = now(entry.key().get(), scope);
        Object value = eval(entry.value(), scope);
        machine.sequences().putInto(dict, key, value);
      } else {
        Object other = now(entry.value(), scope);
        if (!(other instanceof DictValue more)) {
          throw PythonError.type("'%s' object is not a mapping".formatted(Types.nameOf(other)));
        }
        machine.dicts().merge(dict, more);
      }
    }
    return dict;
  }

  /** A subscript's index; a slice becomes a value of its own. */
  Object index(Expression index, Scope scope) {
    if (index instanceof Slice slice) {
      return new SliceValue(
          part(slice.lower(), scope), part(slice.upper(), scope), part(slice.step(), scope));
    }
    return now(index, scope);
  }

  private Object part(Optional<Expression> part, Scope scope) {
    return part.isPresent() ? now(part.get(), scope) : NoneValue.NONE;
  }

  private Object booleanOperation(BooleanOperation operation, Scope scope) {
    Object value = NoneValue.NONE;
    int last = operation.operands().size() - 1;
    for (int i = 0; i <= last; i++) {
      value = eval(operation.operands().get(i), scope);
      if (i < last && machine.comparisons().truth(value) != operation.and()) {
        return value;
      }
    }
    return value;
  }

  private Object comparison(Comparison comparison, Scope scope) {
    Object left = eval(comparison.first(), scope);
    for (int i = 0; i < comparison.operators().size(); i++) {
      Object right = eval(comparison.rest().get(i), scope);
      if (!compare(comparison.operators().get(i), left, right)) {
        return false;
      }
      left = right;
    }
    return true;
  }

  private boolean compare(ComparisonOperator operator, Object left, Object right) {
    return switch (operator) {
      case EQUAL -> machine.comparisons().equal(left, right);
      case NOT_EQUAL -> !machine.comparisons().equal(left, right);
      case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL ->
          machine.comparisons().ordered(operator, left, right);
      case IN -> machine.sequences().contains(Pending.now(right), Pending.now(left));
      case NOT_IN -> !machine.sequences().contains(Pending.now(right), Pending.now(left));
      case IS -> Comparisons.identical(left, right);
      case IS_NOT -> !Comparisons.identical(left, right);
    };
  }

  private String format(List<FormattedString.Piece> pieces, Scope scope) {
    StringBuilder out = new StringBuilder();
    for (FormattedString.Piece piece : pieces) {
      switch (piece) {
        case FormattedString.Text text -> out.append(text.text());
        case FormattedString.Field field -> {
          field.selfDocumenting().ifPresent(out::append);
          out.append(field(field, scope));
        }
      }
      fuel.checkCharacters(out.length());
    }
    fuel.newCharacters(out.length());
    return out.toString();
  }

  private String field(FormattedString.Field field, Scope scope) {
    Object value = now(field.value(), scope);
    if (field.conversion().isPresent()) {
      value =
          switch (field.conversion().get()) {
            case 'r' -> machine.representation().of(value);
            case 'a' -> machine.representation().ascii(value);
            default -> machine.representation().text(value);
          };
    }
    String spec = field.format().isPresent() ? format(field.format().get(), scope) : "";
    return machine.formatter().format(value, spec);
  }

  /** Gives a value to a target: a name, a subscript, or a display of targets. */
  void assign(Expression target, Object value, Scope scope) {
    try {
      switch (target) {
        case Name name -> scope.set(name.id(), value);
        case Expression.Subscript subscript -> {
          Object container = now(subscript.value(), scope);
          machine.sequences().store(container, index(subscript.index(), scope), value);
        }
        case Display display -> unpack(display.elements(), Pending.now(value), scope);
        default -> throw PythonError.type("cannot assign to this expression");
      }
    } catch (PythonError e) {
      throw e.at(target.span());
    }
  }

  private void unpack(List<Expression> targets, Object value, Scope scope) {
    int star = -1;
    for (int i = 0; i < targets.size(); i++) {
      if (targets.get(i) instanceof Starred) {
        star = i;
      }
    }
    if (star < 0) {
      List<Object> items = machine.iteration().unpack(value, targets.size());
      for (int i = 0; i < targets.size(); i++) {
        assign(targets.get(i), items.get(i), scope);
      }
      return;
    }
    Iteration.requireUnpackable(value);
    List<Object> items = machine.iteration().collect(value);
    int fixed = targets.size() - 1;
    if (items.size() < fixed) {
      throw PythonError.value(
          "not enough values to unpack (expected at least %d, got %d)"
              .formatted(fixed, items.size()));
    }
    int taken = items.size() - fixed;
    for (int i = 0; i < star; i++) {
      assign(targets.get(i), items.get(i), scope);
    }
    Starred starred = (Starred) targets.get(star);
    assign(starred.value(), ListValue.of(items.subList(star, star + taken)), scope);
    for (int i = star + 1; i < targets.size(); i++) {
      assign(targets.get(i), items.get(i - 1 + taken), scope);
    }
  }
}
