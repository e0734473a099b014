package dev.rigel.program.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Writes random programs over numbers, texts, lists, dicts, sets, formats, methods, comprehensions
 * and loops. Mostly well-typed; now and then a value of the wrong type, so that errors are compared
 * too. Repeatable by its seed. It keeps away from what CPython leaves open: the order of sets, and
 * the last digit of fractional powers.
 */
final class SnippetGenerator {
  private static final String[] WORDS = {
    "''",
    "'a'",
    "'b'",
    "'abc'",
    "'hello world'",
    "'A b C'",
    "'  x '",
    "'1,2,,3'",
    "'éß'",
    "'😀z'",
    "'12'",
    "'-7'",
    "'3.5'",
    "'aXbXa'",
    "'tab\\tx\\n'",
    "\"it's\"",
    "'zz top'",
    "'Ǆ'",
    "'0x1f'"
  };
  private static final String[] FLOATS = {
    "0.0",
    "-0.0",
    "1.5",
    "2.5",
    "-3.75",
    "0.1",
    "1e16",
    "1e-5",
    "123456.789",
    "1e300",
    "-2.0",
    "0.3333",
    "1e22",
    "7.0",
    "99.995"
  };

  private final Random random;

  /** Variables in scope by the letter of their type. */
  private final List<String> variables = new ArrayList<>();

  private int fresh;

  SnippetGenerator(long seed) {
    this(new Random(seed));
  }

  SnippetGenerator(Random random) {
    this.random = random;
  }

  String next() {
    variables.clear();
    fresh = 0;
    StringBuilder text = new StringBuilder();
    int statements = random.nextInt(4);
    for (int i = 0; i < statements; i++) {
      statement(text, "", 2);
    }
    return text.append(any(3)).toString();
  }

  private void statement(StringBuilder out, String indent, int depth) {
    switch (random.nextInt(depth > 0 ? 12 : 7)) {
      case 0, 1 -> declare(out, indent, 'i', integer(2));
      case 2 -> declare(out, indent, 's', text(2));
      case 3 -> declare(out, indent, 'l', list(2));
      case 4 -> declare(out, indent, 'd', dict(2));
      case 5 -> {
        String name = variable('i');
        String operator = one("+", "-", "*", "//", "%", "|", "&", "^");
        out.append(indent).append(name).append(' ').append(operator).append("= ");
        out.append(integer(1)).append('\n');
      }
      case 6 -> mutate(out, indent);
      case 7 -> {
        out.append(indent).append("if ").append(bool(2)).append(":\n");
        statement(out, indent + "    ", depth - 1);
        if (random.nextBoolean()) {
          out.append(indent).append("else:\n");
          statement(out, indent + "    ", depth - 1);
        }
      }
      case 8, 9 -> {
        String name = "v" + fresh++;
        out.append(indent).append("for ").append(name).append(" in ").append(one(list(1), range()));
        out.append(":\n");
        variables.add("i:" + name);
        String body = indent + "    ";
        if (random.nextInt(4) == 0) {
          out.append(body).append("if ").append(bool(1)).append(":\n");
          out.append(body).append("    ").append(one("break", "continue")).append('\n');
        }
        statement(out, body, depth - 1);
        if (random.nextInt(4) == 0) {
          out.append(indent).append("else:\n");
          statement(out, body, depth - 1);
        }
      }
      case 10 -> {
        String name = "n" + fresh++;
        // The counter is not among the variables: nothing else may change it.
        out.append(indent).append(name).append(" = 0\n");
        out.append(indent).append("while ").append(name).append(" < ").append(random.nextInt(5));
        out.append(":\n").append(indent).append("    ").append(name).append(" += 1\n");
        statement(out, indent + "    ", depth - 1);
      }
      default -> {
        String first = "a" + fresh++;
        String second = "b" + fresh++;
        out.append(indent).append(first).append(", *").append(second).append(" = ");
        out.append(list(1)).append('\n');
        variables.add("i:" + first);
        variables.add("l:" + second);
      }
    }
  }

