package dev.rigel.perception.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class CtcDecoderTest {
  // Classes: 0 blank, 1 "a", 2 "b", 3 the ideographic space, 4 the space.
  private final CtcDecoder decoder = new CtcDecoder(List.of("a", "b", "\u3000"));

  private static float[] steps(float[]... rows) {
    float[] all = new float[rows.length * 5];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(rows[i], 0, all, i * 5, 5);
    }
    return all;
  }

  private static float[] step(double blank, double a, double b, double wide, double space) {
    return new float[] {(float) blank, (float) a, (float) b, (float) wide, (float) space};
  }

  private final float[] blank = step(1, 0, 0, 0, 0);
  private final float[] a = step(.1, .9, 0, 0, 0);
  private final float[] b = step(.2, 0, .8, 0, 0);

  private List<DecodedWord> words(float[]... rows) {
    return decoder.decode(steps(rows), rows.length);
  }

  private String decode(float[]... rows) {
    return String.join(" ", words(rows).stream().map(DecodedWord::text).toList());
  }

  @Test
  void joinsRepetitionsAndKeepsDoubledLetters() {
    assertThat(decode(a, a, blank, a, b, b)).isEqualTo("aab");
  }

  @Test
  void confidenceIsTheMeanOfTheCharacters() {
    assertThat(words(a, blank, b).getFirst().confidence()).isCloseTo(.85, within(1e-6));
  }

  @Test
  void recoversASpaceThatIsMerelyLikely() {
    assertThat(decode(a, step(.93, 0, 0, 0, .07), b)).isEqualTo("a b");
    assertThat(decode(a, step(.96, 0, 0, 0, .04), b)).isEqualTo("ab");
  }

  @Test
  void addsTheIdeographicSpace() {
    assertThat(decode(a, step(.92, 0, 0, .04, .04), b)).isEqualTo("a b");
  }

  @Test
  void writesOneSpaceWhereTheNetworkWritesOneToo() {
    assertThat(decode(a, step(.4, 0, 0, 0, .6), step(.93, 0, 0, 0, .07), b)).isEqualTo("a b");
  }

  @Test
  void writesNoSpaceInsideOfAFigure() {
    assertThat(figure("34", .14, ".16")).isEqualTo("34.16");
    assertThat(figure("34", .16, ".16")).isEqualTo("34 .16");
    assertThat(figure("7,617.", .4, "22")).isEqualTo("7,617.22");
    assertThat(figure("2025", .2, "-09-02")).isEqualTo("2025-09-02");
    assertThat(figure("12", .2, "-09")).isEqualTo("12 -09");
    assertThat(figure("12", .1, "34")).isEqualTo("12 34");
  }

  /** What is read where a space of some probability stands between two parts. */
  private static String figure(String head, double space, String tail) {
    List<String> characters = List.of("0123456789.,-".split(""));
    int classes = characters.size() + 2;
    String text = head + tail;
    float[] steps = new float[2 * text.length() * classes];
    for (int i = 0; i < text.length(); i++) {
      boolean gap = i + 1 == head.length();
      steps[2 * i * classes + 1 + characters.indexOf(text.substring(i, i + 1))] = 1;
      steps[(2 * i + 1) * classes] = gap ? (float) (1 - space) : 1;
      steps[(2 * i + 2) * classes - 1] = gap ? (float) space : 0;
    }
    return String.join(
        " ",
        new CtcDecoder(characters)
            .decode(steps, 2 * text.length()).stream().map(DecodedWord::text).toList());
  }

  @Test
  void tellsHowSureTheSpaceBeforeAWordIs() {
    assertThat(words(a, step(.93, 0, 0, 0, .07), b, step(.1, 0, 0, 0, .9), a))
        .extracting(DecodedWord::spaceBefore)
        .satisfiesExactly(
            first -> assertThat(first).isEqualTo(1),
            second -> assertThat(second).isCloseTo(.07, within(1e-6)),
            third -> assertThat(third).isCloseTo(.9, within(1e-6)));
  }

  @Test
  void keepsWhatElseAnUnsureWordMayBe() {
    float[] sure = step(.02, .98, 0, 0, 0);

    assertThat(words(sure, blank, sure).getFirst().lattice().isEmpty()).isTrue();
    assertThat(words(step(.1, .6, .3, 0, 0), blank, sure).getFirst().lattice().probability("ba"))
        .isCloseTo(.3 * .98, within(1e-6));
  }

  @Test
  void leavesNoSpaceAtTheEnds() {
    assertThat(decode(step(.1, 0, 0, 0, .9), a, step(.1, 0, 0, 0, .9))).isEqualTo("a");
  }

  @Test
  void nothingReadIsNoText() {
    assertThat(decode(blank, blank)).isEmpty();
  }

  @Test
  void tellsTheStepsOfEachWord() {
    assertThat(words(blank, a, a, blank, b, step(.1, 0, 0, 0, .9), blank, b, b, blank))
        .extracting(DecodedWord::text, DecodedWord::firstStep, DecodedWord::lastStep)
        .containsExactly(tuple("ab", 1, 4), tuple("b", 7, 8));
  }
}
