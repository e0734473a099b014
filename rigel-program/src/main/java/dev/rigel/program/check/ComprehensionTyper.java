package dev.rigel.program.check;

import dev.rigel.program.Type;
import dev.rigel.program.Type.DictOf;
import dev.rigel.program.Type.SetOf;
import dev.rigel.program.Type.TupleOf;
import dev.rigel.program.syntax.Expression;
import dev.rigel.program.syntax.Expression.Comprehension;
import dev.rigel.program.syntax.Expression.Comprehension.Clause;
import dev.rigel.program.syntax.Expression.Display;
import dev.rigel.program.syntax.Expression.Hole;
import dev.rigel.program.syntax.Expression.Name;
import dev.rigel.program.syntax.Expression.Starred;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Types comprehensions. They use their variable before they name it: while the {@code for} is yet
 * to come, an unknown name is tried with every type that elements can have; when it has come and
 * what is gone over is being written, that must have elements with which the part before makes
 * sense.
 */
final class ComprehensionTyper {
  private static final int MAX_UNKNOWN = 2;

  private final ExpressionTyper expressions;
  private final Context context;
  private int unknown;

  ComprehensionTyper(ExpressionTyper expressions) {
    this.expressions = expressions;
    this.context = expressions.context;
  }

  void restore(String name, @Nullable Found hidden) {
    if (hidden == null) {
      context.variables.remove(name);
    } else {
      context.variables.put(name, hidden);
    }
  }

  /** The first element in a bracket that is not closed: {@code for} may still come. */
  Found elementBeforeFor(Expression element, Type wanted) {
    context.openBrackets++;
    try {
      return tryUnknown(() -> expressions.check(element, wanted));
    } finally {
      context.openBrackets--;
    }
  }

  private Found tryUnknown(Supplier<Found> check) {
    if (!context.partial || context.explaining) {
      return check.get();
    }
    try {
      return attempt(check);
    } catch (Refusal refusal) {
      String name = refusal.unknownName;
      if (name == null || unknown >= MAX_UNKNOWN || !isLoopName(name)) {
        return unreadable(check, refusal);
      }
      unknown++;
      try {
        for (Type type : elementTypes()) {
          context.variables.put(name, Found.own(type));
          // A type that does not fit must not end the search for the other names' types.
          context.attempts++;
          try {
            tryUnknown(check);
            return Found.UNKNOWN;
          } catch (Refusal next) {
            // Not with this type; the refusal that counts is the one for the unknown name.
          } finally {
            context.attempts--;
            context.variables.remove(name);
          }
        }
      } finally {
        unknown--;
      }
      return unreadable(check, refusal);
    }
  }

  private Found attempt(Supplier<Found> check) {
    context.attempts++;
    try {
      return check.get();
    } finally {
      context.attempts--;
    }
  }

  /** The attempt has failed; once more for the message, unless this is part of another attempt. */
  private Found unreadable(Supplier<Found> check, Refusal refusal) {
    if (context.attempts > 0) {
      throw refusal;
    }
    context.explaining = true;
    return check.get();
  }

  /** Types that a loop variable can have: those of the tools, and of the lists at hand. */
  private List<Type> elementTypes() {
    Set<Type> types = new LinkedHashSet<>(context.rules.elementTypes);
    for (Found found : context.variables.values()) {
      Type type = found.type();
      while (type instanceof Type.ListOf list && list.element() != Type.ANY) {
        types.add(list.element());
        type = list.element();
      }
    }
    return List.copyOf(types);
  }

  boolean isLoopName(String name) {
    return (!context.bounded() || name.length() <= Context.MAX_LOOP_NAME)
        && !context.rules.tools().containsKey(name)
        && context.rules.members.builtin(name).isEmpty();
  }

  Found type(Comprehension e, Type wanted) {
    Map<String, Found> outer = context.variables;
    context.variables = new HashMap<>(outer);
    int taint = Found.OWN;
    try {
      for (int i = 0; i < e.clauses().size(); i++) {
        Clause clause = e.clauses().get(i);
        boolean unfinished =
            context.partial
                && i == e.clauses().size() - 1
                && clause.conditions().isEmpty()
                && (clause.iterable() instanceof Hole
                    || context.isOpen(clause.iterable().span())
                    || context.touchesEnd(clause.iterable().span()));
        if (unfinished) {
          unfinished(e, clause, wanted);
          return new Found(resultType(e, Type.ANY, Type.ANY), taint);
        }
        taint = Math.max(taint, clause(clause));
      }
      Found element =
          context.isOpen(e.span())
              ? elementBeforeNextFor(e, wanted)
              : element(e, elementWanted(e, wanted));
      return element.tainted(taint);
    } finally {
      context.variables = outer;
    }
  }

  /** What the comprehension gives. */
  private Found element(Comprehension e, Type wanted) {
    Found key =
        e.key().isPresent() ? expressions.checkApart(e.key().get(), Type.ANY) : Found.own(Type.ANY);
    Found element = expressions.checkApart(e.element(), wanted);
    return new Found(
        resultType(e, key.type(), element.type()), Math.max(key.taint(), element.taint()));
  }

