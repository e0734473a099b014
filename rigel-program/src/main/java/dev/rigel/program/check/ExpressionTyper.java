package dev.rigel.program.check;

import dev.rigel.program.Type;
import dev.rigel.program.Type.DictOf;
import dev.rigel.program.Type.FunctionOf;
import dev.rigel.program.Type.ListOf;
import dev.rigel.program.Type.RecordOf;
import dev.rigel.program.Type.SetOf;
import dev.rigel.program.Type.TupleOf;
import dev.rigel.program.Type.UnionOf;
import dev.rigel.program.syntax.Expression;
import dev.rigel.program.syntax.Expression.AttributeAccess;
import dev.rigel.program.syntax.Expression.DictDisplay;
import dev.rigel.program.syntax.Expression.Display;
import dev.rigel.program.syntax.Expression.Hole;
import dev.rigel.program.syntax.Expression.IntLiteral;
import dev.rigel.program.syntax.Expression.Lambda;
import dev.rigel.program.syntax.Expression.Name;
import dev.rigel.program.syntax.Expression.Slice;
import dev.rigel.program.syntax.Expression.Starred;
import dev.rigel.program.syntax.Expression.StringLiteral;
import dev.rigel.program.syntax.Expression.Subscript;
import dev.rigel.program.syntax.Span;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the types of expressions. The type that is wanted goes down, so that in partial text a word
 * is refused as soon as nothing right can begin with it; the type that was found comes up.
 */
final class ExpressionTyper {
  private static final int MAX_CHAIN = 4;
  private static final int MAX_LIST = 10;
  private static final int MAX_TEXT = 260;
  private static final int MAX_DIGITS = 8;

  final Context context;
  final Rules rules;
  private final OperatorTyper operators;
  private final CallTyper calls;
  private final ComprehensionTyper comprehensions;
  private final HoleTyper holes;
  private final TextTyper texts;

  ExpressionTyper(Context context) {
    this.context = context;
    this.rules = context.rules;
    this.operators = new OperatorTyper(this);
    this.calls = new CallTyper(this);
    this.comprehensions = new ComprehensionTyper(this);
    this.holes = new HoleTyper(context);
    this.texts = new TextTyper(this);
  }

  CallTyper calls() {
    return calls;
  }

  ComprehensionTyper comprehensions() {
    return comprehensions;
  }

  HoleTyper holes() {
    return holes;
  }

  /** Types the expression and holds it to what is wanted. */
  Found check(Expression expression, Type wanted) {
    Found found = type(expression, wanted);
    if (!accepts(expression, found.type(), wanted)) {
      context.stopAttempt(expression.span());
      context.report(
          expression.span(),
          "expected " + wanted.text() + ", got " + describe(found.type()),
          conversionHint(expression, found.type(), wanted));
      return found.as(Type.ANY);
    }
    return found;
  }

  /** Types a part whose texts are not what the answer says: an argument, an index, a condition. */
  Found checkApart(Expression expression, Type wanted) {
    boolean outer = context.inAnswerText;
    context.inAnswerText = false;
    try {
      return check(expression, wanted);
    } finally {
      context.inAnswerText = outer;
    }
  }

  /** Whether the value is right, or what is written so far can still become right. */
  boolean accepts(Expression expression, Type found, Type wanted) {
    if (expression instanceof Hole || Types.fits(found, wanted)) {
      return true;
    }
    Span span = expression.span();
    boolean open = context.isOpen(span);
    if (!open && !context.touchesEnd(span)) {
      return false;
    }
    // Any value becomes a bool by a comparison.
    if (Types.wantsBool(wanted)) {
      return true;
    }
    if (open && isGroup(expression)) {
      return true;
    }
    return mayGoOn(expression, open) && rules.reach.reaches(found, wanted);
  }

  /**
   * Whether attributes, indexes and methods may follow. Nobody writes a literal for the sake of its
   * methods: where a number is wanted, a quotation mark is a mistake although {@code
   * "a".count("b")} is a number.
   */
  private boolean mayGoOn(Expression expression, boolean open) {
    return switch (expression) {
      case Expression.Call ignored -> true;
      case Expression.MethodCall ignored -> true;
      case Subscript ignored -> true;
      case AttributeAccess ignored -> true;
      case Expression.Comprehension e -> e.kind() != Expression.Comprehension.Kind.GENERATOR;
      case Display display -> open && display.elements().size() == 1;
      case Expression.Binary ignored -> !open && endsInBracket();
      case Expression.BooleanOperation ignored -> !open && endsInBracket();
      case Expression.Conditional ignored -> open || endsInBracket();
      case Name ignored -> endsInBracket();
      default -> false;
    };
  }

