package dev.rigel.language.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class FreeWritingTest {
  private final List<String> heard = new ArrayList<>();

  @Test
  void holdsBackWhatMayBecomeAStopText() {
    ScriptedModel model =
        new ScriptedModel()
            .after("", "one", 0.9)
            .after("one", " E", 0.9)
            .after("one E", "ND", 0.9)
            .after("one END", " more", 0.9);

    Writing writing = write(model, 20, "END");

    assertThat(writing.text()).isEqualTo("one ");
    assertThat(String.join("", heard)).isEqualTo("one ");
    assertThat(writing.ending()).isEqualTo(Writing.Ending.DONE);
  }

  @Test
  void letsGoOfWhatDidNotBecomeAStopText() {
    ScriptedModel model =
        new ScriptedModel().after("", "a E", 0.9).after("a E", "x", 0.9).after("a Ex", "<end>", 1);

    Writing writing = write(model, 20, "END");

    assertThat(writing.text()).isEqualTo("a Ex");
    assertThat(String.join("", heard)).isEqualTo("a Ex");
  }

  @Test
  void letsNobodyHearHalfACharacter() {
    byte[] smile = "😀".getBytes(StandardCharsets.UTF_8);
    ScriptedModel model =
        new ScriptedModel()
            .afterBytes("", new byte[] {smile[0], smile[1]})
            .afterBytes(
                new String(smile, 0, 2, StandardCharsets.ISO_8859_1),
                new byte[] {smile[2], smile[3]})
            .after(new String(smile, StandardCharsets.ISO_8859_1), "<end>", 1);

    Writing writing = write(model, 20, "END");

    assertThat(writing.text()).isEqualTo("😀");
    assertThat(heard).containsExactly("😀");
  }

  @Test
  void countsTheGivenStartAsWritten() {
    ScriptedModel model = new ScriptedModel().after("", "b", 0.9).after("b", "<end>", 1);

    Writing writing =
        new FreeWriting(
                model,
                Sampling.GREEDY,
                new WritingLimits(5, 0, () -> {}),
                new StopTexts(List.of()),
                heard::add)
            .write("a");

    assertThat(writing.text()).isEqualTo("ab");
    assertThat(String.join("", heard)).isEqualTo("ab");
  }

  @Test
  void topKAndTopPLeaveOutTheUnlikely() {
    List<Candidate> candidates =
        List.of(
            Candidate.of(1, "a", Math.log(0.5)),
            Candidate.of(2, "b", Math.log(0.3)),
            Candidate.of(3, "c", Math.log(0.2)));

    for (int seed = 0; seed < 200; seed++) {
      assertThat(new Sampling(1, 1, OptionalInt.of(2), seed).order(candidates, 0).getFirst().id())
          .isLessThan(3);
      assertThat(new Sampling(1, 0.5, OptionalInt.empty(), seed).order(candidates, 0).getFirst())
          .isEqualTo(candidates.getFirst());
    }
  }

  @Test
  void aLowTemperatureDrawsTheLikeliest() {
    List<Candidate> candidates =
        List.of(Candidate.of(1, "a", Math.log(0.6)), Candidate.of(2, "b", Math.log(0.4)));
    int first = 0;
    for (int seed = 0; seed < 1_000; seed++) {
      if (new Sampling(0.05, 1, OptionalInt.empty(), seed).order(candidates, 3).getFirst().id()
          == 1) {
        first++;
      }
    }
    assertThat(first).isGreaterThan(990);
  }

  private Writing write(NextToken model, int most, String stop) {
    return new FreeWriting(
            model,
            Sampling.GREEDY,
            new WritingLimits(most, 0, () -> {}),
            new StopTexts(List.of(stop)),
            heard::add)
        .write("");
  }
}
