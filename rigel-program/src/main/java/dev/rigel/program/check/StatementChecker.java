package dev.rigel.program.check;

import dev.rigel.program.Type;
import dev.rigel.program.Type.DictOf;
import dev.rigel.program.Type.ListOf;
import dev.rigel.program.syntax.Expression;
import dev.rigel.program.syntax.Expression.Call;
import dev.rigel.program.syntax.Expression.Display;
import dev.rigel.program.syntax.Expression.Hole;
import dev.rigel.program.syntax.Expression.Name;
import dev.rigel.program.syntax.Expression.Starred;
import dev.rigel.program.syntax.Expression.Subscript;
import dev.rigel.program.syntax.Span;
import dev.rigel.program.syntax.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks statements in their order, following which paths have answered. */
final class StatementChecker {
  /** How a stretch of statements ends. */
  enum Flow {
    GOES_ON,
    /** By break or continue. */
    LEAVES,
    /** On every path. */
    ANSWERS
  }

  private static final Set<String> RESERVED =
      Set.of(
          "False",
          "None",
          "True",
          "and",
          "as",
          "assert",
          "async",
          "await",
          "break",
          "class",
          "continue",
          "def",
          "del",
          "elif",
          "else",
          "except",
          "finally",
          "for",
          "from",
          "global",
          "if",
          "import",
          "in",
          "is",
          "lambda",
          "nonlocal",
          "not",
          "or",
          "pass",
          "raise",
          "return",
          "try",
          "while",
          "with",
          "yield");

  private final Context context;
  private final ExpressionTyper expressions;
  private final AnswerRules answers;
  private final LineRules lines;
  private final String answerName;
  private boolean first = true;

  /** An answer stands in a loop, so that only the run shows whether the program answers. */
  private boolean answersInLoop;

  /** Where the program is complete; -1 while it is not. Only in partial text. */
  private int completeAt = -1;

  StatementChecker(Context context) {
    this.context = context;
    this.expressions = new ExpressionTyper(context);
    this.answers = new AnswerRules(expressions);
    this.lines = new LineRules(expressions);
    this.answerName = context.rules.library.answer().name();
  }

  int completeAt() {
    return completeAt;
  }

  /** Checks a whole program or, in partial text, as much as there is. */
  void program(List<Statement> statements) {
    Flow flow = block(statements, true);
    if (!context.partial && flow != Flow.ANSWERS && !answersInLoop) {
      Span end = statements.isEmpty() ? new Span(0, 0, 1, 1) : statements.getLast().span();
      context.report(
          end,
          statements.stream().anyMatch(Statement.If.class::isInstance)
              ? "on some path the program ends without " + answerName + "(…)"
              : "the program ends without " + answerName + "(…)",
          "end every path with " + answerName + "(…)");
    }
  }

  /**
   * @param completing an answer that ends this block ends the program on every path
   */
  private Flow block(List<Statement> statements, boolean completing) {
    Flow flow = Flow.GOES_ON;
    for (int i = 0; i < statements.size(); i++) {
      Statement statement = statements.get(i);
      if (flow != Flow.GOES_ON) {
        unreachable(statement);
        if (context.partial) {
          return flow;
        }
      }
      Flow next = statement(statement, i == 0 ? null : statements.get(i - 1), completing);
      if (completeAt >= 0) {
        return Flow.ANSWERS;
      }
      flow = flow == Flow.GOES_ON ? next : flow;
      first = false;
    }
    return flow;
  }

  private void unreachable(Statement statement) {
    boolean open =
        statement instanceof Statement.ExpressionStatement e
            && e.value() instanceof Hole hole
            && (hole.text().isEmpty()
                || "else".startsWith(hole.text())
                || "elif".startsWith(hole.text()));
    if (!context.partial) {
      context.warnings.add(new Warning.UnreachableCode(statement.span().line()));
    } else if (!open && context.bounded()) {
      context.report(
          statement.span(),
          "the block has ended before this line",
          "indent it less, or leave it out");
    }
  }

  private Flow statement(Statement statement, @Nullable Statement before, boolean completing) {
    return switch (statement) {
      case Statement.Assign assign -> assign(assign);
      case Statement.AugmentedAssign assign -> augmented(assign);
      case Statement.ExpressionStatement e -> expression(e, before, completing);
      case Statement.If branch -> branch(branch, completing);
      case Statement.For loop -> forLoop(loop);
      case Statement.While loop -> whileLoop(loop);
      case Statement.Break ignored -> leave(statement, "break");
      case Statement.Continue ignored -> leave(statement, "continue");
      case Statement.Pass ignored -> Flow.GOES_ON;
    };
  }

  private Flow leave(Statement statement, String word) {
    if (context.loops == 0) {
      context.report(statement.span(), word + " stands outside of a loop", "leave it out");
    }
    return Flow.LEAVES;
  }

