package dev.rigel.media.pixel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rigel.media.Image;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GaussianBlurTest {
  private static final int SIZE = 81;
  private static final int EDGE = 40;

  @ParameterizedTest
  @ValueSource(doubles = {0.3, 0.5, 0.8, 1, 1.3, 1.5, 2, 3.3, 5})
  void hasTheDeviationThatIsAskedFor(double sigma) {
    Image across = GaussianBlur.of(edge(true), sigma);
    Image down = GaussianBlur.of(edge(false), sigma);
    assertThat(deviation(across, true)).isCloseTo(sigma, within(0.02 + 0.02 * sigma));
    assertThat(deviation(down, false)).isCloseTo(sigma, within(0.02 + 0.02 * sigma));
  }

  @Test
  void keepsAnEvenPicture() {
    int[] pixels = new int[12];
    java.util.Arrays.fill(pixels, 0xff336699);
    Image even = Image.ofPacked(4, 3, false, pixels);
    for (double sigma : new double[] {0.2, 1, 50}) {
      assertThat(GaussianBlur.of(even, sigma).packedPixels()).isEqualTo(even.packedPixels());
    }
  }

  @Test
  void leavesThePictureWithoutADeviation() {
    Image image = edge(true);
    assertThat(GaussianBlur.of(image, 0)).isSameAs(image);
  }

  /** Black, then white from {@link #EDGE} on. */
  private static Image edge(boolean across) {
    int[] pixels = new int[SIZE * SIZE];
    for (int y = 0; y < SIZE; y++) {
      for (int x = 0; x < SIZE; x++) {
        pixels[y * SIZE + x] = (across ? x : y) < EDGE ? 0xff000000 : 0xffffffff;
      }
    }
    return Image.ofPacked(SIZE, SIZE, false, pixels);
  }

  /** Of the differences between neighbours, which are the blurred impulse. */
  private static double deviation(Image image, boolean across) {
    int[] pixels = image.packedPixels();
    double sum = 0;
    double moment = 0;
    double square = 0;
    for (int i = 1; i < SIZE; i++) {
      int difference = level(pixels, i, across) - level(pixels, i - 1, across);
      sum += difference;
      moment += difference * (double) (i - EDGE);
      square += difference * (double) ((i - EDGE) * (i - EDGE));
    }
    double mean = moment / sum;
    return Math.sqrt(square / sum - mean * mean);
  }

  private static int level(int[] pixels, int at, boolean across) {
    return pixels[across ? EDGE * SIZE + at : at * SIZE + EDGE] & 0xff;
  }
}
