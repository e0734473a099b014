package dev.rigel.perception.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rigel.base.CallScope;
import dev.rigel.media.Box;
import dev.rigel.media.Image;
import dev.rigel.media.Region;
import dev.rigel.perception.Examples;
import dev.rigel.perception.RealNetworks;
import java.awt.Color;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("slow")
class CocoDetectorTest {
  @RegisterExtension static final RealNetworks NETWORKS = new RealNetworks();

  private final CocoDetector detector = new CocoDetector(NETWORKS.networks());

  private List<Region> detect(Image image) {
    return detector.detect(image, CallScope.unlimited());
  }

  @Test
  void findsTheOnePerson() {
    List<Region> found = detect(Examples.image("astronaut.jpg"));

    assertThat(found).filteredOn(region -> region.label().equals("person")).hasSize(1);
    assertThat(found.getFirst().label()).isEqualTo("person");
    assertThat(found.getFirst().box().intersectionOverUnion(new Box(0.03, 0.02, 0.69, 0.97)))
        .isGreaterThan(0.8);
  }

  @Test
  void findsTheCupWhereItIs() {
    List<Region> cups =
        detect(Examples.image("coffee.jpg")).stream()
            .filter(region -> region.label().equals("cup"))
            .toList();

    assertThat(cups).hasSize(1);
    assertThat(cups.getFirst().box().intersectionOverUnion(new Box(0.28, 0.05, 0.41, 0.72)))
        .isGreaterThan(0.7);
  }

  @Test
  void findsTheCatAndNoDog() {
    assertThat(detect(Examples.image("cat.jpg"))).extracting(Region::label).containsExactly("cat");
  }

  @Test
  void findsBothOfTwo() {
    Image two =
        Image.of(
            Examples.pasted(
                Examples.pasted(
                    Examples.canvas(1400, 600, Color.GRAY),
                    Examples.pixels("astronaut.jpg"),
                    50,
                    40,
                    1),
                Examples.pixels("astronaut.jpg"),
                850,
                40,
                1));

    List<Region> people =
        detect(two).stream().filter(region -> region.label().equals("person")).toList();

    assertThat(people).hasSize(2);
    assertThat(people).anySatisfy(one -> assertThat(one.box().right()).isLessThan(0.5));
    assertThat(people).anySatisfy(one -> assertThat(one.box().x()).isGreaterThan(0.5));
  }

  @Test
  void findsNothingOnAPlainGround() {
    assertThat(detect(Image.of(Examples.canvas(640, 480, Color.LIGHT_GRAY)))).isEmpty();
    assertThat(detect(Image.of(Examples.canvas(1, 1, Color.BLACK)))).isEmpty();
  }

  @Test
  void mostConfidentFirst() {
    assertThat(detect(Examples.image("coffee.jpg")))
        .isSortedAccordingTo((a, b) -> Double.compare(b.confidence(), a.confidence()));
  }

  @Test
  void knowsEightyKinds() {
    assertThat(detector.labels()).hasSize(80).contains("person", "traffic light", "toothbrush");
  }

  @Test
  void boxesFollowThePictureWhenItIsWide() {
    Image wide =
        Image.of(
            Examples.pasted(
                Examples.canvas(1200, 400, Color.WHITE), Examples.pixels("cat.jpg"), 700, 50, 1));

    Region cat =
        detect(wide).stream()
            .filter(region -> region.label().equals("cat"))
            .findFirst()
            .orElseThrow();

    assertThat(cat.box().x() * 1200).isCloseTo(700, within(40.0));
    assertThat(cat.box().y() * 400).isCloseTo(50, within(30.0));
  }
}