  private void declare(StringBuilder out, String indent, char kind, String value) {
    String name = kind + "" + fresh++;
    out.append(indent).append(name).append(" = ").append(value).append('\n');
    if (indent.isEmpty()) {
      variables.add(kind + ":" + name);
    }
  }

  private void mutate(StringBuilder out, String indent) {
    String list = variable('l');
    if (!list.matches("[a-z]+\\d+")) {
      out.append(indent).append("pass\n");
      return;
    }
    String change =
        switch (random.nextInt(9)) {
          case 0 -> ".append(" + integer(1) + ")";
          case 1 -> ".insert(" + small() + ", " + integer(1) + ")";
          case 2 -> "[" + small() + ":" + small() + "] = " + list(1);
          case 3 -> ".reverse()";
          case 4 -> ".sort(reverse=" + bool(1) + ")";
          case 5 -> ".extend(" + list(1) + ")";
          case 6 -> "[" + small() + "] = " + integer(1);
          case 7 -> ".pop(" + small() + ")";
          default -> " += " + list(1);
        };
    out.append(indent).append(list).append(change).append('\n');
  }

  private String any(int depth) {
    return switch (random.nextInt(10)) {
      case 0, 1 -> integer(depth);
      case 2 -> real(depth);
      case 3, 4 -> text(depth);
      case 5 -> bool(depth);
      case 6 -> list(depth);
      case 7 -> dict(depth);
      case 8 -> "(" + any(depth - 1) + ", " + any(depth - 1) + ")";
      default -> format(depth);
    };
  }

  /** Now and then something of another type. */
  private String odd(String usual) {
    return random.nextInt(60) == 0
        ? one("None", "'x'", "2.5", "[1]", "{}", "(1, 2)", "True", "{1}")
        : usual;
  }

  private String integer(int depth) {
    if (depth <= 0) {
      return odd(
          one(
              variable('i'),
              Integer.toString(random.nextInt(21) - 10),
              Integer.toString(random.nextInt()),
              one("True", "0", "1", "(2 ** 70)", "(-10 ** 19)", "255", "9223372036854775807")));
    }
    int d = depth - 1;
    return odd(
        switch (random.nextInt(22)) {
          case 0, 1, 2 -> "(" + integer(d) + " " + one("+", "-", "*") + " " + integer(d) + ")";
          case 3 -> "(" + integer(d) + " " + one("//", "%") + " " + integer(d) + ")";
          case 4 -> "(" + integer(d) + " " + one("&", "|", "^") + " " + integer(d) + ")";
          case 5 -> "(" + integer(d) + " " + one("<<", ">>") + " " + random.nextInt(70) + ")";
          case 6 -> "(" + integer(0) + " ** " + random.nextInt(6) + ")";
          case 7 -> "len(" + one(text(d), list(d), dict(d), set(d)) + ")";
          case 8 -> "sum(" + list(d) + ")";
          case 9 -> one("min", "max") + "(" + list(d) + ")";
          case 10 -> list(d) + "[" + small() + "]";
          case 11 -> "abs(" + integer(d) + ")";
          case 12 -> "int(" + real(d) + ")";
          case 13 -> "round(" + one(real(d), integer(d)) + ")";
          case 14 -> text(d) + one(".find(", ".count(", ".rfind(", ".index(") + text(0) + ")";
          case 15 -> "(" + integer(d) + " if " + bool(d) + " else " + integer(d) + ")";
          case 16 -> "round(" + integer(d) + ", -" + random.nextInt(4) + ")";
          case 17 -> one("-", "+", "~") + integer(d);
          case 18 -> list(d) + one(".index(", ".count(") + integer(0) + ")";
          case 19 -> "divmod(" + integer(d) + ", " + integer(d) + ")[" + random.nextInt(2) + "]";
          case 20 -> "pow(" + integer(0) + ", " + random.nextInt(20) + ", " + integer(0) + ")";
          default -> "int(" + one("'12'", "' 7 '", "'-0'", text(0)) + ")";
        });
  }