  // --- assignment

  private Flow assign(Statement.Assign assign) {
    Found value = expressions.check(assign.value(), Type.ANY);
    // None is what a variable holds until a loop finds something better.
    Found kept = value.type() == Type.NONE ? value.as(Type.ANY) : value;
    assign.targets().forEach(target -> assign(target, kept));
    return Flow.GOES_ON;
  }

  private void assign(Expression target, Found value) {
    switch (target) {
      case Name name -> {
        if (context.partial && context.bounded() && RESERVED.contains(name.id())) {
          context.report(name.span(), name.id() + " cannot be a variable", "use another name");
        }
        context.assign(name.id(), name.span(), value);
      }
      case Subscript subscript -> assignItem(subscript, value);
      case Starred starred ->
          assign(
              starred.value(),
              value.as(Types.element(value.type()).map(Type::list).orElse(Types.ANY_LIST)));
      case Display display -> {
        expressions.comprehensions().bind(display, value);
        declare(display, value);
      }
      case Hole ignored -> {}
      default -> expressions.check(target, Type.ANY);
    }
  }

  /** The variables of a display: their types are bound, their first place is kept for warnings. */
  private void declare(Display display, Found value) {
    for (Expression element : display.elements()) {
      Expression inner = element instanceof Starred starred ? starred.value() : element;
      switch (inner) {
        case Name name -> {
          Found bound = context.variables.getOrDefault(name.id(), Found.UNKNOWN);
          context.assign(name.id(), name.span(), bound.tainted(value.taint()));
        }
        case Display nested -> declare(nested, value);
        default -> {}
      }
    }
  }

  private void assignItem(Subscript target, Found value) {
    Found receiver = expressions.checkApart(target.value(), Type.ANY);
    boolean changeable =
        Types.options(receiver.type()).stream()
            .anyMatch(t -> t == Type.ANY || t instanceof ListOf || t instanceof DictOf);
    if (!changeable) {
      context.report(
          target.span(),
          "the elements of " + ExpressionTyper.describe(receiver.type()) + " cannot be assigned",
          "build a list or a dict");
      return;
    }
    boolean list = receiver.type() instanceof ListOf;
    Found key =
        target.index() instanceof Expression.Slice
            ? expressions.checkApart(target.index(), Type.ANY)
            : expressions.checkApart(target.index(), list ? Type.INT : Type.ANY);
    if (target.value() instanceof Name name) {
      Type grown =
          receiver.type() instanceof DictOf dict
              ? Types.join(dict, new DictOf(key.type(), value.type()))
              : list && !(target.index() instanceof Expression.Slice)
                  ? Types.join(receiver.type(), Type.list(value.type()))
                  : receiver.type();
      int taint = Math.max(receiver.taint(), Math.max(value.taint(), key.taint()));
      context.variables.put(name.id(), new Found(grown, Math.max(taint, context.controlTaint)));
    }
  }

  private Flow augmented(Statement.AugmentedAssign assign) {
    // The target is read, then an operator applied, then assigned.
    Expression.Binary sum =
        new Expression.Binary(assign.operator(), assign.target(), assign.value(), assign.span());
    Found result = expressions.check(sum, Type.ANY);
    switch (assign.target()) {
      case Name name -> context.assign(name.id(), name.span(), result);
      case Subscript subscript -> assignItem(subscript, result);
      default -> {}
    }
    return Flow.GOES_ON;
  }

  // --- expressions as statements

  private Flow expression(
      Statement.ExpressionStatement statement, @Nullable Statement before, boolean completing) {
    Expression value = statement.value();
    if (value instanceof Call call && call.function().equals(answerName)) {
      answers.check(call, first);
      if (context.partial && !context.isOpen(call.span()) && completing) {
        completeAt = call.span().end();
      }
      answersInLoop |= context.loops > 0;
      return context.isOpen(call.span()) ? Flow.GOES_ON : Flow.ANSWERS;
    }
    if (value instanceof Hole hole) {
      lines.beginning(hole, before, first);
    } else if (!lines.mayBecomeTarget(value)) {
      lines.useful(value);
    }
    return Flow.GOES_ON;
  }

  // --- branches

