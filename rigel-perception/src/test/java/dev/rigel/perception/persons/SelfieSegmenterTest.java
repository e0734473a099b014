package dev.rigel.perception.persons;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rigel.base.CallScope;
import dev.rigel.media.Image;
import dev.rigel.media.Mask;
import dev.rigel.perception.Examples;
import dev.rigel.perception.RealNetworks;
import java.awt.Color;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("slow")
class SelfieSegmenterTest {
  @RegisterExtension static final RealNetworks NETWORKS = new RealNetworks();

  private final SelfieSegmenter segmenter = new SelfieSegmenter(NETWORKS.networks());

  private Mask persons(Image image) {
    return segmenter.persons(image, CallScope.unlimited());
  }

  private static int at(Mask mask, double x, double y) {
    return mask.alpha()[(int) (y * mask.height()) * mask.width() + (int) (x * mask.width())] & 255;
  }

  private static double covered(Mask mask) {
    long sum = 0;
    for (byte alpha : mask.alpha()) {
      sum += alpha & 255;
    }
    return sum / 255.0 / mask.alpha().length;
  }

  @Test
  void masksThePersonInThePicturesSize() {
    Mask mask = persons(Examples.image("astronaut.jpg"));

    assertThat(mask.width()).isEqualTo(512);
    assertThat(mask.height()).isEqualTo(512);
    assertThat(at(mask, 0.44, 0.25)).as("face").isGreaterThan(240);
    assertThat(at(mask, 0.35, 0.7)).as("suit").isGreaterThan(240);
    assertThat(at(mask, 0.65, 0.15)).as("wall").isLessThan(15);
    assertThat(at(mask, 0.8, 0.4)).as("model rocket").isLessThan(15);
    assertThat(covered(mask)).isBetween(0.35, 0.65);
  }

  @Test
  void followsLargeAndNarrowPictures() {
    Mask large =
        persons(
            Image.of(
                Examples.pasted(
                    Examples.canvas(1900, 1500, new Color(200, 200, 210)),
                    Examples.pixels("astronaut.jpg"),
                    200,
                    0,
                    2.9)));

    assertThat(large.width()).isEqualTo(1900);
    assertThat(at(large, (200 + 0.44 * 1485) / 1900, 0.25)).isGreaterThan(240);
    assertThat(at(large, 0.97, 0.1)).isLessThan(15);

    Mask narrow = persons(Image.of(Examples.canvas(3, 900, Color.WHITE)));
    assertThat(narrow.alpha()).hasSize(2700);
  }

  @Test
  void masksNothingWhereNobodyIs() {
    assertThat(covered(persons(Examples.image("rocket.jpg")))).isLessThan(0.03);
  }
}