  private boolean endsInBracket() {
    return context.source.endsWith(")");
  }

  private boolean isGroup(Expression expression) {
    return expression instanceof Display display
        && display.kind() == Display.Kind.TUPLE
        && display.elements().size() == 1;
  }

  static String describe(Type type) {
    String text = type.text();
    boolean vowel = "AEIOaeio".indexOf(text.charAt(0)) >= 0;
    return type == Type.NONE ? "None" : (vowel ? "an " : "a ") + text;
  }

  String conversionHint(Expression expression, Type found, Type wanted) {
    return new ConversionHint(rules).from(expression, found, wanted);
  }

  /** Types the expression; only parts of it are held to something. */
  Found type(Expression expression, Type wanted) {
    return switch (expression) {
      case IntLiteral e -> {
        number(new BigDecimal(e.value()), e);
        yield Found.own(Type.INT);
      }
      case Expression.FloatLiteral e -> {
        if (Double.isFinite(e.value())) {
          number(new BigDecimal(Double.toString(e.value())), e);
        }
        yield Found.own(Type.FLOAT);
      }
      case StringLiteral e -> {
        bound(e.span(), e.value().length());
        texts.literal(e.value(), e.span(), context.isOpen(e.span()));
        yield Found.own(Type.STR);
      }
      case Expression.BooleanLiteral ignored -> Found.own(Type.BOOL);
      case Expression.NoneLiteral ignored -> Found.own(Type.NONE);
      case Expression.FormattedString e -> texts.formatted(e);
      case Display e -> display(e, wanted);
      case DictDisplay e -> dict(e, wanted);
      case Starred e -> starred(e);
      case Expression.Comprehension e -> comprehensions.type(e, wanted);
      case Name e -> name(e, wanted);
      case AttributeAccess e -> attribute(e, wanted);
      case Subscript e -> subscript(e);
      case Slice e -> slice(e);
      case Expression.Call e -> calls.call(e, wanted);
      case Expression.MethodCall e -> calls.method(e, wanted);
      case Expression.Unary e -> operators.unary(e, wanted);
      case Expression.Binary e -> operators.binary(e, wanted);
      case Expression.BooleanOperation e -> operators.booleanOperation(e, wanted);
      case Expression.Comparison e -> operators.comparison(e, wanted);
      case Expression.Conditional e -> conditional(e, wanted);
      case Lambda e -> lambda(e, wanted);
      case Hole e -> holes.type(e, wanted);
    };
  }

  private void number(BigDecimal value, Expression literal) {
    if (context.bounded()) {
      int length = Math.min(literal.span().end(), context.source.length()) - literal.span().start();
      if (length > MAX_DIGITS + 2 || value.precision() - value.scale() > MAX_DIGITS) {
        context.report(
            literal.span(), "the number is too long", "use at most " + MAX_DIGITS + " digits");
      }
    }
    context.number(value, literal);
  }

  void bound(Span span, int length) {
    if (context.bounded() && length > MAX_TEXT) {
      context.report(span, "the text is too long", "use at most " + MAX_TEXT + " characters");
    }
  }

  // --- names and attributes

  private Found name(Name name, Type wanted) {
    Found found = context.variable(name.id());
    if (found != null) {
      return found;
    }
    boolean isFunction =
        rules.tools().containsKey(name.id()) || rules.members.builtin(name.id()).isPresent();
    if (isFunction) {
      for (Type option : Types.options(wanted)) {
        if (option instanceof FunctionOf function) {
          return Found.own(new FunctionOf(function.parameters(), calls.resultOf(name.id())));
        }
      }
      context.stopAttempt(name.span(), name.id());
      context.reportUnknownName(
          name.span(),
          name.id(),
          name.id() + " is a function",
          "call it: " + name.id() + "(…), or assign its result first");
    } else {
      context.stopAttempt(name.span(), name.id());
      context.reportUnknownName(
          name.span(),
          name.id(),
          "there is no variable " + name.id(),
          Nearest.hint(name.id(), context.variables.keySet()));
    }
    return Found.UNKNOWN;
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

  private Found attribute(AttributeAccess access, Type wanted) {
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
            : checkApart(access.value(), Type.ANY);
    if (value.type() == Type.ANY) {
      return value;
    }
    if (function.isPresent() && hasMethod(value.type(), access)) {
      return value.as(new FunctionOf(function.get().parameters(), Type.ANY));
    }
    if (context.touchesEnd(access.span()) && context.endsInWordOrDot()) {
      if (!holes.attributeMayBegin(value.type(), access.name(), wanted)) {
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
    return value.as(Types.union(found));
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
    return switch (name.id()) {
      case "str" -> Type.STR;
      case "list" -> Types.ANY_LIST;
      case "dict" -> Types.ANY_DICT;
      case "set" -> new SetOf(Type.ANY);
      default -> check(name, Type.ANY).type();
    };
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
    context.report(place, describe(type) + " has no attribute " + access.name(), hint);
  }

  // --- subscripts

  private Found subscript(Subscript subscript) {
    boundChain(subscript);
    Found value = checkApart(subscript.value(), Type.ANY);
    Expression index = subscript.index();
    if (index instanceof Slice slice) {
      Found bounds = checkApart(slice, Type.ANY);
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
          describe(value.type()) + " has no elements",
          Nearest.hint("", rules.reach.attributes(value.type()).keySet()));
      return value.as(Type.ANY);
    }
    Found found = checkApart(index, Types.union(keys));
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
          subscript.span(), describe(type) + " cannot be sliced", "slice a list or a text");
    }
    return type instanceof TupleOf tuple
        ? value.as(Type.list(Types.element(tuple).orElse(Type.ANY)))
        : value;
  }

