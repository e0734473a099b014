package dev.rigel.perception.templates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rigel.base.CallScope;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.Lane;
import dev.rigel.base.RigelException;
import dev.rigel.media.Image;
import dev.rigel.media.Region;
import dev.rigel.perception.Examples;
import dev.rigel.perception.network.Networks;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("slow")
class CorrelationTemplateFinderTest {
  @TempDir Path folder;
  private final Lane lane = new Lane("templates", 1, 4);
  private CorrelationTemplateFinder finder;

  @BeforeEach
  void open() {
    finder =
        new CorrelationTemplateFinder(
            new Networks(
                (name, scope) -> {
                  throw new IllegalStateException("templates need no network, not even " + name);
                },
                lane,
                1,
                folder));
  }

  @AfterEach
  void close() {
    lane.close();
  }

  private List<Region> find(BufferedImage picture, BufferedImage template) {
    return finder.find(Image.of(picture), Image.of(template), CallScope.unlimited());
  }

  /** The cup's rim and the coffee in it. */
  private static BufferedImage rim() {
    return Examples.pixels("coffee.jpg").getSubimage(170, 20, 160, 120);
  }

  @Test
  void findsTheOnePlaceItWasCutFrom() {
    List<Region> found = find(Examples.pixels("coffee.jpg"), rim());

    assertThat(found).hasSize(1);
    assertThat(found.getFirst().label()).isEqualTo("match");
    assertThat(found.getFirst().confidence()).isGreaterThan(0.99);
    assertThat(found.getFirst().box().x() * 600).isCloseTo(170, within(1.5));
    assertThat(found.getFirst().box().y() * 400).isCloseTo(20, within(1.5));
  }

  @Test
  void findsEveryCopy() {
    BufferedImage page = Examples.pixels("rocket.jpg");
    for (int[] place : new int[][] {{20, 20}, {400, 60}, {200, 250}}) {
      Examples.pasted(page, rim(), place[0], place[1], 1);
    }

    assertThat(find(page, rim())).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.55, 0.8, 1.3, 1.8})
  void findsItLargerAndSmaller(double scale) {
    BufferedImage page = Examples.pixels("rocket.jpg");
    Examples.pasted(page, rim(), 120, 90, scale);

    List<Region> found = find(page, rim());

    assertThat(found).hasSize(1);
    assertThat(found.getFirst().box().x() * 640).isCloseTo(120, within(15.0));
    assertThat(found.getFirst().box().width() * 640).isCloseTo(160 * scale, within(20.0));
  }

  @ParameterizedTest
  @ValueSource(ints = {90, 180, 270})
  void findsItTurnedByQuarters(int degrees) {
    BufferedImage page = Examples.pixels("rocket.jpg");
    Examples.pasted(page, Examples.turned(rim(), degrees), 120, 90, 1);

    assertThat(find(page, rim())).hasSize(1);
  }

  @Test
  void findsASmallThingInALargePicture() {
    BufferedImage page =
        Examples.pasted(
            Examples.canvas(3200, 2400, Color.WHITE), Examples.pixels("rocket.jpg"), 0, 0, 4);
    BufferedImage small = Examples.pixels("coffee.jpg").getSubimage(200, 60, 60, 50);
    Examples.pasted(page, small, 2100, 1300, 1);

    List<Region> found = find(page, small);

    assertThat(found).hasSize(1);
    assertThat(found.getFirst().box().x() * 3200).isCloseTo(2100, within(2.0));
    assertThat(found.getFirst().box().y() * 2400).isCloseTo(1300, within(2.0));
  }

  @Test
  void findsNothingWhereItIsNot() {
    assertThat(find(Examples.pixels("astronaut.jpg"), rim())).isEmpty();
    assertThat(find(Examples.pixels("cat.jpg"), rim())).isEmpty();
    assertThat(find(Examples.pixels("receipt.png"), rim())).isEmpty();
    assertThat(find(Examples.canvas(500, 400, Color.GRAY), rim())).isEmpty();
  }

  @Test
  void findsNothingInAPictureSmallerThanTheTemplate() {
    assertThat(find(Examples.canvas(20, 20, Color.GRAY), rim())).isEmpty();
  }

  @Test
  void refusesAPlainTemplate() {
    assertThatThrownBy(() -> find(Examples.pixels("cat.jpg"), Examples.canvas(30, 30, Color.BLUE)))
        .isInstanceOfSatisfying(
            RigelException.class,
            failure -> {
              assertThat(failure.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
              assertThat(failure.param()).contains("template");
            });
  }
}
