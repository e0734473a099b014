package dev.rigel.media.pixel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rigel.base.RigelException;
import dev.rigel.media.Box;
import dev.rigel.media.Image;
import dev.rigel.media.ImageFormat;
import dev.rigel.media.Mask;
import dev.rigel.media.Region;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class LabelMapTest {
  private static final int WIDTH = 64;
  private static final int HEIGHT = 48;

  private static Region masked(byte[] alpha) {
    return new Region(
        "x",
        OptionalInt.empty(),
        OptionalDouble.empty(),
        Box.FULL,
        "thing",
        "",
        1,
        List.of(),
        Optional.of(new Mask(WIDTH, HEIGHT, alpha)),
        OptionalDouble.empty());
  }

  private static BufferedImage decoded(Image image) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(image.encode(ImageFormat.PNG)));
  }

  /** Every pixel belongs to at most one. */
  private static List<Region> apart(int count, Random random) {
    List<byte[]> masks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      masks.add(new byte[WIDTH * HEIGHT]);
    }
    for (int at = 0; at < WIDTH * HEIGHT; at++) {
      int owner = random.nextInt(count + 1);
      if (owner < count) {
        masks.get(owner)[at] = (byte) (128 + random.nextInt(128));
      }
    }
    return masks.stream().map(LabelMapTest::masked).toList();
  }

  @Test
  void decodesToTheSameMasks() throws IOException {
    for (int count : new int[] {1, 7, 255, 256, 700}) {
      List<Region> regions = apart(count, new Random(count));
      BufferedImage png = decoded(LabelMap.of(WIDTH, HEIGHT, regions));
      assertThat(png.getColorModel().getPixelSize()).isEqualTo(count > 255 ? 16 : 8);
      for (int i = 0; i < count; i++) {
        byte[] alpha = regions.get(i).mask().orElseThrow().alpha();
        for (int at = 0; at < alpha.length; at++) {
          boolean here = png.getRaster().getSample(at % WIDTH, at / WIDTH, 0) == i + 1;
          assertThat(here).isEqualTo(alpha[at] < 0);
        }
      }
    }
  }

  @Test
  void keepsTheNumbersThatRegionsHave() throws IOException {
    Region left = new Region("x", new Box(0, 0, 0.5, 1), "a", "", 1);
    Region right = new Region("x", new Box(0.5, 0, 0.5, 1), "b", "", 1);
    BufferedImage own =
        decoded(LabelMap.of(WIDTH, HEIGHT, List.of(left.withInstance(9), right.withInstance(300))));
    assertThat(own.getRaster().getSample(10, 10, 0)).isEqualTo(9);
    assertThat(own.getRaster().getSample(50, 10, 0)).isEqualTo(300);
    for (Region other : List.of(right, right.withInstance(9))) {
      BufferedImage counted =
          decoded(LabelMap.of(WIDTH, HEIGHT, List.of(left.withInstance(9), other)));
      assertThat(counted.getRaster().getSample(10, 10, 0)).isEqualTo(1);
      assertThat(counted.getRaster().getSample(50, 10, 0)).isEqualTo(2);
    }
  }

  @Test
  void putsTheSmallerOneInFront() throws IOException {
    Region small = new Region("x", new Box(0.25, 0.25, 0.25, 0.25), "a", "", 1);
    Region large = new Region("x", new Box(0, 0, 1, 1), "b", "", 1);
    for (boolean turned : new boolean[] {true, false}) {
      List<Region> both = new ArrayList<>(List.of(small.withInstance(1), large.withInstance(2)));
      if (turned) {
        Collections.reverse(both);
      }
      BufferedImage map = decoded(LabelMap.of(WIDTH, HEIGHT, both));
      assertThat(map.getRaster().getSample(20, 15, 0)).isEqualTo(1);
      assertThat(map.getRaster().getSample(2, 2, 0)).isEqualTo(2);
    }
  }

  @Test
  void isAnotherPictureThanOneOfTheSameGreys() {
    Image map = LabelMap.of(4, 4, List.of());
    Image black = LabelMap.binary(4, 4, List.of());
    assertThat(map.contentHash()).isNotEqualTo(black.contentHash());
    assertThat(map.isLabelMap()).isTrue();
    assertThat(map.asPage(2).isLabelMap()).isTrue();
    assertThat(black.isLabelMap()).isFalse();
  }

  @Test
  void showsOneMaskInBlackAndWhite() {
    byte[] alpha = new byte[WIDTH * HEIGHT];
    alpha[5] = (byte) 200;
    alpha[6] = 100;
    Image mask = LabelMap.binary(WIDTH, HEIGHT, List.of(masked(alpha)));
    assertThat(mask.packedPixels()[5] & 0xffffff).isEqualTo(0xffffff);
    assertThat(mask.packedPixels()[6] & 0xffffff).isZero();
  }

  @Test
  void refusesMoreRegionsThanNumbers() {
    Region one = new Region("x", Box.FULL, "a", "", 1);
    assertThatThrownBy(() -> LabelMap.of(2, 2, Collections.nCopies(70_000, one)))
        .isInstanceOf(RigelException.class);
  }
}