  private Found slice(Slice slice) {
    int taint = Found.OWN;
    for (Optional<Expression> part : List.of(slice.lower(), slice.upper(), slice.step())) {
      if (part.isPresent()) {
        taint = Math.max(taint, check(part.get(), Type.union(Type.INT, Type.NONE)).taint());
      }
    }
    return new Found(Type.ANY, taint);
  }

  // --- displays

  private Found display(Display display, Type wanted) {
    if (isGroup(display) && context.isOpen(display.span())) {
      return group(display, wanted);
    }
    if (display.kind() == Display.Kind.TUPLE) {
      return tuple(display, wanted);
    }
    Type element = elementWanted(display, wanted);
    boolean single = display.elements().size() == 1 && context.isOpen(display.span());
    Type joined = Type.ANY;
    int taint = Found.OWN;
    boolean first = true;
    for (Expression part : display.elements()) {
      Found found =
          single ? comprehensions.elementBeforeFor(part, element) : elementOf(part, element);
      joined = first ? found.type() : Types.join(joined, found.type());
      taint = Math.max(taint, found.taint());
      first = false;
    }
    boundList(display);
    return new Found(
        display.kind() == Display.Kind.LIST ? Type.list(joined) : new SetOf(joined), taint);
  }

  private Found elementOf(Expression part, Type element) {
    if (part instanceof Starred starred) {
      Found values = checkApart(starred.value(), Types.iterable(element));
      return values.as(Types.element(values.type()).orElse(Type.ANY));
    }
    return check(part, element);
  }

  /** What the elements must be; a list where a single object is wanted may still get its index. */
  private Type elementWanted(Display display, Type wanted) {
    Optional<Type> element = Types.wantedElement(wanted);
    if (element.isPresent()) {
      return element.get();
    }
    if (context.isOpen(display.span()) && !Types.wantsObject(wanted) && !Types.wantsBool(wanted)) {
      context.report(
          display.span(),
          "expected " + wanted.text() + ", got a list",
          "write the value without brackets");
    }
    return Types.wantsObject(wanted) ? wanted : Type.ANY;
  }

  private void boundList(Display display) {
    if (!context.bounded()) {
      return;
    }
    if (display.elements().size() > MAX_LIST) {
      context.report(display.span(), "the list is too long", "use at most " + MAX_LIST + " values");
    }
    Set<String> seen = new HashSet<>();
    for (Expression part : display.elements()) {
      if (part instanceof StringLiteral text
          && !context.isOpen(text.span())
          && !seen.add(text.value())) {
        context.report(
            text.span(), "\"" + text.value() + "\" stands in the list twice", "keep one");
      }
    }
  }

  /** What stands after an opening bracket that is not closed: a group, a tuple or a generator. */
  private Found group(Display display, Type wanted) {
    Expression inside = display.elements().getFirst();
    Type element = Types.wantedElement(wanted).orElse(Type.ANY);
    Type either =
        wanted == Type.ANY || element == Type.ANY
            ? Type.ANY
            : Types.union(List.of(wanted, element));
    Found found =
        comprehensions.elementBeforeFor(inside, inside instanceof Hole ? either : Type.ANY);
    if (!rules.reach.reaches(found.type(), either) && !Types.wantsBool(wanted)) {
      context.report(
          inside.span(), "expected " + wanted.text() + ", got " + describe(found.type()), "");
    }
    return found.as(Type.ANY);
  }

