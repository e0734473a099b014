package dev.rigel.tools.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PassagesTest {
  private static final String FILLER =
      "The committee met and spoke of things that need no mention here.\n";

  private static String book() {
    StringBuilder text = new StringBuilder("A History of the Mill\n");
    for (int i = 0; i < 3_000; i++) {
      text.append(i == 1_700 ? "The wheel was renewed in 1887 by Ida Brandt.\n" : FILLER);
    }
    return text.toString();
  }

  @Test
  void keepsWhatAQuestionSpeaksOf() {
    Passages.Kept kept = Passages.of(book()).fitting("Who renewed the wheels of the mill?", 3_000);
    assertThat(kept.text()).contains("Ida Brandt").hasSizeLessThan(3_100);
    assertThat(kept.passages()).isLessThan(kept.of());
  }

  @Test
  void takesPassagesFromAllOverForASummary() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 3_000; i++) {
      text.append("Line number ").append(i).append(" of the long report.\n");
    }
    String kept =
        Passages.of(text.toString()).fitting("Summarise in three sentences.", 4_000).text();
    assertThat(kept).startsWith("Line number 0 ").contains(Passages.GAP, "number 15", "number 22");
  }

  @Test
  void keepsTheBeginningOfWhatIsToBeRewordedWhole() {
    Passages.Kept kept = Passages.of(book()).fitting("Translate into Swedish.", 2_000);
    assertThat(kept.text()).startsWith("A History of the Mill").doesNotContain(Passages.GAP);
  }

  @Test
  void cutsALineWithoutEndWhereAWordEnds() {
    String words = "word ".repeat(10_000);
    Passages.Kept kept =
        Passages.of(words + "needle " + words).fitting("Where is the needle?", 1_000);
    assertThat(kept.text()).contains("needle");
    assertThat(kept.text().split("\\s+")).isSubsetOf("word", "needle", "[…]");
  }

  @Test
  void knowsChineseByPairsOfCharacters() {
    double[] scores = new Relevance(List.of("今天天气很好", "合同于2027年5月31日终止")).scores("合同什么时候终止?");
    assertThat(scores[1]).isGreaterThan(scores[0]);
  }

  @Test
  void takesAnyText() {
    assertThat(Passages.of("").fitting("What?", 100).text()).isEmpty();
    assertThat(Passages.of("\n\n \n").fitting("Summarise", 100).text()).isEmpty();
    assertThat(Passages.of("😀".repeat(3_000)).fitting("😀?", 500).text()).doesNotContain("\ufffd");
  }
}
