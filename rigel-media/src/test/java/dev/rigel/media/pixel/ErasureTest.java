package dev.rigel.media.pixel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rigel.base.CallScope;
import dev.rigel.base.Cancellation;
import dev.rigel.base.RigelException;
import dev.rigel.media.Box;
import dev.rigel.media.Image;
import dev.rigel.media.Mask;
import dev.rigel.media.Region;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ErasureTest {
  private static final int WIDTH = 160;
  private static final int HEIGHT = 120;

  /** Slanted stripes, sixteen pixels from one to the next, with a little grain. */
  private static int stripes(int x, int y, Random random) {
    int wave = (int) Math.round(128 + 90 * Math.sin((x + y) * Math.PI / 8));
    int level = Math.clamp(wave + random.nextInt(7) - 3, 0, 255);
    return 0xff000000 | level << 16 | level / 2 << 8 | 255 - level;
  }

  private static Image texture() {
    Random random = new Random(7);
    int[] pixels = new int[WIDTH * HEIGHT];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = stripes(i % WIDTH, i / WIDTH, random);
    }
    return Image.ofPacked(WIDTH, HEIGHT, false, pixels);
  }

  /** The texture with a green thing on it. */
  private static Image withThing(Box box) {
    int[] pixels = texture().packedPixels().clone();
    PixelBox thing = PixelBox.covering(box, texture());
    for (int y = thing.top(); y < thing.top() + thing.height(); y++) {
      for (int x = thing.left(); x < thing.left() + thing.width(); x++) {
        pixels[y * WIDTH + x] = 0xff00ff00;
      }
    }
    return Image.ofPacked(WIDTH, HEIGHT, false, pixels);
  }

  private static Region region(Box box) {
    return new Region("", box, "thing", "", 1);
  }

  private static Image erased(Image image, Region... regions) {
    return Erasure.of(image, List.of(regions), CallScope.unlimited());
  }

  private static double meanDifference(Image one, Image other) {
    long sum = 0;
    for (int i = 0; i < one.packedPixels().length; i++) {
      for (int shift = 0; shift <= 16; shift += 8) {
        sum +=
            Math.abs(
                (one.packedPixels()[i] >> shift & 0xff)
                    - (other.packedPixels()[i] >> shift & 0xff));
      }
    }
    return sum / 3.0 / one.packedPixels().length;
  }

  @Test
  void continuesThePatternWhereAThingWas() {
    Box box = new Box(0.4, 0.35, 0.2, 0.3);

    Image made = erased(withThing(box), region(box));

    // A smooth filling would differ by more than a third of the stripes' height inside the hole.
    double insideOnly = meanDifference(made, texture()) / box.area();
    assertThat(insideOnly).isLessThan(18);
    assertThat(made.packedPixels()).doesNotContain(0xff00ff00);
  }

  @Test
  void leavesEverythingElseAsItWas() {
    Box box = new Box(0.4, 0.35, 0.2, 0.3);
    Image before = withThing(box);

    Image made = erased(before, region(box));

    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        boolean near = x > 55 && x < 105 && y > 34 && y < 86;
        if (!near) {
          assertThat(made.packedPixels()[y * WIDTH + x])
              .isEqualTo(before.packedPixels()[y * WIDTH + x]);
        }
      }
    }
  }

  @Test
  void fillsAtEdgesAndCornersAndSeveralHoles() {
    Box corner = new Box(0, 0, 0.2, 0.25);
    Box edge = new Box(0.9, 0.4, 0.1, 0.3);
    Image image = withThing(corner);
    int[] both = image.packedPixels().clone();
    PixelBox second = PixelBox.covering(edge, image);
    for (int y = second.top(); y < second.top() + second.height(); y++) {
      java.util.Arrays.fill(
          both, y * WIDTH + second.left(), y * WIDTH + second.left() + second.width(), 0xff00ff00);
    }

    Image made = erased(Image.ofPacked(WIDTH, HEIGHT, false, both), region(corner), region(edge));

    assertThat(made.packedPixels()).doesNotContain(0xff00ff00);
    assertThat(meanDifference(made, texture()) / (corner.area() + edge.area())).isLessThan(40);
  }

  @Test
  void takesAwayOnlyWhatAMaskShows() {
    Box box = new Box(0.25, 0.25, 0.5, 0.5);
    byte[] alpha = new byte[WIDTH * HEIGHT];
    for (int y = 55; y < 65; y++) {
      java.util.Arrays.fill(alpha, y * WIDTH + 75, y * WIDTH + 85, (byte) 255);
    }
    Region masked =
        new Region(
            "",
            OptionalInt.empty(),
            OptionalDouble.empty(),
            box,
            "thing",
            "",
            1,
            List.of(),
            Optional.of(new Mask(WIDTH, HEIGHT, alpha)),
            OptionalDouble.empty());

    Image made = erased(withThing(box), masked);

    // The thing fills the box; only its middle goes, and comes again from what is around it.
    assertThat(made.packedPixels()[40 * WIDTH + 50]).isEqualTo(0xff00ff00);
    assertThat(made.packedPixels()[60 * WIDTH + 80]).isEqualTo(0xff00ff00);
  }

  @Test
  void worksOnPicturesOfAnySize() {
    for (int[] size : new int[][] {{8, 8}, {9, 40}, {400, 5}, {30, 30}}) {
      Image small = Image.ofPacked(size[0], size[1], false, new int[size[0] * size[1]]);
      Image made = erased(small, region(new Box(0, 0, 0.5, 0.4)));
      assertThat(made.width()).isEqualTo(size[0]);
    }
  }

  @Test
  void refusesToEraseEverything() {
    assertThatThrownBy(() -> erased(texture(), region(Box.FULL)))
        .isInstanceOf(RigelException.class)
        .hasMessageContaining("smaller regions");
  }

  @Test
  void givesTheSamePictureEveryTime() {
    Box box = new Box(0.4, 0.35, 0.2, 0.3);

    assertThat(erased(withThing(box), region(box)).contentHash())
        .isEqualTo(erased(withThing(box), region(box)).contentHash());
  }

  @Test
  void stopsWhenItIsCancelled() {
    CallScope unlimited = CallScope.unlimited();
    Cancellation cancellation = new Cancellation();
    CallScope scope = new CallScope(unlimited.deadline(), cancellation, unlimited.budget());
    cancellation.cancel("the client left");

    assertThatThrownBy(
            () -> Erasure.of(texture(), List.of(region(new Box(0.1, 0.1, 0.5, 0.5))), scope))
        .isInstanceOf(RigelException.class);
  }
}