  private String real(int depth) {
    if (depth <= 0) {
      return odd(one(FLOATS));
    }
    int d = depth - 1;
    return odd(
        switch (random.nextInt(9)) {
          case 0, 1 -> "(" + real(d) + " " + one("+", "-", "*") + " " + real(d) + ")";
          case 2 -> "(" + integer(d) + " / " + integer(d) + ")";
          case 3 -> "(" + real(d) + " " + one("//", "%", "/") + " " + real(d) + ")";
          case 4 -> "round(" + real(d) + ", " + (random.nextInt(8) - 3) + ")";
          case 5 -> "abs(" + real(d) + ")";
          case 6 -> "float(" + one(integer(0), "'1.5'", text(0)) + ")";
          case 7 -> "-" + real(d);
          default -> "(" + integer(d) + " * " + real(d) + ")";
        });
  }

  private String bool(int depth) {
    if (depth <= 0) {
      return odd(one("True", "False", variable('i') + " > 0"));
    }
    int d = depth - 1;
    return switch (random.nextInt(13)) {
      case 0, 1 -> "(" + integer(d) + " " + comparison() + " " + integer(d) + ")";
      case 2 -> "(" + text(d) + " " + comparison() + " " + text(d) + ")";
      case 3 -> "(" + list(d) + " " + comparison() + " " + list(d) + ")";
      case 4 -> "(" + bool(d) + " " + one("and", "or") + " " + bool(d) + ")";
      case 5 -> "(not " + any(d) + ")";
      case 6 -> "(" + integer(d) + " " + one("in", "not in") + " " + one(list(d), set(d)) + ")";
      case 7 -> "(" + text(0) + " in " + one(text(d), dict(d)) + ")";
      case 8 ->
          "("
              + integer(d)
              + " "
              + comparison()
              + " "
              + real(d)
              + " "
              + comparison()
              + " "
              + integer(d)
              + ")";
      case 9 -> one("any", "all") + "(" + list(d) + ")";
      case 10 ->
          text(d)
              + one(
                  ".isalpha()",
                  ".isdigit()",
                  ".islower()",
                  ".isupper()",
                  ".isspace()",
                  ".istitle()",
                  ".isalnum()",
                  ".isascii()",
                  ".isidentifier()",
                  ".isprintable()");
      case 11 -> text(d) + one(".startswith(", ".endswith(") + text(0) + ")";
      default -> "(" + set(d) + " " + comparison() + " " + set(d) + ")";
    };
  }

  private String text(int depth) {
    if (depth <= 0) {
      return odd(random.nextInt(3) == 0 ? variable('s') : one(WORDS));
    }
    int d = depth - 1;
    return odd(
        switch (random.nextInt(24)) {
          case 0 -> "(" + text(d) + " + " + text(d) + ")";
          case 1 -> "(" + text(d) + " * " + random.nextInt(4) + ")";
          case 2 -> text(d) + "[" + slice() + "]";
          case 3 -> text(d) + "[" + small() + "]";
          case 4, 5 ->
              text(d)
                  + one(
                      ".upper()",
                      ".lower()",
                      ".title()",
                      ".capitalize()",
                      ".swapcase()",
                      ".strip()",
                      ".casefold()",
                      ".lstrip()",
                      ".rstrip()");
          case 6 -> text(d) + ".replace(" + text(0) + ", " + text(0) + ")";
          case 7 -> text(d) + ".strip(" + text(0) + ")";
          case 8 -> text(0) + ".join(" + texts(d) + ")";
          case 9 -> "str(" + any(d) + ")";
          case 10 -> "repr(" + any(d) + ")";
          case 11 ->
              text(d) + one(".center(", ".ljust(", ".rjust(", ".zfill(") + random.nextInt(12) + ")";
          case 12, 13, 14 -> format(d);
          case 15 -> texts(d) + "[" + small() + "]";
          case 16 -> "(" + text(d) + " if " + bool(d) + " else " + text(d) + ")";
          case 17 ->
              text(d) + one(".partition(", ".rpartition(") + one("'a'", "' '", "','") + ")[0]";
          case 18 -> "chr(" + random.nextInt(0x250) + ")";
          case 19 -> text(d) + one(".removeprefix(", ".removesuffix(") + text(0) + ")";
          case 20 -> percent(d);
          case 21 -> "ascii(" + text(d) + ")";
          case 22 -> one("hex(", "oct(", "bin(") + integer(d) + ")";
          default -> "sorted(" + text(d) + ")[" + small() + "]";
        });
  }

