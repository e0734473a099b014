package dev.rigel.agent.plan.steps;

import dev.rigel.agent.turn.InputKind;
import dev.rigel.program.syntax.Expression;
import dev.rigel.program.syntax.Expression.Argument;
import dev.rigel.program.syntax.Expression.Call;
import dev.rigel.program.syntax.Expression.Display;
import dev.rigel.program.syntax.Expression.MethodCall;
import dev.rigel.program.syntax.Expression.Name;
import dev.rigel.program.syntax.Expression.Starred;
import dev.rigel.program.syntax.Parser;
import dev.rigel.program.syntax.Rewriter;
import dev.rigel.program.syntax.Statement;
import dev.rigel.program.syntax.SyntaxException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The program of one step, taken apart: what it does, and what its answer gives.
 *
 * @param statements all but the answer
 * @param text what the answer says
 * @param outputs the media that it gives
 */
record Part(
    List<Statement> statements,
    Optional<Expression> text,
    List<Output> outputs,
    Optional<Expression> boxes,
    Optional<Expression> data) {
  private static final String ANSWER = "answer";

  /** Changes that leave everything in a picture where it was. */
  private static final Set<String> KEEPS_PLACES =
      Set.of(
          "blur",
          "pixelate",
          "draw",
          "number",
          "grayscale",
          "adjust",
          "mask_overlay",
          "heatmap",
          "watermark",
          "overlay",
          "erase");

  private static final Set<String> DRAWN_ANEW = Set.of("qr", "chart");

  /** A medium that an answer gives. */
  record Output(InputKind kind, Expression value) {}

  /**
   * What a medium was made of.
   *
   * @param variable an input of the part
   * @param keepsPlaces whether everything in it is still where it was
   */
  record Origin(String variable, boolean keepsPlaces) {}

  Part {
    statements = List.copyOf(statements);
    outputs = List.copyOf(outputs);
  }

  /** Empty for a program that does not end in its only answer, or answers in another way. */
  static Optional<Part> of(String program) {
    List<Statement> all;
    try {
      all = Parser.parse(program).statements();
    } catch (SyntaxException _) {
      return Optional.empty();
    }
    if (all.isEmpty()
        || !(all.getLast() instanceof Statement.ExpressionStatement(Expression last, var _))
        || !(last instanceof Call answer)
        || !answer.function().equals(ANSWER)) {
      return Optional.empty();
    }
    List<Statement> before = all.subList(0, all.size() - 1);
    return new Calls(ANSWER).isIn(before) ? Optional.empty() : of(before, answer);
  }

  private static Optional<Part> of(List<Statement> statements, Call answer) {
    Map<String, Expression> given = new HashMap<>();
    for (Argument argument : answer.arguments()) {
      if (argument.value() instanceof Starred
          || given.put(argument.name().orElse("text"), argument.value()) != null) {
        return Optional.empty();
      }
    }
    List<Output> outputs = new ArrayList<>();
    for (String one : List.of("image", "document")) {
      Optional.ofNullable(given.remove(one))
          .ifPresent(value -> outputs.add(new Output(InputKind.named(one), value)));
      Expression several = given.remove(one + "s");
      if (several instanceof Display list && list.kind() == Display.Kind.LIST) {
        list.elements().forEach(value -> outputs.add(new Output(InputKind.named(one), value)));
      } else if (several != null) {
        return Optional.empty();
      }
    }
    Optional<Expression> text = Optional.ofNullable(given.remove("text"));
    Optional<Expression> boxes = Optional.ofNullable(given.remove("boxes"));
    Optional<Expression> data = Optional.ofNullable(given.remove("data"));
    return given.isEmpty() && outputs.stream().noneMatch(out -> out.value() instanceof Starred)
        ? Optional.of(new Part(statements, text, outputs, boxes, data))
        : Optional.empty();
  }

  /** The names that it assigns. */
  Set<String> assigned() {
    Set<String> names = new LinkedHashSet<>();
    statements.forEach(statement -> collect(statement, names));
    return names;
  }

  /** The names that one statement assigns. */
  static Set<String> assigned(Statement statement) {
    Set<String> names = new LinkedHashSet<>();
    collect(statement, names);
    return names;
  }

  /** A statement that gives a variable its only value: nothing else assigns or changes it. */
  Optional<Statement.Assign> constant(Statement statement) {
    if (!(statement instanceof Statement.Assign assign)
        || assign.targets().size() != 1
        || !(assign.targets().getFirst() instanceof Name(String id, var _))) {
      return Optional.empty();
    }
    boolean only =
        statements.stream().filter(other -> assigned(other).contains(id)).count() == 1
            && statements.stream().noneMatch(other -> isChanged(id, other));
    return only ? Optional.of(assign) : Optional.empty();
  }

  /** Whether a method is called on a variable for its own sake, as {@code values.append(x)}. */
  private static boolean isChanged(String name, Statement statement) {
    return switch (statement) {
      case Statement.ExpressionStatement(Expression value, var _) ->
          value instanceof MethodCall call && Names.in(call.receiver()).contains(name);
      case Statement.If s -> isChanged(name, s.body()) || isChanged(name, s.otherwise());
      case Statement.For s -> isChanged(name, s.body()) || isChanged(name, s.otherwise());
      case Statement.While s -> isChanged(name, s.body()) || isChanged(name, s.otherwise());
      case Statement.Assign _,
          Statement.AugmentedAssign _,
          Statement.Break _,
          Statement.Continue _,
          Statement.Pass _ ->
          false;
    };
  }

  private static boolean isChanged(String name, List<Statement> statements) {
    return statements.stream().anyMatch(statement -> isChanged(name, statement));
  }

  private static void collect(Statement statement, Set<String> names) {
    switch (statement) {
      case Statement.Assign s -> s.targets().forEach(target -> names.addAll(Names.in(target)));
      case Statement.AugmentedAssign s -> names.addAll(Names.in(s.target()));
      case Statement.If s -> {
        s.body().forEach(inner -> collect(inner, names));
        s.otherwise().forEach(inner -> collect(inner, names));
      }
      case Statement.For s -> {
        names.addAll(Names.in(s.target()));
        s.body().forEach(inner -> collect(inner, names));
        s.otherwise().forEach(inner -> collect(inner, names));
      }
      case Statement.While s -> {
        s.body().forEach(inner -> collect(inner, names));
        s.otherwise().forEach(inner -> collect(inner, names));
      }
      case Statement.ExpressionStatement _,
          Statement.Break _,
          Statement.Continue _,
          Statement.Pass _ -> {
        // Nothing is assigned.
      }
    }
  }

  /** The names that it reads or assigns anywhere. */
  Set<String> names() {
    Names names = new Names();
    names.statements(statements);
    outputs.forEach(output -> names.expression(output.value()));
    text.ifPresent(names::expression);
    boxes.ifPresent(names::expression);
    data.ifPresent(names::expression);
    return names.found;
  }

  /** The input that a medium was made of; empty where it was made of several, or of none. */
  Optional<Origin> origin(Expression value, Set<String> inputs) {
    return switch (value) {
      case Name(String id, var _) when inputs.contains(id) -> Optional.of(new Origin(id, true));
      case Name(String id, var _) -> assignment(id).flatMap(made -> origin(made, inputs));
      case Call call when !call.arguments().isEmpty() ->
          origin(call.arguments().getFirst().value(), inputs)
              .map(from ->
                  new Origin(
                      from.variable(),
                      from.keepsPlaces() && KEEPS_PLACES.contains(call.function())));
      default -> Optional.empty();
    };
  }

  /** Whether a picture shows words or numbers, and is no other form of one that was there. */
  boolean isDrawnAnew(Expression value) {
    return switch (value) {
      case Call call -> DRAWN_ANEW.contains(call.function());
      case Name(String id, var _) -> assignment(id).filter(this::isDrawnAnew).isPresent();
      default -> false;
    };
  }

  /** What a name stands for, where it is assigned once and at once. */
  private Optional<Expression> assignment(String name) {
    List<Expression> values =
        statements.stream()
            .filter(Statement.Assign.class::isInstance)
            .map(Statement.Assign.class::cast)
            .filter(s -> s.targets().size() == 1)
            .filter(
                s -> s.targets().getFirst() instanceof Name(String id, var _) && id.equals(name))
            .map(Statement.Assign::value)
            .toList();
    return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
  }

  /** Sees whether a function is called. */
  private static final class Calls extends Rewriter {
    private final String function;
    private boolean found;

    Calls(String function) {
      this.function = function;
    }

    boolean isIn(List<Statement> statements) {
      statements(statements);
      return found;
    }

    @Override
    protected Expression call(Call call) {
      found |= call.function().equals(function);
      return super.call(call);
    }
  }

  /** Collects names. */
  private static final class Names extends Rewriter {
    private final Set<String> found = new LinkedHashSet<>();

    static Set<String> in(Expression expression) {
      Names names = new Names();
      names.expression(expression);
      return names.found;
    }

    @Override
    protected Expression name(Name name) {
      found.add(name.id());
      return name;
    }

    @Override
    protected String parameter(String name) {
      found.add(name);
      return name;
    }
  }
}
