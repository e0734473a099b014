package dev.rigel.perception.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rigel.media.Box;
import java.util.List;
import org.junit.jupiter.api.Test;

class SecondOpinionTest {
  private static final int CAT = CocoLabels.NAMES.indexOf("cat");
  private static final int DOG = CocoLabels.NAMES.indexOf("dog");

  private static Detection at(double x, int kind, double confidence) {
    return new Detection(new Box(x, 0.1, 0.2, 0.2), kind, confidence);
  }

  @Test
  void agreementRaisesConfidence() {
    List<Detection> joined =
        SecondOpinion.joined(List.of(at(.10, CAT, .6)), List.of(at(.12, CAT, .5)));

    assertThat(joined).hasSize(1);
    assertThat(joined.getFirst().confidence()).isCloseTo(.8, within(1e-9));
    assertThat(joined.getFirst().box().x()).isBetween(.10, .12);
  }

  @Test
  void twoWeakOpinionsThatAgreeCount() {
    assertThat(SecondOpinion.joined(List.of(at(.1, CAT, .22)), List.of(at(.1, CAT, .25))))
        .hasSize(1);
    assertThat(SecondOpinion.joined(List.of(at(.1, CAT, .22)), List.of())).isEmpty();
  }

  @Test
  void theSecondNetworkAloneMustBeSurer() {
    assertThat(SecondOpinion.joined(List.of(at(.1, CAT, .35)), List.of())).hasSize(1);
    assertThat(SecondOpinion.joined(List.of(), List.of(at(.1, CAT, .35)))).isEmpty();
    assertThat(SecondOpinion.joined(List.of(), List.of(at(.1, CAT, .5)))).hasSize(1);
  }

  @Test
  void neighboursStayTwo() {
    assertThat(
            SecondOpinion.joined(
                List.of(at(.1, CAT, .8), at(.35, CAT, .7)),
                List.of(at(.1, CAT, .8), at(.35, CAT, .7))))
        .hasSize(2);
  }

  @Test
  void oneBoxIsOneKind() {
    assertThat(SecondOpinion.joined(List.of(at(.1, CAT, .6), at(.1, DOG, .4)), List.of()))
        .extracting(Detection::kind)
        .containsExactly(CAT);
  }

  @Test
  void disagreementAboutTheKindRaisesNothing() {
    assertThat(SecondOpinion.joined(List.of(at(.1, CAT, .6)), List.of(at(.1, DOG, .5))))
        .containsExactly(at(.1, CAT, .6));
  }
}