  /** A comprehension that is not closed may get another {@code for}, with another variable. */
  private Found elementBeforeNextFor(Comprehension e, Type wanted) {
    context.openBrackets++;
    try {
      Found found = tryUnknown(() -> element(e, elementWanted(e, wanted)));
      return found.type() == Type.ANY ? found.as(resultType(e, Type.ANY, Type.ANY)) : found;
    } finally {
      context.openBrackets--;
    }
  }

  private int clause(Clause clause) {
    Found values = expressions.checkApart(clause.iterable(), Types.ANY_ITERABLE);
    bind(clause.target(), values.as(Types.element(values.type()).orElse(Type.ANY)));
    int taint = values.taint();
    for (Expression condition : clause.conditions()) {
      taint = Math.max(taint, expressions.checkApart(condition, Type.ANY).taint());
    }
    return taint;
  }

  private Type elementWanted(Comprehension e, Type wanted) {
    if (e.kind() == Comprehension.Kind.DICT) {
      for (Type option : Types.options(wanted)) {
        if (option instanceof DictOf dict) {
          return dict.value();
        }
      }
      return Type.ANY;
    }
    // Where one object is wanted, the list may still get its index.
    return Types.wantedElement(wanted)
        .orElseGet(() -> context.partial && Types.wantsObject(wanted) ? wanted : Type.ANY);
  }

  private static Type resultType(Comprehension e, Type key, Type element) {
    return switch (e.kind()) {
      case LIST, GENERATOR -> Type.list(element);
      case SET -> new SetOf(element);
      case DICT -> new DictOf(key, element);
    };
  }

  /** The target or what is gone over is being written. */
  private void unfinished(Comprehension e, Clause clause, Type wanted) {
    boundTarget(clause.target());
    Type element = elementWanted(e, wanted);
    Type iterable;
    if (clause.target() instanceof Name name) {
      iterable = iterableFor(e, name.id(), element);
    } else {
      // Pairs and the like: which ones turns out when what is gone over is complete.
      iterable = Types.ANY_ITERABLE;
    }
    Found values = expressions.checkApart(clause.iterable(), iterable);
    boolean complete =
        !context.isOpen(clause.iterable().span()) && !(clause.iterable() instanceof Hole);
    if (complete && clause.target() instanceof Display && context.source.endsWith(")")) {
      bind(clause.target(), values.as(Types.element(values.type()).orElse(Type.ANY)));
      expressions.checkApart(e.element(), element);
    }
  }

  private Type iterableFor(Comprehension e, String name, Type element) {
    List<Type> viable = new ArrayList<>();
    @Nullable Refusal last = null;
    for (Type type : elementTypes()) {
      context.variables.put(name, Found.own(type));
      context.attempts++;
      try {
        context.openBrackets++;
        tryUnknown(() -> element(e, element));
        viable.add(type);
      } catch (Refusal refusal) {
        last = refusal;
      } finally {
        context.openBrackets--;
        context.attempts--;
        context.variables.remove(name);
      }
    }
    if (viable.isEmpty()) {
      if (last != null) {
        context.report(
            last.place,
            "no values make sense of what stands before 'for'",
            "use attributes that its elements have");
      }
      return Types.ANY_ITERABLE;
    }
    if (viable.size() == elementTypes().size()) {
      return Types.ANY_ITERABLE;
    }
    return Types.union(viable.stream().map(Types::iterable).toList());
  }

  private void boundTarget(Expression target) {
    switch (target) {
      case Name name -> boundName(name.id(), name);
      case Hole hole -> {
        if (!hole.text().isEmpty()) {
          boundName(hole.text(), hole);
        }
      }
      case Display display -> display.elements().forEach(this::boundTarget);
      case Starred starred -> boundTarget(starred.value());
      default -> {}
    }
  }

  private void boundName(String name, Expression place) {
    if (context.bounded() && name.length() > Context.MAX_LOOP_NAME) {
      context.report(
          place.span(),
          "the name " + name + " is too long",
          "use at most " + Context.MAX_LOOP_NAME + " characters");
    }
  }

  /** Gives the variables of a target their types. */
  void bind(Expression target, Found value) {
    switch (target) {
      case Name name -> {
        boundName(name.id(), name);
        context.variables.put(name.id(), value);
      }
      case Starred starred ->
          bind(
              starred.value(),
              value.as(value.type() == Type.ANY ? Types.ANY_LIST : Type.list(value.type())));
      case Display display -> {
        Type type = value.type();
        if (Types.element(type).isEmpty()) {
          context.report(
              display.span(),
              ExpressionTyper.describe(type) + " cannot be taken apart",
              "use one name instead of " + display.elements().size());
        }
        for (int i = 0; i < display.elements().size(); i++) {
          bind(display.elements().get(i), value.as(part(display, type, i)));
        }
      }
      default -> expressions.check(target, Type.ANY);
    }
  }

  private Type part(Display display, Type type, int at) {
    if (type instanceof TupleOf tuple
        && display.elements().stream().noneMatch(Starred.class::isInstance)) {
      if (tuple.elements().size() != display.elements().size()) {
        if (at == 0 && !context.isOpen(display.span())) {
          context.report(
              display.span(),
              "there are "
                  + tuple.elements().size()
                  + " values for "
                  + display.elements().size()
                  + " names",
              "use as many names as values");
        }
        return Type.ANY;
      }
      return tuple.elements().get(at);
    }
    return Types.element(type).orElse(Type.ANY);
  }
}
