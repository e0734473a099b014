package dev.rigel.program.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rigel.program.syntax.Expression.AttributeAccess;
import dev.rigel.program.syntax.Expression.Call;
import dev.rigel.program.syntax.Expression.Comprehension;
import dev.rigel.program.syntax.Expression.Display;
import dev.rigel.program.syntax.Expression.FormattedString;
import dev.rigel.program.syntax.Expression.Hole;
import dev.rigel.program.syntax.Expression.IntLiteral;
import dev.rigel.program.syntax.Expression.StringLiteral;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParserTest {
  private static String canonical(String source) {
    return Printer.print(Parser.parse(source)).strip();
  }

  private static SyntaxException refusal(String source) {
    try {
      Parser.parse(source);
    } catch (SyntaxException e) {
      return e;
    }
    throw new AssertionError("not refused: " + source);
  }

  private static Expression open(String source) {
    Statement last = Parser.parsePrefix(source, true).statements().getLast();
    return switch (last) {
      case Statement.ExpressionStatement e -> e.value();
      case Statement.Assign e -> e.value();
      default -> throw new AssertionError(last);
    };
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      textBlock =
          """
          x = not (a and b) or c             ~ x = not (a and b) or c
          x = (not a) and b                  ~ x = not a and b
          x = -1 ** -2 ** 3                  ~ x = -1 ** -2 ** 3
          x = (-1) ** 2                      ~ x = (-1) ** 2
          x = a - (b - c) - d                ~ x = a - (b - c) - d
          x = a | b ^ c & d << 1 + 2 * 3     ~ x = a | b ^ c & d << 1 + 2 * 3
          x = a < b <= c != d is not e       ~ x = a < b <= c != d is not e
          x = (a < b) < c                    ~ x = (a < b) < c
          x = a not in b, not a in b         ~ x = a not in b, not a in b
          x = a if b else c if d else e      ~ x = a if b else c if d else e
          x = (a if b else c) if d else e    ~ x = (a if b else c) if d else e
          x = 0xFF, 0o17, 0b11, 1_000, 00    ~ x = 255, 15, 3, 1000, 0
          x = 1., .5, 1e3, 1_0.2_5E-1        ~ x = 1.0, 0.5, 1000.0, 1.025
          x = 'a' "b" r'\\d'                 ~ x = "ab\\\\\\\\d"
          x = "\\x41\\u00e9\\t\\101"         ~ x = "Aé\\tA"
          x = f"{a!r:>{w}}{{}}"              ~ x = f"{a!r:>{w}}{{}}"
          x = f'{d["k"]}' "z"                ~ x = f"{d['k']}z"
          x = f"{a = }"                      ~ x = f"{a = }"
          a, *b = c = [1, *d]                ~ a, *b = c = [1, *d]
          x[1:], y[::2], z[a:b] = t          ~ x[1:], y[::2], z[a:b] = t
          x = await f(y)                     ~ x = f(y)
          x = await asyncio.gather(a(), *b)  ~ x = [a(), *b]
          x = sorted(y, key=lambda q, r=1: q) ~ x = sorted(y, key=lambda q, r=1: q)
          x = {a: b for a, b in c if d if e} ~ x = {a: b for a, b in c if d if e}
          x = sum(a for a in b)              ~ x = sum(a for a in b)
          x = {**a, 'b': 1}, {1, *c}, {}, () ~ x = {**a, "b": 1}, {1, *c}, {}, ()
          a; b = 1; c                        ~ a\\nb = 1\\nc
          """)
  void readsWithPythonsPrecedence(String source, String expected) {
    assertThat(canonical(unescaped(source))).isEqualTo(unescaped(expected));
  }

  private static String unescaped(String text) {
    return text.replace("\\\\", "\u0000").replace("\\n", "\n").replace("\u0000", "\\").strip();
  }

  @Test
  void readsBlocksAndJoinedLines() {
    String source =
        """
        for i, (a, b) in enumerate(pairs):  # a comment

            if a > b \\
                or b is None: break
            elif f(a,
              b): continue
            else:
                # another
                pass
        else:
        \tx = 1
        while not x: x += 1
        """;

    assertThat(canonical(source))
        .isEqualTo(
            """
            for i, (a, b) in enumerate(pairs):
                if a > b or b is None:
                    break
                elif f(a, b):
                    continue
                else:
                    pass
            else:
                x = 1
            while not x:
                x += 1\
            """);
  }

  @Test
  void keepsPlacesForMessages() {
    Program program = Parser.parse("x = 1\nif x:\n    y = fun(x)\n");

    Statement.If branch = (Statement.If) program.statements().get(1);
    Statement.Assign assign = (Statement.Assign) branch.body().getFirst();
    assertThat(assign.value().span()).isEqualTo(new Span(20, 26, 3, 9));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      textBlock =
          """
          import os               ~ 'import' is not part                ~ leave the line out
          from os import path     ~ 'from … import' is not part         ~ leave the line out
          def f(): pass           ~ 'def' is not part                   ~ in a loop if they repeat
          class A: pass           ~ 'class' is not part                 ~ variables, lists and dicts
          try: pass               ~ 'try' is not part                   ~ leave it out
          with a as b: pass       ~ 'with' is not part                  ~ assign the value
          global a                ~ 'global' is not part                ~ one scope
          nonlocal a              ~ 'nonlocal' is not part              ~ one scope
          x = (yield)             ~ 'yield' is not part                 ~ collect values
          del a                   ~ 'del' is not part                   ~ pop
          assert a                ~ 'assert' is not part                ~ answer
          return a                ~ 'return' is not part                ~ answer
          raise a                 ~ 'raise' is not part                 ~ answer
          match a: pass           ~ 'match' is not part                 ~ if, elif
          match a.b               ~ 'match' is not part                 ~ if, elif and else
          async for a in b: pass  ~ 'async' is not part                 ~ in parallel
          @a                      ~ decorators are not part             ~ leave the line out
          a: int = 1              ~ type annotations are not part       ~ name = value
          a = b := 1              ~ ':=' is not part                    ~ line of its own
          a @ b                   ~ '@' is not part                     ~ *
          a = ...                 ~ '...' is not part                   ~ pass
          a && b                  ~ '&&' is not an operator             ~ and
          a || b                  ~ '||' is not an operator             ~ or
          !a                      ~ '!' is not an operator              ~ not
          a = 1j                  ~ complex numbers                     ~ leave the j out
          a = b"c"                ~ byte strings                        ~ leave the b out
          a = 012                 ~ cannot start with 0                 ~ leading zeros
          a = 1__0                ~ this is not a number                ~ digit
          a = 1a                  ~ this is not a number                ~ space
          a.__class__             ~ names such as __class__             ~ attributes and methods
          __import__("os")        ~ names such as __import__            ~ attributes and methods
          a.b = 1                 ~ attributes cannot be assigned       ~ variable
          f() = 1                 ~ this cannot be assigned to          ~ name = value
          None = 1                ~ this cannot be assigned to          ~ name = value
          a + 1 += 1              ~ this cannot be assigned to          ~ name += value
          *a = b                  ~ a starred target stands alone       ~ first, *rest
          *a, *b = c              ~ two starred targets                 ~ one star
          f(a)(b)                 ~ only tools, builtins and methods    ~ by its name
          f(a=1, b)               ~ without a name follows              ~ name=value
          f(a=1, a=2)             ~ given twice                         ~ one of the two
          f(a for a in b, c)      ~ needs brackets                      ~ [ ]
          lambda *a: a            ~ plain names                         ~ lambda item
          a[1:2, 3]               ~ one slice only                      ~ values[1:3]
          a[]                     ~ the index is missing                ~ values[0]
          if a = 1: pass          ~ '=' has no place here               ~ ==
          if a                    ~ expected ':'                        ~ colon
          a = b if c              ~ needs its 'else'                    ~ else b
          asyncio.sleep(1)        ~ 'asyncio.sleep' is not part         ~ in parallel
          print a                 ~ 'print' is not a statement          ~ print(value)
          a = f"{}"               ~ are empty                           ~ double them
          a = f"{b"               ~ not closed                          ~ }
          a = f"b}"               ~ a single '}'                        ~ }}
          a = f"{b!x}"            ~ unknown conversion                  ~ !r, !s or !a
          a = f"{'\\n'}"          ~ a backslash cannot stand            ~ variable
          a = "b                  ~ the string is not closed            ~ "
          a = (1                  ~ expected ')'                        ~ close it
          a = 1)                  ~ ')' closes nothing                  ~ leave it out
          else: pass              ~ 'else' without 'if'                 ~ indent
          a b                     ~ expected the end of the line        ~ new line
          a = $                   ~ no meaning here                     ~ quotes
          a = [*b for b in c]     ~ a star cannot stand                 ~ second for
          """)
  void refusesWhatIsNotInTheLanguageAndSaysWhatToWrite(String source, String message, String hint) {
    SyntaxException refusal = refusal(source);

    assertThat(refusal.getMessage()).contains(message);
    assertThat(refusal.hint()).contains(hint);
    assertThat(refusal.line()).isEqualTo(1);
    assertThat(refusal.column()).isBetween(1, source.length() + 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "if a:\nb\n",
        " a\n",
        "if a:\n    b\n  c\n",
        "if a:\n\tb\n        c\n",
        "for a in b:\n",
        "if a: if b: c\n"
      })
  void refusesWrongIndentation(String source) {
    assertThat(refusal(source).hint()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(",
        "[",
        "{",
        "f(",
        "-",
        "not ",
        "a.b",
        "a + ",
        "lambda: ",
        "a if b else ",
        "[a for a in ",
        "f'{",
        "a[",
        "x = ",
        "a ** "
      })
  void survivesDeepNesting(String part) {
    String source = part.repeat(100_000 / part.length());

    assertThatThrownBy(() -> Parser.parse(source)).isInstanceOf(SyntaxException.class);
  }

  @Test
  void boundsBlocksBranchesNumbersAndLength() {
    StringBuilder blocks = new StringBuilder();
    for (int i = 0; i < 200; i++) {
      blocks.append(" ".repeat(i)).append("if a:\n");
    }
    assertThat(refusal(blocks.toString()).getMessage()).contains("nested too deeply");
    assertThat(refusal("if a:\n  b\n" + "elif a:\n  b\n".repeat(500)).getMessage())
        .contains("nested too deeply");
    assertThat(refusal("a = " + "9".repeat(5_000)).getMessage()).contains("4300 digits");
    assertThat(refusal(" ".repeat(Parser.MAX_LENGTH + 1)).getMessage()).contains("longer than");
    assertThat(refusal("a" + " + a".repeat(1_000)).getMessage()).contains("too long");
    assertThat(canonical("a" + " + a".repeat(300))).hasSize(1201);
  }

  @Test
  void partialWordsAreHoles() {
    assertThat(open("x = det"))
        .isInstanceOfSatisfying(Hole.class, hole -> assertThat(hole.text()).isEqualTo("det"));
    assertThat(open("x = "))
        .isInstanceOfSatisfying(Hole.class, hole -> assertThat(hole.text()).isEmpty());
    assertThat(open("x = 1\n")).isInstanceOf(Hole.class);
  }

  @Test
  void openBracketsAndQuotesEndBeyondTheText() {
    String source = "x = f(a, [b.c, \"d";
    Call call = (Call) open(source);

    assertThat(call.span().end()).isGreaterThan(source.length());
    Display list = (Display) call.arguments().get(1).value();
    assertThat(list.span().end()).isGreaterThan(source.length());
    assertThat(list.elements().get(0)).isInstanceOf(AttributeAccess.class);
    StringLiteral text = (StringLiteral) list.elements().get(1);
    assertThat(text.value()).isEqualTo("d");
    assertThat(text.span().end()).isGreaterThan(source.length());
  }

  @Test
  void partialFormattedStringsEndInTheirOpenField() {
    FormattedString string = (FormattedString) open("x = f\"a {len(b");
    FormattedString.Field field = (FormattedString.Field) string.pieces().get(1);

    assertThat(((Call) field.value()).arguments().getFirst().value()).isInstanceOf(Hole.class);
    assertThat(((FormattedString) open("x = f\"a {b}")).pieces().getLast())
        .isInstanceOf(FormattedString.Text.class);
  }

  @Test
  void partialKeywordsBecomeWhatTheyBegin() {
    assertThat(open("x = [a f")).isInstanceOf(Comprehension.class);
    assertThat(open("x = a no")).isInstanceOf(Expression.Comparison.class);
    assertThat(open("x = a an")).isInstanceOf(Expression.BooleanOperation.class);
    assertThat(open("x = a if")).isInstanceOf(Expression.Conditional.class);
  }

  @Test
  void hugeHexadecimalNumbersPrintAgain() {
    Program program = Parser.parse("x = 0x" + "f".repeat(4_000));

    Statement.Assign assign =
        (Statement.Assign) Parser.parse(Printer.print(program)).statements().getFirst();
    assertThat(((IntLiteral) assign.value()).value().bitLength()).isEqualTo(16_000);
  }
}
