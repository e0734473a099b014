package dev.rigel.program.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rigel.program.syntax.Expression.Call;
import dev.rigel.program.syntax.Expression.Name;
import java.util.List;
import org.junit.jupiter.api.Test;

class RewriterTest {
  /** Puts x in front of the name of every variable. */
  private static final class Renaming extends Rewriter {
    @Override
    protected Expression name(Name name) {
      return new Name("x" + name.id(), name.span());
    }

    @Override
    protected String parameter(String name) {
      return "x" + name;
    }
  }

  private static String renamed(String program) {
    return Printer.print(new Renaming().statements(Parser.parse(program).statements()));
  }

  @Test
  void whatChangesNothingGivesTheSameProgram() {
    for (int seed = 0; seed < 300; seed++) {
      List<Statement> tree = new RandomTrees(seed).program();
      List<Statement> same = new Rewriter() {}.statements(tree);

      // {x = } is spelled out, so that it goes on to say x whatever x becomes.
      assertThat(new Rewriter() {}.statements(same)).as("seed %d", seed).isEqualTo(same);
      assertThat(Parser.parse(Printer.print(same)).statements()).hasSameSizeAs(tree);
    }
  }

  @Test
  void renamesVariablesAndNothingElse() {
    assertThat(
            renamed(
                """
                a = detect(b, ["b"], a=b.a)
                for c, d in a:
                    e = sorted([c.x for c in d if c], key=lambda r: r.y)
                    f = f"{a:.{d}f} {b['a']} a"
                g[a] = -b if a < b else {a: b}
                """))
        .isEqualTo(
            """
            xa = detect(xb, ["b"], a=xb.a)
            for xc, xd in xa:
                xe = sorted([xc.x for xc in xd if xc], key=lambda xr: xr.y)
                xf = f"{xa:.{xd}f} {xb['a']} a"
            xg[xa] = -xb if xa < xb else {xa: xb}
            """);
  }

  @Test
  void keepsWhatAFieldSaysOfItself() {
    assertThat(renamed("t = f\"{a=}\"\n")).contains("a=", "{xa!r}");
  }

  @Test
  void putsOtherCallsInTheirPlace() {
    Rewriter other =
        new Rewriter() {
          @Override
          protected Expression call(Call call) {
            return new Call("other", arguments(call.arguments()), call.span());
          }
        };
    assertThat(Printer.print(other.statements(Parser.parse("a = one(two(b))\n").statements())))
        .isEqualTo("a = other(other(b))\n");
  }
}