  private Found tuple(Display display, Type wanted) {
    List<Type> elements = new ArrayList<>();
    List<Type> wantedElements = List.of();
    for (Type option : Types.options(wanted)) {
      if (option instanceof TupleOf tuple && tuple.elements().size() >= display.elements().size()) {
        wantedElements = tuple.elements();
      }
    }
    int taint = Found.OWN;
    boolean starred = false;
    for (int i = 0; i < display.elements().size(); i++) {
      Type element = i < wantedElements.size() ? wantedElements.get(i) : Type.ANY;
      starred |= display.elements().get(i) instanceof Starred;
      Found found = elementOf(display.elements().get(i), element);
      elements.add(found.type());
      taint = Math.max(taint, found.taint());
    }
    return new Found(starred ? Types.ANY_LIST : new TupleOf(elements), taint);
  }

  private Found starred(Starred starred) {
    return check(starred.value(), Types.ANY_ITERABLE);
  }

  private Found dict(DictDisplay display, Type wanted) {
    Type wantedKey = Type.ANY;
    Type wantedValue = Type.ANY;
    boolean fits = wanted == Type.ANY;
    for (Type option : Types.options(wanted)) {
      if (option instanceof DictOf dict) {
        wantedKey = dict.key();
        wantedValue = dict.value();
        fits = true;
      } else if (option instanceof SetOf set) {
        wantedKey = set.element();
        fits = true;
      } else if (option instanceof RecordOf) {
        fits = true;
      }
    }
    if (!fits && context.isOpen(display.span()) && !Types.wantsBool(wanted)) {
      context.report(display.span(), "expected " + wanted.text() + ", got a dict", "");
    }
    boolean single = context.isOpen(display.span()) && display.entries().size() == 1;
    Map<String, Type> fields = new LinkedHashMap<>();
    Type keys = Type.ANY;
    Type values = Type.ANY;
    int taint = Found.OWN;
    boolean first = true;
    for (DictDisplay.Entry entry : display.entries()) {
      Found key =
          entry.key().isPresent()
              ? entryKey(entry.key().get(), wantedKey, single)
              : Found.own(Type.ANY);
      Found value =
          single
              ? comprehensions.elementBeforeFor(entry.value(), wantedValue)
              : check(entry.value(), entry.key().isPresent() ? wantedValue : Types.ANY_DICT);
      entry
          .key()
          .ifPresent(k -> {
            if (k instanceof StringLiteral text
                && fields.put(text.value(), value.type()) != null
                && !context.isOpen(k.span())) {
              context.report(
                  k.span(),
                  "the key \"" + text.value() + "\" stands in the dict twice",
                  "keep one");
            }
          });
      keys = first ? key.type() : Types.join(keys, key.type());
      values = first ? value.type() : Types.join(values, value.type());
      taint = Math.max(taint, Math.max(key.taint(), value.taint()));
      first = false;
    }
    return new Found(new DictOf(keys, values), taint);
  }

  private Found entryKey(Expression key, Type wanted, boolean single) {
    return single ? comprehensions.elementBeforeFor(key, wanted) : check(key, wanted);
  }

  // --- conditional and lambda

  private Found conditional(Expression.Conditional e, Type wanted) {
    Found then = check(e.then(), wanted);
    Found test = checkApart(e.test(), Type.ANY);
    Found otherwise = check(e.otherwise(), wanted);
    int taint = Math.max(test.taint(), Math.max(then.taint(), otherwise.taint()));
    Type type =
        e.otherwise() instanceof Hole ? then.type() : Types.join(then.type(), otherwise.type());
    return new Found(type, taint);
  }

  private Found lambda(Lambda e, Type wanted) {
    @Nullable FunctionOf function = null;
    for (Type option : Types.options(wanted)) {
      if (option instanceof FunctionOf f) {
        function = f;
      }
    }
    if (function == null) {
      context.report(
          e.span(),
          "a lambda can only be an argument of a builtin or method",
          "write the value itself");
      return Found.UNKNOWN;
    }
    Map<String, @Nullable Found> hidden = new LinkedHashMap<>();
    for (int i = 0; i < e.parameters().size(); i++) {
      Lambda.LambdaParameter parameter = e.parameters().get(i);
      Type type = i < function.parameters().size() ? function.parameters().get(i) : Type.ANY;
      if (parameter.defaultValue().isPresent()) {
        check(parameter.defaultValue().get(), Type.ANY);
      }
      hidden.put(parameter.name(), context.variables.get(parameter.name()));
      context.variables.put(parameter.name(), Found.own(type));
    }
    try {
      Found body = check(e.body(), Type.ANY);
      return new Found(new FunctionOf(function.parameters(), body.type()), body.taint());
    } finally {
      hidden.forEach(comprehensions::restore);
    }
  }
}
