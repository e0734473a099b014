package dev.rigel.perception.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LatticeTest {
  private static final String[] CHARACTERS = {"", "a", "b", " "};

  private static Lattice lattice(float[]... steps) {
    float[] all = new float[steps.length * CHARACTERS.length];
    for (int i = 0; i < steps.length; i++) {
      System.arraycopy(steps[i], 0, all, i * CHARACTERS.length, CHARACTERS.length);
    }
    return Lattice.of(all, CHARACTERS, 0, steps.length);
  }

  @Test
  void addsUpAllWaysToSayAText() {
    Lattice two = lattice(new float[] {.4f, .6f, 0, 0}, new float[] {.3f, .7f, 0, 0});

    assertThat(two.probability("a")).isCloseTo(.6 * .3 + .6 * .7 + .4 * .7, within(1e-6));
    assertThat(two.probability("")).isCloseTo(.4 * .3, within(1e-6));
    assertThat(two.probability("b")).isZero();
  }

  @Test
  void aDoubledLetterNeedsABlankBetween() {
    float[] a = {0, 1, 0, 0};
    float[] blank = {1, 0, 0, 0};

    assertThat(lattice(a, a).probability("aa")).isZero();
    assertThat(lattice(a, blank, a).probability("aa")).isCloseTo(1, within(1e-6));
  }

  @Test
  void aSpaceIsSaidOrPassedOver() {
    Lattice glued =
        lattice(new float[] {0, 1, 0, 0}, new float[] {.9f, 0, 0, .1f}, new float[] {0, 0, 1, 0});

    assertThat(glued.probability("ab")).isCloseTo(1, within(1e-6));
    assertThat(glued.probability("a b")).isCloseTo(.1, within(1e-6));
  }

  @Test
  void namesTheLettersThatMayBeThere() {
    assertThat(lattice(new float[] {.5f, .48f, .005f, .2f}).letters()).containsExactly("a");
    assertThat(lattice(new float[] {.5f, .3f, .2f, 0}).letters()).containsExactly("a", "b");
  }
}
