package dev.rigel.program.run;

import dev.rigel.base.Budget;
import dev.rigel.base.BudgetExhaustedException;
import dev.rigel.base.CallScope;
import dev.rigel.base.Cancellation;
import dev.rigel.base.Deadline;
import dev.rigel.program.Library;
import dev.rigel.program.Memo;
import dev.rigel.program.RunListener;
import dev.rigel.program.ToolSignature;
import dev.rigel.program.Type;
import dev.rigel.program.syntax.Parser;
import dev.rigel.program.syntax.Program;
import dev.rigel.program.syntax.Statement;
import dev.rigel.program.syntax.SyntaxException;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Evaluates snippets whose last line is an expression, and shows values as the driver does. */
final class Snippets {
  private static final BigInteger SHOWN_IN_DECIMAL = BigInteger.TEN.pow(4000);

  private Snippets() {}

  static String evaluate(String snippet) {
    CallScope scope =
        new CallScope(
            Deadline.after(Duration.ofSeconds(20)),
            new Cancellation(),
            new Budget(new Budget.Limits(2_000_000, 10, 10, 1_000_000, 16 * 1024 * 1024)));
    Library library = library();
    try (ToolCalls calls =
        new ToolCalls(library, (t, a, s) -> null, Memo.NONE, RunListener.SILENT, scope)) {
      Program program = Parser.parse(snippet);
      List<Statement> statements = program.statements();
      Machine machine = new Machine(new Fuel(scope), new PlainValues(library), text -> {});
      Evaluator evaluator = new Evaluator(machine, library, calls);
      Scope variables = Scope.global();
      new Interpreter(machine, evaluator, variables)
          .run(statements.subList(0, statements.size() - 1));
      var last = (Statement.ExpressionStatement) statements.getLast();
      return shown(evaluator.now(last.value(), variables), new ArrayList<>());
    } catch (SyntaxException e) {
      return "!SyntaxError: %s (line %d)".formatted(e.getMessage(), e.line());
    } catch (PythonError e) {
      return "!" + e.type() + ": " + e.getMessage();
    } catch (BudgetExhaustedException e) {
      return "!" + e.limit() + ": " + e.getMessage();
    } catch (StackOverflowError e) {
      return "!StackOverflowError: ";
    } catch (RuntimeException e) {
      return "!"
          + e.getClass().getSimpleName()
          + ": "
          + e.getMessage()
          + " at "
          + List.of(e.getStackTrace()).stream().limit(4).map(String::valueOf).toList();
    }
  }

  static Library library() {
    ToolSignature answer =
        new ToolSignature(
            "answer", "Answers.", "", List.of(), Type.NONE, Optional.empty(), "core", 1);
    return new Library(List.of(), answer, List.of());
  }

  @SuppressWarnings("ReferenceEquality") // A list inside itself is itself, not an equal one.
  private static String shown(Object given, List<Object> outer) {
    Object value = Pending.now(given);
    if (outer.stream().anyMatch(o -> o == value)) {
      return "...";
    }
    List<Object> inner = new ArrayList<>(outer);
    inner.add(value);
    return switch (value) {
      case BigInteger big when big.abs().compareTo(SHOWN_IN_DECIMAL) >= 0 ->
          (big.signum() < 0 ? "-0x" : "0x") + big.abs().toString(16);
      case BigInteger big -> big.toString();
      case ListValue list ->
          list.items.stream().map(v -> shown(v, inner)).collect(Collectors.joining(", ", "[", "]"));
      case TupleValue tuple ->
          tuple.items.stream()
              .map(v -> shown(v, inner))
              .collect(Collectors.joining(", ", "(", ",)"));
      case DictValue dict ->
          dict.table.entries().stream()
              .map(e -> shown(e.key, inner) + ": " + shown(e.value, inner))
              .collect(Collectors.joining(", ", "{", "}"));
      case SetValue set ->
          set.table.entries().stream()
              .map(e -> shown(e.key, inner))
              .sorted(CodePoints::compare)
              .collect(Collectors.joining(", ", "set(", ")"));
      case NoneValue _ -> "None";
      case Boolean flag -> flag ? "True" : "False";
      case Long number -> number.toString();
      case Double number -> FloatText.representation(number);
      case String text -> {
        StringBuilder quoted = new StringBuilder();
        Representation.quote(text, quoted);
        yield quoted.toString();
      }
      case RangeValue range ->
          "range(%d, %d%s)"
              .formatted(
                  range.start(),
                  range.stop(),
                  range.step().equals(BigInteger.ONE) ? "" : ", " + range.step());
      default -> "<" + Types.nameOf(value) + ">";
    };
  }
}