  private Flow branch(Statement.If branch, boolean completing) {
    Found test = expressions.check(branch.test(), Type.ANY);
    int outer = context.controlTaint;
    int inside = Math.max(outer, test.taint());
    Map<String, Found> before = new HashMap<>(context.variables);
    context.controlTaint = inside;
    Flow then = block(branch.body(), false);
    Map<String, Found> afterThen = context.variables;
    context.variables = before;
    context.controlTaint = inside;
    Flow otherwise = Flow.GOES_ON;
    if (!branch.otherwise().isEmpty()) {
      otherwise = block(branch.otherwise(), completing && then == Flow.ANSWERS);
    }
    Map<String, Found> afterOtherwise = context.variables;
    context.variables =
        then != Flow.GOES_ON
            ? afterOtherwise
            : otherwise != Flow.GOES_ON
                ? afterThen
                : Context.merged(afterThen, afterOtherwise, context.bounded());
    // When one path has ended, the condition decides whether what follows runs.
    context.controlTaint = then != Flow.GOES_ON || otherwise != Flow.GOES_ON ? inside : outer;
    if (then == Flow.GOES_ON || otherwise == Flow.GOES_ON) {
      return Flow.GOES_ON;
    }
    return then == Flow.ANSWERS && otherwise == Flow.ANSWERS ? Flow.ANSWERS : Flow.LEAVES;
  }

  // --- loops

  private Flow forLoop(Statement.For loop) {
    Found values = expressions.check(loop.iterable(), Types.ANY_ITERABLE);
    Map<String, Found> before = new HashMap<>(context.variables);
    widen(loop.body());
    if (loop.target() instanceof Hole || (loop.body().isEmpty() && context.partial)) {
      boundTargetName(loop.target());
      return Flow.GOES_ON;
    }
    Found element = values.as(Types.element(values.type()).orElse(Type.ANY));
    assign(loop.target(), element);
    loopNames(loop.target());
    return loop(loop.body(), loop.otherwise(), before, values.taint());
  }

  private void boundTargetName(Expression target) {
    String name =
        target instanceof Hole hole ? hole.text() : target instanceof Name n ? n.id() : "";
    if (context.bounded() && (name.length() > Context.MAX_NAME || RESERVED.contains(name))) {
      context.report(target.span(), "the name " + name + " cannot be assigned", "use another name");
    }
  }

  /** A loop variable that is not used only counts. */
  private void loopNames(Expression target) {
    switch (target) {
      case Name name -> context.used.add(name.id());
      case Starred starred -> loopNames(starred.value());
      case Display display -> display.elements().forEach(this::loopNames);
      default -> {}
    }
  }

  private Flow whileLoop(Statement.While loop) {
    Map<String, Found> before = new HashMap<>(context.variables);
    widen(loop.body());
    Found test = expressions.check(loop.test(), Type.ANY);
    return loop(loop.body(), loop.otherwise(), before, test.taint());
  }

  private Flow loop(
      List<Statement> body, List<Statement> otherwise, Map<String, Found> before, int taint) {
    int outer = context.controlTaint;
    context.controlTaint = Math.max(outer, taint);
    context.loops++;
    boolean answeredBefore = answersInLoop;
    answersInLoop = false;
    Flow flow = block(body, false);
    context.loops--;
    int inside = context.controlTaint;
    context.controlTaint = answersInLoop || flow != Flow.GOES_ON ? inside : outer;
    answersInLoop |= answeredBefore;
    context.variables = Context.merged(context.variables, before, context.bounded());
    if (!otherwise.isEmpty()) {
      block(otherwise, false);
    }
    return Flow.GOES_ON;
  }

  /** A variable that a loop assigns may have the type of any round. */
  private void widen(List<Statement> body) {
    Set<String> names = new HashSet<>();
    body.forEach(statement -> assignedIn(statement, names));
    for (String name : names) {
      context.variables.computeIfPresent(name, (id, found) -> found.as(Type.ANY));
    }
  }

  private static void assignedIn(Statement statement, Set<String> names) {
    switch (statement) {
      case Statement.Assign assign -> assign.targets().forEach(target -> namesOf(target, names));
      case Statement.If branch -> {
        branch.body().forEach(inner -> assignedIn(inner, names));
        branch.otherwise().forEach(inner -> assignedIn(inner, names));
      }
      case Statement.For loop -> {
        namesOf(loop.target(), names);
        loop.body().forEach(inner -> assignedIn(inner, names));
        loop.otherwise().forEach(inner -> assignedIn(inner, names));
      }
      case Statement.While loop -> {
        loop.body().forEach(inner -> assignedIn(inner, names));
        loop.otherwise().forEach(inner -> assignedIn(inner, names));
      }
      case Statement.AugmentedAssign ignored -> {}
      case Statement.ExpressionStatement ignored -> {}
      case Statement.Break ignored -> {}
      case Statement.Continue ignored -> {}
      case Statement.Pass ignored -> {}
    }
  }

  private static void namesOf(Expression target, Set<String> names) {
    switch (target) {
      case Name name -> names.add(name.id());
      case Starred starred -> namesOf(starred.value(), names);
      case Display display -> display.elements().forEach(element -> namesOf(element, names));
      default -> {}
    }
  }
}
