package dev.rigel.language.decode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rigel.language.TokenConstraint;
import dev.rigel.language.TokenListener;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ConstrainedSearchTest {
  private static final TokenConstraint.Verdict VIABLE = new TokenConstraint.Verdict.Viable();

  @Test
  void takesTheLikeliestCandidateThatIsViable() {
    ScriptedModel model =
        new ScriptedModel().after("", "x", 0.6, "a", 0.3, "b", 0.1).after("a", "x", 0.9, "b", 0.1);

    Writing writing = search(model, oneOf("ab"));

    assertThat(writing.text()).isEqualTo("ab");
    assertThat(writing.ending()).isEqualTo(Writing.Ending.DONE);
    assertThat(writing.refusals()).isEqualTo(2);
    assertThat(writing.tokens()).isEqualTo(2);
  }

  @Test
  void followsAPreferenceUnlessTheModelIsSurer() {
    ScriptedModel unsure = new ScriptedModel().after("", "a", 0.5, "b", 0.3);
    ScriptedModel sure = new ScriptedModel().after("", "a", 0.9, "b", 0.05);

    assertThat(search(unsure, preferring("b", 1)).text()).isEqualTo("b");
    assertThat(search(sure, preferring("b", 1)).text()).isEqualTo("a");
  }

  @Test
  void prefersNothingThatIsRefused() {
    ScriptedModel model = new ScriptedModel().after("", "a", 0.5, "x", 0.3);

    assertThat(search(model, preferring("x", 5)).text()).isEqualTo("a");
  }

  /** One of two letters, and a text that is preferred. */
  private static TokenConstraint preferring(String preferred, double by) {
    TokenConstraint letters = oneOf("a", "b");
    return new TokenConstraint() {
      @Override
      public Verdict check(String text) {
        return letters.check(text);
      }

      @Override
      public boolean mayEnd(String text) {
        return letters.mayEnd(text);
      }

      @Override
      public boolean prefers() {
        return true;
      }

      @Override
      public double preference(String text) {
        return text.equals(preferred) ? by : 0;
      }
    };
  }

  @Test
  void cutsWhatATokenHoldsAfterTheEnd() {
    ScriptedModel model = new ScriptedModel().after("", "ab", 0.5).after("ab", "c) or more", 0.9);

    Writing writing =
        search(
            model,
            constraint(text ->
                text.contains(")")
                    ? new TokenConstraint.Verdict.Complete(text.indexOf(')') + 1)
                    : VIABLE));

    assertThat(writing.text()).isEqualTo("abc)");
  }

  @Test
  void passesOverThePiecesOfARefusedWord() {
    // Without the rule "d" would be taken and the rest of a word made up.
    ScriptedModel model =
        new ScriptedModel().after("", "detect", 0.7, "d", 0.2, "blur", 0.1).after("d", "raw", 0.9);

    Writing writing = search(model, oneOf("draw", "blur"));

    assertThat(writing.text()).isEqualTo("blur");
  }

  @Test
  void takesAPieceOfARefusedWordRatherThanNothing() {
    ScriptedModel model =
        new ScriptedModel().after("", "detect", 0.7, "d", 0.2).after("d", "raw", 0.9);

    assertThat(search(model, oneOf("draw")).text()).isEqualTo("draw");
  }

  @Test
  void aPrefixThatDoesNotEndInALetterIsNoPieceOfAWord() {
    ScriptedModel model =
        new ScriptedModel().after("", "(x", 0.7, "(", 0.2, "a", 0.1).after("(", "y)", 0.9);

    assertThat(search(model, oneOf("(y)", "a")).text()).isEqualTo("(y)");
  }

  @Test
  void writesWhatTheConstraintProposesInsteadOfAnEarlyEnd() {
    ScriptedModel model =
        new ScriptedModel()
            .after("", "x = f(y)", 0.9)
            .after("x = f(y)", "<end>", 0.9, " //", 0.05)
            .after("x = f(y)\n", "answer(x)", 0.9);
    TokenConstraint constraint =
        new TokenConstraint() {
          @Override
          public Verdict check(String text) {
            return text.endsWith("answer(x)") ? new Verdict.Complete(text.length()) : VIABLE;
          }

          @Override
          public boolean mayEnd(String text) {
            return false;
          }

          @Override
          public String insteadOfEnd(String text) {
            return "\n";
          }
        };

    assertThat(search(model, constraint).text()).isEqualTo("x = f(y)\nanswer(x)");
  }

  @Test
  void endsWhereTheModelEndsIfItMay() {
    ScriptedModel model = new ScriptedModel().after("", "ab", 0.9).after("ab", "<end>", 0.9);

    Writing writing =
        search(model, constraint(text -> VIABLE, text -> text.equals("ab"), List.of()));

    assertThat(writing.text()).isEqualTo("ab");
    assertThat(writing.ending()).isEqualTo(Writing.Ending.DONE);
  }

  @Test
  void triesTheClosersWhenEveryCandidateIsRefused() {
    ScriptedModel model = new ScriptedModel().after("", "(a", 0.9).after("(a", "?", 0.5, "!", 0.4);

    Writing writing =
        search(
            model,
            constraint(
                text ->
                    text.equals("(a)")
                        ? new TokenConstraint.Verdict.Complete(3)
                        : "(a)".startsWith(text) ? VIABLE : refused(text.length() - 1),
                text -> false,
                List.of("]", ")")));

    assertThat(writing.text()).isEqualTo("(a)");
  }

  @Test
  void asksForMoreCandidatesWhenTheFirstOnesAreRefused() {
    Object[] choices = new Object[2 * 100];
    for (int i = 0; i < 100; i++) {
      choices[2 * i] = i == 99 ? "yes" : "no" + i;
      choices[2 * i + 1] = 0.01;
    }
    ScriptedModel model = new ScriptedModel().after("", choices);

    assertThat(search(model, oneOf("yes")).text()).isEqualTo("yes");
    assertThat(model.calls).isEqualTo(2);
  }

  @Test
  void goesBackToWhereAnUngroundedTextBeganAndBarsIt() {
    ScriptedModel model =
        new ScriptedModel()
            .after("", "answer(\"", 0.6, "found", 0.3)
            .after("answer(\"", "Page 4", 0.9)
            .after("answer(\"Page 4", "\")", 0.8, "?", 0.2)
            .after("found", " = f()", 0.9);
    TokenConstraint grounded =
        constraint(text ->
            text.startsWith("answer(\"") && text.endsWith("\")")
                ? new TokenConstraint.Verdict.Refused(text.length() - 1, 0, "ungrounded")
                : text.equals("found = f()")
                    ? new TokenConstraint.Verdict.Complete(text.length())
                    : VIABLE);

    assertThat(search(model, grounded).text()).isEqualTo("found = f()");
  }

  @Test
  void doesNotGoBackWhenTheWayOnIsLikelyEnough() {
    ScriptedModel model =
        new ScriptedModel()
            .after("", "a", 0.6, "b", 0.3)
            .after("a", "x", 0.55, "y", 0.40)
            .after("b", "y", 0.9);
    TokenConstraint constraint =
        constraint(text ->
            text.endsWith("x")
                ? new TokenConstraint.Verdict.Refused(1, 0, "ungrounded")
                : text.endsWith("y")
                    ? new TokenConstraint.Verdict.Complete(text.length())
                    : VIABLE);

    assertThat(search(model, constraint).text()).isEqualTo("ay");
  }

  @Test
  void goesBackAtMostFourTimes() {
    ScriptedModel model = new ScriptedModel();
    Object[] first = new Object[20];
    for (int i = 0; i < 10; i++) {
      first[2 * i] = String.valueOf((char) ('a' + i));
      first[2 * i + 1] = 0.1;
      model.after(String.valueOf((char) ('a' + i)), "!", 0.9, "-", 0.1);
      model.after((char) ('a' + i) + "-", ".", 0.9);
    }
    model.after("", first);
    TokenConstraint constraint =
        constraint(text ->
            text.endsWith("!")
                ? new TokenConstraint.Verdict.Refused(1, 0, "ungrounded")
                : text.endsWith(".")
                    ? new TokenConstraint.Verdict.Complete(text.length())
                    : VIABLE);

    assertThat(search(model, constraint).text()).isEqualTo("e-.");
  }

  @Test
  void jumpsBackToTheBestAlternativeWhenItIsStuck() {
    ScriptedModel model =
        new ScriptedModel()
            .after("", "a", 0.6, "c", 0.3)
            .after("a", "b", 0.7, "d", 0.1)
            .after("ab", "?", 0.9)
            .after("c", "e", 0.9);

    Writing writing = search(model, oneOf("abz", "ady", "ce"));

    assertThat(writing.text()).isEqualTo("ce");
    assertThat(writing.ending()).isEqualTo(Writing.Ending.DONE);
  }

  @Test
  void doesNotJumpWhileItIsNotStuck() {
    ScriptedModel model =
        new ScriptedModel()
            .after("", "a", 0.6, "c", 0.35)
            .after("a", "x", 0.95, "b", 0.01)
            .after("c", "e", 0.9);

    assertThat(search(model, oneOf("ab", "ce")).text()).isEqualTo("ab");
  }

  @Test
  void saysThatItIsStuckWhenNothingHelps() {
    ScriptedModel model = new ScriptedModel().after("", "a", 0.9).after("a", "?", 0.9);

    Writing writing = search(model, oneOf("ab"));

    assertThat(writing.ending()).isEqualTo(Writing.Ending.STUCK);
    assertThat(writing.text()).isEqualTo("a");
  }

  @Test
  void stopsAtTheTokenLimit() {
    ScriptedModel model = new ScriptedModel();
    String text = "";
    for (int i = 0; i < 20; i++) {
      model.after(text, "a", 0.9);
      text += "a";
    }
    Writing writing =
        new ConstrainedSearch(
                model,
                constraint(t -> VIABLE),
                Sampling.GREEDY,
                new WritingLimits(5, 0, () -> {}),
                new StopTexts(List.of()),
                TokenListener.SILENT,
                true)
            .write("");

    assertThat(writing.ending()).isEqualTo(Writing.Ending.LENGTH);
    assertThat(writing.text()).isEqualTo("aaaaa");
  }

  @Test
  void showsTheConstraintAnUnfinishedCharacterAsAReplacement() {
    byte[] e = "é".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    ScriptedModel model =
        new ScriptedModel()
            .afterBytes("", new byte[] {e[0]})
            .afterBytes("\u00c3", new byte[] {e[1]});
    List<String> seen = new ArrayList<>();

    Writing writing =
        search(
            model,
            constraint(text -> {
              seen.add(text);
              return text.equals("é") ? new TokenConstraint.Verdict.Complete(1) : VIABLE;
            }));

    assertThat(writing.text()).isEqualTo("é");
    assertThat(seen).containsExactly("\uFFFD", "é");
  }

  @Test
  void letsTheConstraintSeeTheGivenStart() {
    ScriptedModel model = new ScriptedModel().after("", "b", 0.9);

    Writing writing =
        new ConstrainedSearch(
                model,
                oneOf("ab"),
                Sampling.GREEDY,
                new WritingLimits(9, 0, () -> {}),
                new StopTexts(List.of()),
                TokenListener.SILENT,
                false)
            .write("a");

    assertThat(writing.text()).isEqualTo("ab");
  }

  @Test
  void drawsAmongViableCandidatesByTheirWeights() {
    int[] drawn = new int[2];
    for (int seed = 0; seed < 2_000; seed++) {
      ScriptedModel model = new ScriptedModel().after("", "x", 0.4, "a", 0.45, "b", 0.15);
      Writing writing =
          new ConstrainedSearch(
                  model,
                  oneOf("a", "b"),
                  new Sampling(1, 1, OptionalInt.empty(), seed),
                  new WritingLimits(9, 0, () -> {}),
                  new StopTexts(List.of()),
                  TokenListener.SILENT,
                  false)
              .write("");
      drawn[writing.text().equals("a") ? 0 : 1]++;
    }
    // Renormalised over what is viable: three to one.
    assertThat(drawn[0]).isBetween(1_400, 1_600);
  }

  private static Writing search(NextToken model, TokenConstraint constraint) {
    return new ConstrainedSearch(
            model,
            constraint,
            Sampling.GREEDY,
            new WritingLimits(50, 0, () -> {}),
            new StopTexts(List.of()),
            TokenListener.SILENT,
            true)
        .write("");
  }

  /** Exactly these texts. */
  private static TokenConstraint oneOf(String... texts) {
    Set<String> all = Set.of(texts);
    return constraint(text -> {
      if (all.contains(text)) {
        return new TokenConstraint.Verdict.Complete(text.length());
      }
      return all.stream().anyMatch(whole -> whole.startsWith(text))
          ? VIABLE
          : refused(text.length() - 1);
    });
  }

  private static TokenConstraint.Verdict refused(int at) {
    return new TokenConstraint.Verdict.Refused(at, at, "no");
  }

  private static TokenConstraint constraint(Function<String, TokenConstraint.Verdict> check) {
    return constraint(check, text -> false, List.of());
  }

  private static TokenConstraint constraint(
      Function<String, TokenConstraint.Verdict> check,
      Function<String, Boolean> mayEnd,
      List<String> closers) {
    return new TokenConstraint() {
      @Override
      public Verdict check(String text) {
        return check.apply(text);
      }

      @Override
      public boolean mayEnd(String text) {
        return mayEnd.apply(text);
      }

      @Override
      public List<String> closers() {
        return closers;
      }
    };
  }
}
