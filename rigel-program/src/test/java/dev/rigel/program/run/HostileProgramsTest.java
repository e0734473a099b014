package dev.rigel.program.run;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rigel.base.Budget;
import dev.rigel.program.Parameter;
import dev.rigel.program.Type;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No program makes the interpreter loop, recurse or allocate without bound. */
@Tag("slow")
@Timeout(120)
class HostileProgramsTest {
  private final FakeTools tools = new FakeTools().with("echo", (a, s) -> a.asMap().get("x"));

  private String limitOf(String program) {
    RunResult result = tools.run(program);
    assertThat(result.answer()).isEmpty();
    assertThat(result.failure()).isEmpty();
    return result.exhausted().orElseThrow().limit();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "while True:\n    pass",
        "while 1:\n    x = [1]",
        "for i in range(10 ** 100):\n    pass",
        "sum(range(10 ** 12))",
        "10 ** 12 in (x for x in range(10 ** 13))",
        "all(x >= 0 for x in range(10 ** 12))",
        "max(map(lambda v: v, range(10 ** 12)))",
        "[0 for a in range(10 ** 6) if a < 0 for b in range(10 ** 6)]",
        "x = [1]\nfor v in x:\n    x.append(v)",
        "x = [1, 2] * 1000\nwhile True:\n    x = sorted(x)",
        "x = 'ab' * 100000\nwhile True:\n    x.count('a')",
        "x = 'a' * 1000000\nwhile True:\n    y = x.replace('a', 'b')",
        "x = [0]\nfor i in range(60):\n    x = [x, x]\nrepr(x)",
        "x = (0,)\ny = (0,)\nfor i in range(60):\n    x = (x, x)\n    y = (y, y)\nx == y",
        "x = (0,)\nfor i in range(60):\n    x = (x, x)\nd = {x: 1}",
        "x = 3 ** 300000\nwhile True:\n    y = x * x",
        "x = 2 ** 200000 + 1\npow(3, x, x)",
        "f = lambda n: f(n) if False else [f, n]\nwhile True:\n    f(1)",
        "d = {}\nwhile True:\n    d[len(d)] = 'x' * 100",
        "x = []\nwhile True:\n    x = [x, 'y' * 1000]",
        "x = echo([1])\nwhile True:\n    x = [x, x]\n    x = x[0]",
        "while True:\n    f'{1.5:.10000f}'"
      })
  void endless_work_runs_out_of_statements(String program) {
    assertThat(limitOf(program)).isEqualTo("statements");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[0] * 10 ** 9                                        | list_items",
        "x = [0] * 10 ** 3\\nx = x * 10 ** 9                  | list_items",
        "(0,) * 10 ** 12                                      | list_items",
        "list(range(10 ** 9))                                 | list_items",
        "[*range(10 ** 9)]                                    | list_items",
        "set(range(2 ** 70))                                  | list_items",
        "dict.fromkeys(range(10 ** 9))                        | list_items",
        "x = [0] * 600000\\nx += x                            | list_items",
        "x = [0] * 600000\\nx.extend(x)                       | list_items",
        "x = [0]\\nx[0:0] = range(10 ** 9)                    | list_items",
        "print(*range(10 ** 9))                               | list_items",
        "'a' * 10 ** 9                                        | string_length",
        "'a' * 10 ** 100                                      | string_length",
        "'a'.ljust(10 ** 12)                                  | string_length",
        "'a'.zfill(2 ** 40)                                   | string_length",
        "'a'.center(2 ** 63)                                  | string_length",
        "f\"{1:1000000000}\"                                  | string_length",
        "f\"{1.5:.1000000000f}\"                              | string_length",
        "'{:2000000000}'.format(1)                            | string_length",
        "'%2000000000d' % 1                                   | string_length",
        "'%*d' % (2 ** 60, 1)                                 | string_length",
        "'%.2000000000f' % 1.5                                | string_length",
        "'\\t'.expandtabs(10 ** 12)                           | string_length",
        "x = 'a' * 8000000\\n(x + 'b').replace('a', x)        | string_length",
        "x = 'a' * 8000000\\nx.join([x, x, x])                | string_length",
        "x = 'a' * 9000000\\nf'{x}{x}'                        | string_length",
        "x = 'a' * 9000000\\nx + x                            | string_length",
        "x = 'a' * 2000000\\n'%s%s%s%s%s%s%s%s%s' % ((x,) * 9) | string_length",
        "'abc'.translate({97: 'x' * 16000000, 98: 'y' * 1000000}) | string_length",
        "10 ** 10 ** 10                                       | integer_bits",
        "2 ** (2 ** 70)                                       | integer_bits",
        "1 << 10 ** 12                                        | integer_bits",
        "1 << 2 ** 100                                        | integer_bits",
        "int('f' * 1000000, 16)                               | integer_bits"
      })
  void sizes_are_refused_before_memory_is_taken(String program, String limit) {
    assertThat(limitOf(program.replace("\\n", "\n"))).isEqualTo(limit);
  }

  @Test
  void repeated_squaring_runs_out() {
    assertThat(limitOf("x = 3\nwhile True:\n    x = x * x")).isIn("integer_bits", "statements");
    assertThat(limitOf("x = 'ab'\nwhile True:\n    x = x + x")).isIn("string_length", "statements");
    assertThat(limitOf("x = [1]\nwhile True:\n    x = x + x")).isIn("list_items", "statements");
    assertThat(limitOf("while True:\n    print('x' * 100000)")).isIn("string_length", "statements");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "f = lambda n: f(n + 1)\nf(0)",
        "f = lambda n: [f(n + 1) for i in [1]]\nf(0)",
        "x = []\nfor i in range(5000):\n    x = [x]\nrepr(x)",
        "x = []\ny = []\nfor i in range(5000):\n    x = [x]\n    y = [y]\nx == y",
        "x = ()\nfor i in range(5000):\n    x = (x,)\n{x}",
        "x = iter([1])\nfor i in range(5000):\n    x = map(str, x)\nlist(x)",
        "x = (v for v in [1])\nfor i in range(5000):\n    x = (v for v in x)\nlist(x)",
        "x = []\nfor i in range(5000):\n    x = [x]\necho(x)",
        "x = []\nx.append(x)\necho(x)",
        "x = []\nx.append(x)\nanswer(data=x)",
        "x = []\nx.append(x)\nx == [x]\ny = []\ny.append(y)\nx == y",
        "d = {}\nd['d'] = d\nanswer(data=d)",
        "f = lambda k: sorted([1, 2], key=lambda v: f(v))\nf(1)"
      })
  void nesting_without_end_is_a_recursion_error(String program) {
    RunResult result = tools.run(program);

    assertThat(result.failure().orElseThrow().type()).isEqualTo("RecursionError");
  }

  @Test
  void the_deepest_nesting_fits_a_small_stack() throws InterruptedException {
    AtomicReference<RunResult> result = new AtomicReference<>();
    String expression = "(".repeat(90) + "f(n + 1)" + " + 1)".repeat(90);
    Thread thread =
        new Thread(
            null,
            () -> result.set(tools.run("f = lambda n: " + expression + "\nf(0)")),
            "small-stack",
            512 * 1024);
    thread.start();
    thread.join();

    assertThat(requireNonNull(result.get()).failure().orElseThrow().type())
        .isEqualTo("RecursionError");
  }

  @Test
  void tool_calls_without_end_run_out() {
    assertThat(limitOf("while True:\n    echo(1)")).isEqualTo("tool_calls");
    assertThat(limitOf("[echo(i) for i in range(10 ** 6)]")).isEqualTo("tool_calls");
  }

  @Test
  void a_lists_size_is_checked_where_a_tool_gives_it() {
    FakeTools large =
        new FakeTools()
            .with(
                "large",
                List.of(Parameter.optional("x", Type.ANY, "None", "")),
                Type.ANY,
                (a, s) -> java.util.Collections.nCopies(5_000_000, "x"));

    RunResult result = large.run("answer(str(len(large())))");

    assertThat(result.exhausted().orElseThrow().limit()).isEqualTo("list_items");
  }

  @Test
  void an_exhausted_run_keeps_what_was_found() {
    RunResult result = tools.run("x = echo('found')\nprint(x)\nwhile True:\n    pass");

    RunResult.Exhausted exhausted = result.exhausted().orElseThrow();
    assertThat(exhausted.limit()).isEqualTo("statements");
    assertThat(exhausted.message()).isEqualTo("the limit of 200000 statements a run is used up");
    assertThat(exhausted.line()).isBetween(3, 4);
    assertThat(result.steps()).hasSize(1);
    assertThat(result.printed()).containsExactly("found");
    assertThat(result.variables()).containsEntry("x", "found");
  }

  @Test
  void names_of_tools_cannot_be_hijacked() {
    RunResult result =
        tools.run("echo = lambda x: 'mine'\nanswer = 5\nprint(echo(1))\nanswer(data=answer)");

    assertThat(result.printed()).containsExactly("1");
    assertThat(result.answer().orElseThrow().values().get("data")).hasToString("5");
  }

  @Test
  void files_and_the_machine_are_out_of_reach() {
    for (String program :
        List.of(
            "open('/etc/passwd')",
            "eval('1')",
            "exec('1')",
            "globals()",
            "getattr('a', 'upper')",
            "type(1)",
            "input()")) {
      assertThat(tools.run(program).failure().orElseThrow().type()).isEqualTo("NameError");
    }
    assertThat(Budget.Limits.DEFAULT.statements()).isEqualTo(200_000);
  }
}