  private String texts(int depth) {
    return switch (random.nextInt(6)) {
      case 0 -> text(depth) + ".split()";
      case 1 -> text(depth) + one(".split(','", ".rsplit('X'", ".split('a'") + ", " + small() + ")";
      case 2 -> "[" + text(0) + ", " + text(0) + "]";
      case 3 -> "[str(q) for q in " + list(depth - 1) + "]";
      case 4 -> "list(map(str, " + list(depth - 1) + "))";
      default -> text(depth) + ".splitlines()";
    };
  }

  private String format(int depth) {
    int d = Math.max(0, depth - 1);
    return switch (random.nextInt(6)) {
      case 0 -> "format(" + integer(d) + ", '" + integerSpec() + "')";
      case 1 -> "format(" + real(d) + ", '" + realSpec() + "')";
      case 2 ->
          "'{:"
              + integerSpec()
              + "}|{:"
              + realSpec()
              + "}'.format("
              + integer(d)
              + ", "
              + real(d)
              + ")";
      case 3 -> "f'{(" + noQuotes(integer(d)) + "):" + integerSpec() + "}'";
      case 4 -> "f'<{(" + noQuotes(real(d)) + "):" + realSpec() + "}>'";
      default -> "'{:" + textSpec() + "}'.format(" + text(d) + ")";
    };
  }

  /** Inside a field of an f-string the enclosing quote may not stand. */
  private static String noQuotes(String expression) {
    return expression.contains("'") || expression.contains("\\") || expression.contains("\"")
        ? "7"
        : expression;
  }

  private String integerSpec() {
    return fillAndAlign()
        + one("", "", "+", " ", "-")
        + one("", "", "", "#")
        + one("", "", "0")
        + one("", Integer.toString(random.nextInt(16)))
        + one("", "", "", ",", "_")
        + one("", "d", "x", "X", "b", "o", "n", "f", "e", ".2f", "g", "%", "c");
  }

  private String realSpec() {
    return fillAndAlign()
        + one("", "", "+", " ", "-")
        + one("", "", "", "z")
        + one("", "", "", "#")
        + one("", "", "0")
        + one("", Integer.toString(random.nextInt(20)))
        + one("", "", "", ",", "_")
        + one("", "." + random.nextInt(8), "." + random.nextInt(20))
        + one("", "f", "F", "e", "E", "g", "G", "%", "n", "d");
  }

  private String textSpec() {
    return fillAndAlign()
        + one("", "", "", "0")
        + one("", Integer.toString(random.nextInt(12)))
        + one("", "", "." + random.nextInt(6))
        + one("", "", "s", "d");
  }

  private String fillAndAlign() {
    return one("", "", "<", ">", "^", "=", "*<", "é^", "0>", "x=", " =");
  }

  private String percent(int depth) {
    String conversion =
        "%"
            + one("", "", "-", "+", "0", " ", "#")
            + one("", Integer.toString(random.nextInt(10)))
            + one("", "", "." + random.nextInt(6));
    return switch (random.nextInt(3)) {
      case 0 -> "('" + conversion + one("d", "x", "o", "i", "X") + "' % (" + integer(depth) + ",))";
      case 1 -> "('" + conversion + one("f", "e", "g", "G") + "' % (" + real(depth) + ",))";
      default -> "('[" + conversion + one("s", "r", "a") + "]' % (" + any(depth) + ",))";
    };
  }

