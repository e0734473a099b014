package dev.rigel.program.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rigel.program.Type;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RandomProgramsTest {
  @Test
  void noPrefixOfARightProgramIsEverRefused() {
    Checker checker =
        new Checker(
            SampleLibrary.create(),
            Map.of("img1", Type.object("Image"), "doc1", Type.object("Document")),
            CheckOptions.planned("", true));
    for (int seed = 0; seed < 120; seed++) {
      String source = new RandomPrograms(seed).program();
      assertThat(checker.check(source).errors()).as(source).isEmpty();
      for (int end = 0; end < source.length(); end++) {
        Verdict verdict = checker.prefix(source.substring(0, end));
        assertThat(verdict)
            .as("seed %d:%n%s", seed, source.substring(0, end))
            .isInstanceOf(Verdict.Viable.class);
      }
      assertThat(checker.prefix(source))
          .as(source)
          .isEqualTo(new Verdict.Complete(source.length()));
    }
  }
}
