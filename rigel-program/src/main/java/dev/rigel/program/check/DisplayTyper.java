package dev.rigel.program.check;

import dev.rigel.program.Type;
import dev.rigel.program.Type.DictOf;
import dev.rigel.program.Type.RecordOf;
import dev.rigel.program.Type.SetOf;
import dev.rigel.program.Type.TupleOf;
import dev.rigel.program.syntax.Expression;
import dev.rigel.program.syntax.Expression.DictDisplay;
import dev.rigel.program.syntax.Expression.Display;
import dev.rigel.program.syntax.Expression.Hole;
import dev.rigel.program.syntax.Expression.Starred;
import dev.rigel.program.syntax.Expression.StringLiteral;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Types lists, tuples, sets and dicts as they are written. */
final class DisplayTyper {
  private static final int MAX_LIST = 10;

  private final ExpressionTyper expressions;
  private final Context context;
  private final Rules rules;

  DisplayTyper(ExpressionTyper expressions) {
    this.expressions = expressions;
    this.context = expressions.context;
    this.rules = expressions.rules;
  }

  // --- displays

  Found display(Display display, Type wanted) {
    if (ExpressionTyper.isGroup(display) && context.isOpen(display.span())) {
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
          single
              ? expressions.comprehensions().elementBeforeFor(part, element)
              : elementOf(part, element);
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
      Found values = expressions.checkApart(starred.value(), Types.iterable(element));
      return values.as(Types.element(values.type()).orElse(Type.ANY));
    }
    return expressions.check(part, element);
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
        expressions
            .comprehensions()
            .elementBeforeFor(inside, inside instanceof Hole ? either : Type.ANY);
    if (!rules.reach.reaches(found.type(), either) && !Types.wantsBool(wanted)) {
      context.report(
          inside.span(),
          "expected " + wanted.text() + ", got " + ExpressionTyper.describe(found.type()),
          "");
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

  Found dict(DictDisplay display, Type wanted) {
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
              ? expressions.comprehensions().elementBeforeFor(entry.value(), wantedValue)
              : expressions.check(
                  entry.value(), entry.key().isPresent() ? wantedValue : Types.ANY_DICT);
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
    return single
        ? expressions.comprehensions().elementBeforeFor(key, wanted)
        : expressions.check(key, wanted);
  }
}
