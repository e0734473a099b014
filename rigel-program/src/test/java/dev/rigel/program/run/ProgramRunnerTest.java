package dev.rigel.program.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import dev.rigel.program.Memo;
import dev.rigel.program.Parameter;
import dev.rigel.program.RunListener;
import dev.rigel.program.Step;
import dev.rigel.program.Type;
import dev.rigel.program.run.FakeTools.Box;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProgramRunnerTest {
  private final FakeTools tools =
      new FakeTools()
          .with(
              "boxes",
              List.of(Parameter.required("count", Type.INT, "")),
              Type.list(Type.object("Box")),
              (a, s) -> {
                List<Box> boxes = new ArrayList<>();
                for (int i = 0; i < a.integer("count"); i++) {
                  boxes.add(new Box("b" + i, i));
                }
                return boxes;
              })
          .with("echo", (a, s) -> a.asMap().get("x"))
          .with(
              "scaled",
              List.of(
                  Parameter.required("value", Type.FLOAT, ""),
                  Parameter.optional("factor", Type.FLOAT, "2", ""),
                  Parameter.word("way", List.of("up", "down"), "").withDefault("\"up\"")),
              Type.FLOAT,
              (a, s) ->
                  a.text("way").equals("up")
                      ? a.number("value") * a.number("factor")
                      : a.number("value") / a.number("factor"))
          .with(
              "labels",
              List.of(Parameter.required("boxes", Type.list(Type.object("Box")), "")),
              Type.list(Type.STR),
              (a, s) -> a.list("boxes", Box.class).stream().map(Box::label).toList())
          .with(
              "extract",
              (a, s) -> {
                Map<String, @Nullable Object> record = new LinkedHashMap<>();
                record.put("total", 12.5);
                record.put("due", null);
                return record;
              })
          .with(
              "broken",
              (a, s) -> {
                throw new RigelException(ErrorCode.MEDIA_REFUSED, "the picture is torn");
              })
          .with(
              "buggy",
              (a, s) -> {
                throw new IllegalStateException("secret detail");
              });

  private @Nullable Object data(String expression) {
    RunResult result = tools.run(expression);
    assertThat(result.failure()).isEmpty();
    assertThat(result.exhausted()).isEmpty();
    return result.answer().orElseThrow().values().get("data");
  }

  private RunFailure failure(String program) {
    RunResult result = tools.run(program);
    assertThat(result.answer()).isEmpty();
    return result.failure().orElseThrow();
  }

  @Test
  void an_answer_carries_plain_values_by_parameter() {
    RunResult result =
        tools.run("answer(f'{n} of {box1.label}', boxes=box1, data={'a': [1, 2.5, None, (1,)]})");

    Map<String, Object> data = new LinkedHashMap<>();
    data.put("a", java.util.Arrays.asList(BigInteger.ONE, 2.5, null, List.of(BigInteger.ONE)));
    assertThat(result.answer().orElseThrow().values())
        .containsExactly(
            entry("text", "7 of cat"),
            entry("data", data),
            entry("boxes", List.of(new Box("cat", 3))));
  }

  @Test
  void an_answer_ends_the_program() {
    RunResult result =
        tools.run("for i in range(5):\n    if i == 2:\n        answer(str(i))\n1 / 0");

    assertThat(result.answer().orElseThrow().values()).containsEntry("text", "2");
  }

  @Test
  void lazy_values_are_complete_in_an_answer() {
    assertThat(data("answer(data=[map(str, [1]), range(2), {'k': 1}.items(), (x for x in 'a')])"))
        .isEqualTo(
            List.of(
                List.of("1"),
                List.of(BigInteger.ZERO, BigInteger.ONE),
                List.of(List.of("k", BigInteger.ONE)),
                List.of("a")));
  }

  @Test
  void results_of_tools_are_used_like_values() {
    assertThat(data("found = boxes(3)\nanswer(data=[b.label for b in found if b.size > 0])"))
        .isEqualTo(List.of("b1", "b2"));
    assertThat(data("answer(data=[len(boxes(2)), boxes(2)[-1].size, boxes(0) or 'none'])"))
        .isEqualTo(List.of(BigInteger.TWO, BigInteger.ONE, "none"));
  }

  @Test
  void a_list_from_a_tool_is_the_programs_own() {
    assertThat(
            data(
                """
                xs = echo([3, 1, 2])
                xs.sort()
                xs.append(9)
                answer(data=[xs, echo([3, 1, 2])])
                """))
        .hasToString("[[1, 2, 3, 9], [3, 1, 2]]");
  }

  @Test
  void a_tool_sees_its_argument_as_it_was_when_called() {
    assertThat(
            data(
                """
                xs = [1]
                first = echo(xs)
                xs.append(2)
                second = echo(xs)
                answer(data=[first, second])
                """))
        .hasToString("[[1], [1, 2]]");
  }

  @Test
  void the_entries_of_a_tools_record_are_attributes() {
    assertThat(data("r = extract(1)\nanswer(data=[r.total, r.due, r['total'], r.get('x', 0)])"))
        .hasToString("[12.5, null, 12.5, 0]");
    assertThat(failure("answer(data={'a': 1}.a)").type()).isEqualTo("AttributeError");
  }

  @Test
  void arguments_are_fitted_to_their_parameters() {
    assertThat(data("answer(data=[scaled(3), scaled(3, 3), scaled(8, way='down', factor=4)])"))
        .isEqualTo(List.of(6.0, 9.0, 2.0));
    assertThat(data("answer(data=labels(box1))")).isEqualTo(List.of("cat"));
  }

  @Test
  void results_still_to_come_fit_like_values() {
    assertThat(data("a = echo(3)\nb = scaled(a)\nc = scaled(b, a)\nanswer(data=[b, c])"))
        .isEqualTo(List.of(6.0, 18.0));
    FakeTools counting =
        new FakeTools()
            .with("three", (a, s) -> 3)
            .with(
                "twice",
                List.of(Parameter.required("value", Type.INT, "")),
                Type.INT,
                (a, s) -> 2 * a.integer("value"));
    assertThat(counting.run("answer(data=twice(twice(three(0))))").answer().orElseThrow().values())
        .containsEntry("data", BigInteger.valueOf(12));
  }

  @Test
  void arguments_that_do_not_fit_are_type_errors_at_their_line() {
    assertThat(failure("x = 1\nscaled('a')\nanswer('x')"))
        .isEqualTo(
            new RunFailure(
                2,
                1,
                "TypeError",
                "scaled() argument 'value' must be float, not str",
                Optional.empty()));
    assertThat(failure("scaled(1, way='left')").message()).contains("must be one of up, down");
    assertThat(failure("scaled()").message()).contains("'value'");
    assertThat(failure("scaled(1, 2, 'up', 4)").type()).isEqualTo("TypeError");
    assertThat(failure("scaled(1, foo=2)").message()).contains("'foo'");
    assertThat(failure("labels([box1, 5])").message())
        .isEqualTo("labels() argument 'boxes' must be list[Box], not list");
    assertThat(failure("answer(5)").message()).contains("answer() argument 'text'");
  }

  @Test
  void a_failing_tool_ends_the_run_with_its_line_and_cause() {
    RunResult result = tools.run("a = echo(1)\nb = broken(a)\nc = echo(b)\nanswer(data=[c])");

    RunFailure failure = result.failure().orElseThrow();
    assertThat(failure.line()).isEqualTo(2);
    assertThat(failure.type()).isEqualTo("ToolError");
    assertThat(failure.message()).contains("broken").contains("the picture is torn");
    assertThat(failure.cause().orElseThrow().code()).isEqualTo(ErrorCode.MEDIA_REFUSED);
    assertThat(result.steps()).extracting(Step::tool).containsExactly("echo", "broken");
    assertThat(result.steps().get(1).error()).contains("the picture is torn");
  }

  @Test
  void a_failing_call_fails_the_run_although_nobody_looks_at_its_result() {
    assertThat(failure("broken(1)\nanswer('done')").type()).isEqualTo("ToolError");
  }

  @Test
  void the_first_failure_in_program_order_counts() {
    for (int i = 0; i < 50; i++) {
      assertThat(failure("a = broken(1)\nb = broken(2)\nc = 1 / 0\nanswer('x')").line())
          .isEqualTo(1);
      assertThat(failure("a = echo(1)\nc = 1 / 0\nb = broken(2)\nanswer('x')").line()).isEqualTo(2);
    }
  }

  @Test
  void an_undeclared_failure_shows_no_inner_details() {
    RunFailure failure = failure("x = buggy(1)\nanswer(str(x))");

    assertThat(failure.message()).doesNotContain("secret");
    assertThat(failure.cause().orElseThrow().code()).isEqualTo(ErrorCode.INTERNAL);
  }

  @Test
  void errors_carry_the_place_of_the_expression() {
    RunFailure failure = failure("a = 1\nb = [1,\n     a + 'x']\nanswer('x')");

    assertThat(failure.type()).isEqualTo("TypeError");
    assertThat(failure.line()).isEqualTo(3);
    assertThat(failure.column()).isEqualTo(6);
    assertThat(failure.message()).isEqualTo("unsupported operand type(s) for +: 'int' and 'str'");
  }

  @Test
  void a_program_that_never_answers_fails_and_tells_its_variables() {
    RunResult result = tools.run("x = [1, n]\nf = lambda: 1\nm = map(str, x)\ny = echo('z')");

    assertThat(result.failure().orElseThrow().type()).isEqualTo("NoAnswer");
    assertThat(result.variables()).containsOnlyKeys("box1", "n", "x", "y").containsEntry("y", "z");
    assertThat(result.variables().get("x")).hasToString("[1, 7]");
  }

  @Test
  void steps_stand_in_program_order_with_arguments_and_results() {
    RunResult result =
        tools.run("xs = [echo(i) for i in range(3)]\ny = labels(boxes(2))\nanswer(data=[xs, y])");

    assertThat(result.steps()).extracting(Step::number).containsExactly(1, 2, 3, 4, 5);
    assertThat(result.steps())
        .extracting(Step::tool)
        .containsExactly("echo", "echo", "echo", "boxes", "labels");
    assertThat(result.steps()).extracting(Step::line).containsExactly(1, 1, 1, 2, 2);
    assertThat(result.steps().get(1).arguments()).isEqualTo("x=1");
    assertThat(result.steps().get(4).arguments()).isEqualTo("boxes=[Box(b0), … 2 items]");
    assertThat(result.steps().get(4).summary()).isEqualTo("['b0', … 2 items]");
  }

  @Test
  void prints_lines_to_the_listener_and_the_result() {
    List<String> heard = new CopyOnWriteArrayList<>();
    RunListener listener =
        new RunListener() {
          @Override
          public void printed(int line, String text) {
            heard.add(line + ": " + text);
          }
        };
    RunResult result =
        tools.run(
            "print('a', echo(1))\nprint('b', end='')\nprint('c\\nd')\nanswer('x')",
            FakeTools.scope(dev.rigel.base.Budget.Limits.DEFAULT),
            Memo.NONE,
            listener);

    assertThat(result.printed()).containsExactly("a 1", "bc", "d");
    assertThat(heard).containsExactly("1: a 1", "3: bc", "3: d");
  }

  @Test
  void a_call_is_not_made_twice_in_one_workspace() {
    Map<String, Optional<Object>> kept = new ConcurrentHashMap<>();
    List<String> made = Collections.synchronizedList(new ArrayList<>());
    Memo memo =
        new Memo() {
          @Override
          public Optional<Optional<Object>> get(String key) {
            return Optional.ofNullable(kept.get(key));
          }

          @Override
          public void put(String key, Optional<Object> result) {
            kept.put(key, result);
          }
        };
    FakeTools counting =
        new FakeTools()
            .with(
                "slow",
                (a, s) -> {
                  made.add("slow");
                  return a.asMap().get("x");
                });
    String program =
        "a = slow(box1)\nb = slow(box1)\nc = slow(1)\nd = slow(1.0)\nanswer(data=[a, b])";

    RunResult first = run(counting, program, memo);
    RunResult second = run(counting, program, memo);

    assertThat(made).hasSize(3);
    assertThat(first.steps())
        .extracting(Step::remembered)
        .containsExactly(false, true, false, false);
    assertThat(second.steps()).extracting(Step::remembered).containsOnly(true);
    assertThat(second.answer()).isEqualTo(first.answer());
  }

  private static RunResult run(FakeTools tools, String program, Memo memo) {
    return tools.run(
        program, FakeTools.scope(dev.rigel.base.Budget.Limits.DEFAULT), memo, RunListener.SILENT);
  }

  @Test
  void object_types_can_be_asked_for() {
    assertThat(
            data(
                "answer(data=[isinstance(box1, Box), isinstance(1, Box), isinstance(box1, (str, Box)),"
                    + " box1 == echo(box1), box1 in boxes(3), repr(box1), {box1: 1}[echo(box1)]])"))
        .hasToString("[true, false, true, true, false, Box(cat), 1]");
    assertThat(failure("Box()").type()).isEqualTo("TypeError");
    assertThat(failure("answer(box1.nothing)").message())
        .isEqualTo("'Box' object has no attribute 'nothing'");
  }

  @Test
  void tools_can_be_passed_to_builtins() {
    assertThat(data("answer(data=list(map(echo, [1, 2])))")).hasToString("[1, 2]");
    assertThat(data("answer(data=sorted(boxes(3), key=lambda b: -b.size)[0].label)"))
        .isEqualTo("b2");
  }

  @Test
  void functions_and_variables_have_names_of_their_own() {
    assertThat(data("boxes = boxes(2)\necho = echo(boxes)\nlen = len(echo)\nanswer(data=len)"))
        .isEqualTo(BigInteger.TWO);
  }
}
