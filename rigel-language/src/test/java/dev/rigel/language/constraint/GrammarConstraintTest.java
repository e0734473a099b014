package dev.rigel.language.constraint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rigel.base.RigelException;
import dev.rigel.language.TokenConstraint.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GrammarConstraintTest {
  @Test
  void followsRulesOverSeveralLines() {
    GrammarConstraint constraint =
        GrammarConstraint.ofGbnf(
            """
            # a list of sums
            root ::= sum ("\\n" sum){0,2}
            sum  ::= number
                     (operator number)+
            operator ::= " + " | " - "
            number ::= [1-9] [0-9]*   # no leading zero
            """);

    assertThat(constraint.mayEnd("1 + 20")).isTrue();
    assertThat(constraint.mayEnd("1 + 20\n3 - 4 + 5")).isTrue();
    assertThat(constraint.mayEnd("1 + ")).isFalse();
    assertThat(constraint.check("1 + ")).isInstanceOf(Verdict.Viable.class);
    assertThat(constraint.check("1 + 0")).isEqualTo(refused(4));
    assertThat(constraint.check("1 + 2\n1 + 2\n1 + 2\n")).isEqualTo(new Verdict.Complete(17));
  }

  @Test
  void readsEscapesClassesAndNegation() {
    GrammarConstraint constraint =
        GrammarConstraint.ofGbnf("root ::= \"\\\"\" [^\"\\n]* \"\\x41\\u00e9\" [a-c\\]]? .");

    assertThat(constraint.mayEnd("\"xyzAéb!")).isTrue();
    assertThat(constraint.check("\"x\n")).isEqualTo(refused(2));
  }

  @Test
  void matchesNestingByRecursion() {
    GrammarConstraint constraint = GrammarConstraint.ofGbnf("root ::= \"(\" root? \")\"");

    assertThat(constraint.check("((()))")).isEqualTo(new Verdict.Complete(6));
    assertThat(constraint.check("((())))")).isEqualTo(new Verdict.Complete(6));
    assertThat(constraint.mayEnd("((())")).isFalse();
  }

  @Test
  void boundsDeepNestingAndAmbiguity() {
    GrammarConstraint nested = GrammarConstraint.ofGbnf("root ::= \"(\" root? \")\"");
    assertThat(nested.check("(".repeat(20_000))).isInstanceOf(Verdict.Refused.class);

    GrammarConstraint ambiguous =
        GrammarConstraint.ofGbnf("root ::= ((\"a\"{0,1000}){0,1000}){0,1000} \"b\"");
    assertThat(ambiguous.check("a".repeat(50))).isInstanceOf(Verdict.Viable.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "start ::= \"a\"",
        "root ::= missing",
        "root ::= root \"a\" | \"b\"",
        "root ::= a \"x\"\na ::= b? root",
        "root ::= \"a",
        "root ::= [a",
        "root ::= (\"a\"",
        "root ::= \"a\"{3,1}",
        "root ::= \"a\"{1,9999999}",
        "root ::= \"a\" root",
        "root ::= \"a\"\nroot ::= \"b\"",
        "root = \"a\"",
        "root ::= \"\\q\"",
      })
  void refusesWhatIsNoUsableGrammar(String grammar) {
    assertThatThrownBy(() -> GrammarConstraint.ofGbnf(grammar))
        .isInstanceOf(RigelException.class)
        .hasMessageStartingWith("The grammar cannot be used");
  }

  private static Verdict refused(int at) {
    return new Verdict.Refused(at, at, "the grammar does not allow this here");
  }
}