  private String list(int depth) {
    if (depth <= 0) {
      return odd(
          one(
              variable('l'),
              "[]",
              "[1, 2, 3]",
              "[" + random.nextInt(9) + ", " + random.nextInt(9) + ", " + random.nextInt(9) + "]",
              "[3, 1, 2, 1]"));
    }
    int d = depth - 1;
    return odd(
        switch (random.nextInt(18)) {
          case 0, 1 -> "[" + integer(d) + ", " + integer(d) + "]";
          case 2 -> "(" + list(d) + " + " + list(d) + ")";
          case 3, 4 -> list(d) + "[" + slice() + "]";
          case 5 -> "sorted(" + list(d) + one("", ", reverse=True", ", key=lambda k: -k") + ")";
          case 6 ->
              "[q "
                  + one("+", "*", "-", "//", "%")
                  + " "
                  + integer(0)
                  + " for q in "
                  + list(d)
                  + "]";
          case 7 -> "[q for q in " + list(d) + " if q " + comparison() + " " + integer(0) + "]";
          case 8 -> "list(" + range() + ")";
          case 9 -> "list(reversed(" + list(d) + "))";
          case 10 -> "list(map(lambda q: q " + one("+", "*", "-") + " 2, " + list(d) + "))";
          case 11 -> "list(filter(lambda q: q % 2, " + list(d) + "))";
          case 12 -> "[*" + list(d) + ", " + integer(d) + "]";
          case 13 -> "(" + list(d) + " * " + random.nextInt(3) + ")";
          case 14 -> "[q * r for q in " + list(d) + " for r in " + list(0) + " if q != r]";
          case 15 -> "sorted(" + set(d) + ")";
          case 16 -> "list(" + dict(d) + ".values())";
          default -> "[q + r for q, r in zip(" + list(d) + ", " + list(d) + ")]";
        });
  }

  private String set(int depth) {
    int d = depth - 1;
    return switch (random.nextInt(depth > 0 ? 6 : 2)) {
      case 0 -> "{1, 2, 3}";
      case 1 -> "set()";
      case 2 -> "set(" + list(d) + ")";
      case 3 -> "(" + set(d) + " " + one("|", "&", "-", "^") + " " + set(d) + ")";
      case 4 -> "{q % 3 for q in " + list(d) + "}";
      default ->
          "set(" + list(d) + ")" + one(".union(", ".intersection(", ".difference(") + list(d) + ")";
    };
  }

  private String dict(int depth) {
    int d = depth - 1;
    if (depth <= 0) {
      return one(variable('d'), "{}", "{'a': 1, 'b': 2}", "{'k': 5}");
    }
    return odd(
        switch (random.nextInt(8)) {
          case 0 -> "{" + text(d) + ": " + integer(d) + ", " + text(d) + ": " + integer(d) + "}";
          case 1 -> "{**" + dict(d) + ", 'z': " + integer(d) + "}";
          case 2 -> "(" + dict(d) + " | " + dict(d) + ")";
          case 3 -> "{str(q): q * 2 for q in " + list(d) + "}";
          case 4 -> "dict(zip('abc', " + list(d) + "))";
          case 5 -> "{k: v for k, v in " + dict(d) + ".items() if v}";
          case 6 -> "dict.fromkeys('xy', " + integer(d) + ")";
          default -> "dict(sorted(" + dict(d) + ".items()))";
        });
  }

  private String range() {
    return switch (random.nextInt(3)) {
      case 0 -> "range(" + random.nextInt(6) + ")";
      case 1 -> "range(" + small() + ", " + small() + ")";
      default -> "range(" + small() + ", " + small() + ", " + one("1", "2", "-1", "-3", "3") + ")";
    };
  }

  private String slice() {
    return one("", small())
        + ":"
        + one("", small())
        + one("", "", ":" + one("1", "2", "-1", "-2", "3", ""));
  }

  private String small() {
    return Integer.toString(random.nextInt(13) - 6);
  }

  private String comparison() {
    return one("<", "<=", "==", "!=", ">", ">=");
  }

  private String variable(char kind) {
    List<String> fitting =
        variables.stream().filter(v -> v.charAt(0) == kind).map(v -> v.substring(2)).toList();
    if (!fitting.isEmpty()) {
      return fitting.get(random.nextInt(fitting.size()));
    }
    return switch (kind) {
      case 'i' -> "3";
      case 's' -> "'txt'";
      case 'l' -> "[4, 5]";
      default -> "{'q': 1}";
    };
  }

  private String one(String... options) {
    return options[random.nextInt(options.length)];
  }
}
