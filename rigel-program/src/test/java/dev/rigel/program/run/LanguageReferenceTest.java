package dev.rigel.program.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rigel.program.check.CheckOptions;
import dev.rigel.program.check.Checker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Keeps the tables of {@code docs/language.md} what the code says; {@code -Drigel.update=true}. */
class LanguageReferenceTest {
  private static final Path PAGE = Path.of("..", "docs", "language.md");
  private static final String START = "<!-- generated: functions and methods -->\n";
  private static final String END = "<!-- end of the generated part -->";

  /** A value of each type, to ask the checker about its methods. */
  private static final Map<String, String> SAMPLES =
      Map.of(
          "str",
          "'a'",
          "list",
          "[1]",
          "dict",
          "{'a': 1}",
          "set",
          "{1}",
          "tuple",
          "(1, 2)",
          "int",
          "1",
          "float",
          "1.5",
          "range",
          "range(3)");

  private final Checker checker = new Checker(Snippets.library(), Map.of(), CheckOptions.SAVED);

  @Test
  void the_tables_of_the_language_reference_are_those_of_the_code() throws IOException {
    String page = Files.readString(PAGE);
    int start = page.indexOf(START) + START.length();
    int end = page.indexOf(END);
    String expected = page.substring(0, start) + tables() + page.substring(end);
    if (Boolean.getBoolean("rigel.update")) {
      Files.writeString(PAGE, expected);
      return;
    }

    assertThat(page)
        .as("run this test with -Drigel.update=true and commit docs/language.md")
        .isEqualTo(expected);
  }

  @Test
  void every_function_of_the_design_is_documented() {
    assertThat(functions())
        .contains(
            "abs",
            "all",
            "any",
            "bool",
            "chr",
            "dict",
            "divmod",
            "enumerate",
            "filter",
            "float",
            "int",
            "isinstance",
            "len",
            "list",
            "map",
            "max",
            "min",
            "ord",
            "pow",
            "print",
            "range",
            "repr",
            "reversed",
            "round",
            "set",
            "sorted",
            "str",
            "sum",
            "tuple",
            "zip");
  }

  private String functions() {
    StringBuilder out = new StringBuilder();
    Map<String, Builtin> all = new TreeMap<>(Builtins.FUNCTIONS);
    all.putAll(BuiltinTypes.CONSTRUCTORS);
    all.values().stream()
        .filter(builtin -> isFunction(builtin.signature().name()))
        .forEach(builtin -> out.append(row(builtin.signature(), builtin.purpose())));
    return out.toString();
  }

  private String tables() {
    StringBuilder out = new StringBuilder("\n### Functions\n\n| function | gives |\n|---|---|\n");
    out.append(functions());
    Attributes.documented()
        .forEach((type, table) -> {
          StringBuilder rows = new StringBuilder();
          table.all().stream()
              .filter(method -> isMethod(type, method.signature().name()))
              .forEach(method -> rows.append(row(method.signature(), method.purpose())));
          if (!rows.isEmpty()) {
            out.append("\n### Methods of ").append(type);
            out.append("\n\n| method | does |\n|---|---|\n").append(rows);
          }
        });
    return out.append("\n").toString();
  }

  private static String row(Signature signature, String purpose) {
    return "| `%s` | %s |\n".formatted(signature.text(), purpose);
  }

  private boolean isFunction(String name) {
    return checker.check("x = " + name + "()").errors().stream()
        .noneMatch(problem -> problem.message().contains("there is no function"));
  }

  private boolean isMethod(String type, String name) {
    return checker.check("v = " + SAMPLES.get(type) + "\nw = v." + name + "()").errors().stream()
        .noneMatch(problem -> problem.message().contains("has no method"));
  }
}
