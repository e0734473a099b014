package dev.rigel.program.run;

import static java.util.Objects.requireNonNull;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.rigel.base.Budget;
import dev.rigel.base.CallScope;
import dev.rigel.base.Cancellation;
import dev.rigel.base.Deadline;
import dev.rigel.program.Memo;
import dev.rigel.program.RunListener;
import dev.rigel.program.syntax.Parser;
import dev.rigel.program.syntax.Printer;
import dev.rigel.program.syntax.Program;
import dev.rigel.program.syntax.SyntaxException;
import java.time.Duration;
import java.util.Map;
import java.util.Random;

/**
 * No text crashes, hangs or bloats parser and interpreter. In a normal build the kept inputs are
 * replayed; with {@code JAZZER_FUZZ=1} new ones are searched for.
 */
class InterpreterFuzzTest {
  private static final Duration TIME = Duration.ofSeconds(10);

  @FuzzTest(maxDuration = "10m")
  void any_text_is_refused_or_runs(FuzzedDataProvider data) {
    run(data.consumeRemainingAsString());
  }

  @FuzzTest(maxDuration = "10m")
  void any_well_formed_program_runs(FuzzedDataProvider data) {
    Random choices =
        new Random() {
          private static final long serialVersionUID = 1L;

          @Override
          protected int next(int bits) {
            return data.consumeInt() >>> (32 - bits);
          }
        };
    run(new SnippetGenerator(choices).next());
  }

  @FuzzTest(maxDuration = "10m")
  void any_text_is_a_program_a_prefix_or_neither(FuzzedDataProvider data) {
    boolean option = data.consumeBoolean();
    String text = data.consumeRemainingAsString();
    try {
      Parser.parsePrefix(text, option);
    } catch (SyntaxException refused) {
      requireNonNull(refused.hint());
    }
    try {
      Program program = Parser.parse(text);
      String printed = Printer.print(program);
      String again = Printer.print(Parser.parse(printed));
      if (!printed.equals(again)) {
        throw new IllegalStateException("printing is not stable:\n" + printed + "\n" + again);
      }
    } catch (SyntaxException refused) {
      requireNonNull(refused.hint());
    }
  }

  private static void run(String text) {
    Program program;
    try {
      program = Parser.parse(text);
    } catch (SyntaxException refused) {
      requireNonNull(refused.hint());
      return;
    }
    FakeTools tools = new FakeTools().with("echo", (a, s) -> a.asMap().get("x"));
    CallScope scope =
        new CallScope(
            Deadline.after(TIME),
            new Cancellation(),
            new Budget(new Budget.Limits(5_000, 50, 10, 20_000, 200_000)));
    RunResult result =
        new ProgramRunner(tools.library(), tools)
            .run(program, Map.of("n", 3, "s", "text"), Memo.NONE, RunListener.SILENT, scope);
    if (result.exhausted().filter(e -> e.limit().equals("time")).isPresent()) {
      throw new IllegalStateException("the program outlived its statements:\n" + text);
    }
    if (result.failure().filter(f -> f.type().equals("InternalError")).isPresent()) {
      throw new IllegalStateException("the interpreter failed on:\n" + text);
    }
  }
}
