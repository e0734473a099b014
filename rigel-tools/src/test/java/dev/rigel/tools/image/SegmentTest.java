package dev.rigel.tools.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rigel.media.Image;
import dev.rigel.media.Mask;
import dev.rigel.media.Region;
import dev.rigel.tools.Bench;
import dev.rigel.tools.Samples;
import dev.rigel.tools.VisualTypes;
import java.awt.Color;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SegmentTest {
  private static final Region LEFT = Samples.region("dog", 0, 0, 0.5, 1);
  private static final Region RIGHT = Samples.region("cat", 0.5, 0, 0.5, 1);

  private final Bench bench = new Bench();
  private final Image image = Samples.plain(40, 20, Color.GREEN);

  /** Everything in the box but its upper half. */
  private static Region masked(Region region) {
    byte[] alpha = new byte[40 * 20];
    for (int i = 400; i < alpha.length; i++) {
      double x = (i % 40 + 0.5) / 40;
      alpha[i] = (byte) (x > region.box().x() && x < region.box().right() ? 255 : 0);
    }
    return new Region(
        region.source(),
        region.page(),
        region.time(),
        region.box(),
        region.label(),
        "",
        1,
        List.of(),
        Optional.of(new Mask(40, 20, alpha)),
        region.angle());
  }

  private List<Region> segments() {
    bench.outlines = regions -> regions.stream().map(SegmentTest::masked).toList();
    return bench.regions("segment", "image", image, "regions", List.of(LEFT, RIGHT));
  }

  private static Object attribute(String name, Region region) {
    return VisualTypes.all().stream()
        .filter(type -> type.javaType() == Region.class)
        .map(type -> read(type, name, region))
        .findFirst()
        .orElseThrow();
  }

  @SuppressWarnings("unchecked")
  private static Object read(dev.rigel.program.ObjectType<?> type, String name, Region region) {
    return Objects.requireNonNull(
        ((dev.rigel.program.ObjectType<Region>) type)
            .attribute(name)
            .orElseThrow()
            .read()
            .apply(region));
  }

  @Test
  void numbersAndOutlinesWhatItFinds() {
    List<Region> segments = segments();
    assertThat(attribute("instance", segments.get(0))).isEqualTo(1);
    assertThat(attribute("instance", segments.get(1))).isEqualTo(2);
    assertThat(segments.get(0).points()).hasSize(4);
    assertThat(attribute("polygons", segments.get(1)))
        .isEqualTo(
            List.of(
                List.of(
                    List.of(0.5, 0.5), List.of(1.0, 0.5), List.of(1.0, 1.0), List.of(0.5, 1.0))));
  }

  @Test
  void putsAllMasksOnOneMapByTheirNumbers() {
    List<Region> segments = segments();
    Image map =
        (Image)
            Objects.requireNonNull(
                bench.call("label_map", "image", image.asPage(3), "regions", segments));
    assertThat(map.isLabelMap()).isTrue();
    assertThat(map.page()).hasValue(3);
    assertThat(IntStream.of(map.packedPixels()).map(pixel -> pixel & 0xff).distinct().toArray())
        .containsExactly(0, 1, 2);
    Image second =
        (Image)
            Objects.requireNonNull(
                bench.call("label_map", "image", image, "regions", segments.subList(1, 2)));
    assertThat(second.packedPixels()[19 * 40 + 39] & 0xff).isEqualTo(2);
  }

  @Test
  void showsMasksInBlackAndWhite() {
    Image mask =
        (Image)
            Objects.requireNonNull(
                bench.call("binary_mask", "image", image, "regions", segments()));
    assertThat(mask.packedPixels()[0] & 0xffffff).isZero();
    assertThat(mask.packedPixels()[799] & 0xffffff).isEqualTo(0xffffff);
  }
}
