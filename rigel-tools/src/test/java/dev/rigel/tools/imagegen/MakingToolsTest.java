package dev.rigel.tools.imagegen;

import static dev.rigel.tools.Samples.colorAt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rigel.base.RigelException;
import dev.rigel.media.Image;
import dev.rigel.tools.Bench;
import dev.rigel.tools.Samples;
import java.awt.Color;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MakingToolsTest {
  private static final int BLUE = 0xff0072b2;

  private final Bench bench = new Bench();
  private final Image image = Samples.halves(80, 40, Color.RED, Color.BLUE);

  private Image picture(String tool, Object... arguments) {
    return (Image) Objects.requireNonNull(bench.call(tool, arguments));
  }

  @Test
  void overlaysAtAPlaceByWordOrRegion() {
    Image green = Samples.plain(10, 10, Color.GREEN);

    Image corner = picture("overlay", "image", image, "other", green, "position", "bottom right");
    Image region =
        picture(
            "overlay", "image", image, "other", green, "region", Samples.region("x", 0, 0, 0.5, 1));

    assertThat(colorAt(corner, 79, 39)).isEqualTo(Color.GREEN);
    assertThat(colorAt(corner, 60, 20)).isEqualTo(Color.BLUE);
    assertThat(colorAt(region, 20, 20)).isEqualTo(Color.GREEN);
    assertThatThrownBy(() -> picture("overlay", "image", image, "other", green, "opacity", 2.0))
        .isInstanceOf(RigelException.class);
    assertThatThrownBy(() -> picture("overlay", "image", image, "other", green, "position", "up"))
        .hasMessageContaining("top left");
  }

  @Test
  void erasesRegionsAndNothingWithoutAny() {
    Image thing =
        picture(
            "overlay",
            "image",
            Samples.plain(80, 60, Color.WHITE),
            "other",
            Samples.plain(10, 10, Color.RED));

    Image erased =
        picture(
            "erase", "image", thing, "regions", List.of(Samples.region("x", 0.4, 0.35, 0.2, 0.3)));

    assertThat(colorAt(erased, 40, 30)).isEqualTo(Color.WHITE);
    assertThat(picture("erase", "image", thing, "regions", List.of())).isSameAs(thing);
  }

  @Test
  void upscalesOnlyByFactorsItKnows() {
    assertThat(picture("upscale", "image", image).width()).isEqualTo(160);
    assertThat(picture("upscale", "image", image, "factor", 3.0).height()).isEqualTo(120);
    for (double factor : new double[] {1, 0.5, 9, Double.NaN, -2}) {
      assertThatThrownBy(() -> picture("upscale", "image", image, "factor", factor))
          .isInstanceOf(RigelException.class)
          .hasMessageContaining("resize");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"brightness", "contrast", "saturation", "sharpness", "warmth", "gamma"})
  void adjustsWithinBoundsOnly(String name) {
    assertThatThrownBy(() -> picture("adjust", "image", image, name, 11.0))
        .isInstanceOf(RigelException.class)
        .hasMessageContaining(name);
    Image cat = Samples.halves(40, 40, new Color(90, 120, 60), new Color(140, 100, 120));
    assertThat(picture("adjust", "image", cat, name, 0.7).contentHash())
        .isNotEqualTo(cat.contentHash());
  }

  @Test
  void scattersPointsWhereTheirNumbersAre() {
    Image chart =
        picture(
            "chart",
            "kind",
            "scatter",
            "labels",
            List.of(0, "10", 10.0),
            "values",
            List.of(0, 0, 10));

    // In the lower left, the lower right and the upper right corner, none in the upper left.
    assertThat(isInked(chart, 0, 480, 480, 600)).isTrue();
    assertThat(isInked(chart, 700, 480, 960, 600)).isTrue();
    assertThat(isInked(chart, 700, 0, 960, 120)).isTrue();
    assertThat(isInked(chart, 0, 0, 480, 300)).isFalse();
    assertThatThrownBy(
            () -> picture("chart", "kind", "scatter", "labels", List.of("a"), "values", List.of(1)))
        .hasMessageContaining("numbers as labels");
  }

  @Test
  void countsValuesInAHistogram() {
    List<Double> values = IntStream.range(0, 100).mapToObj(i -> i < 80 ? 1.0 : 9.0).toList();
    Image chart = picture("chart", "kind", "histogram", "labels", List.of(), "values", values);

    assertThat(isInked(chart, 60, 60, 400, 200)).as("many small values").isTrue();
    assertThat(isInked(chart, 600, 60, 960, 200)).as("few large ones").isFalse();
    assertThat(isInked(chart, 600, 420, 960, 500)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, -7, 1e12})
  void drawsHistogramsOfOneValue(double value) {
    assertThat(
            picture("chart", "kind", "histogram", "labels", List.of(), "values", List.of(value))
                .width())
        .isEqualTo(960);
  }

  @Test
  void takesNumbersAsNamesOfBars() {
    assertThat(
            picture(
                    "chart",
                    "kind",
                    "bar",
                    "labels",
                    List.of(2024, 2025.0),
                    "values",
                    List.of(1, 2))
                .contentHash())
        .isEqualTo(
            picture(
                    "chart",
                    "kind",
                    "bar",
                    "labels",
                    List.of("2024", "2025"),
                    "values",
                    List.of(1, 2))
                .contentHash());
  }

  private static boolean isInked(Image chart, int left, int top, int right, int bottom) {
    for (int y = top; y < bottom; y++) {
      for (int x = left; x < right; x++) {
        int pixel = chart.packedPixels()[y * chart.width() + x];
        if ((pixel >> 16 & 255) < 80 && (pixel & 255) > (BLUE & 255) - 20) {
          return true;
        }
      }
    }
    return false;
  }
}
