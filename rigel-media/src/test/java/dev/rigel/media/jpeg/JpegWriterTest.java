package dev.rigel.media.jpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JpegWriterTest {
  private static int[] soft(int width, int height) {
    int[] pixels = new int[width * height];
    for (int i = 0; i < pixels.length; i++) {
      int x = i % width;
      int y = i / width;
      int red = (int) (128 + 100 * Math.sin(x / 19.0));
      int green = (int) (128 + 100 * Math.cos(y / 23.0));
      int blue = (int) (128 + 90 * Math.sin((x + y) / 31.0));
      pixels[i] = 0xff000000 | red << 16 | green << 8 | blue;
    }
    return pixels;
  }

  private static int[] noise(int count) {
    Random random = new Random(9);
    int[] pixels = new int[count];
    for (int i = 0; i < count; i++) {
      pixels[i] = random.nextBoolean() ? 0xffffffff : random.nextInt() | 0xff000000;
    }
    return pixels;
  }

  private static int[] byTheJdk(byte[] jpeg, int width, int height) throws IOException {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(jpeg));
    assertThat(image.getWidth()).isEqualTo(width);
    assertThat(image.getHeight()).isEqualTo(height);
    return image.getRGB(0, 0, width, height, null, 0, width);
  }

  private static double meanSquaredError(int[] one, int[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      for (int shift = 0; shift <= 16; shift += 8) {
        int difference = (one[i] >> shift & 255) - (other[i] >> shift & 255);
        sum += difference * difference;
      }
    }
    return sum / 3 / one.length;
  }

  @ParameterizedTest
  @CsvSource({"160, 120", "161, 119", "1, 1", "17, 16", "16, 17", "3, 300", "8, 8"})
  void writesWhatOthersRead(int width, int height) throws IOException {
    int[] pixels = soft(width, height);

    int[] read = byTheJdk(JpegWriter.write(pixels, width, height, 92), width, height);

    assertThat(meanSquaredError(pixels, read)).isLessThan(9);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 30, 75, 92, 100})
  void survivesNoiseAtEveryQuality(int quality) throws IOException {
    int[] pixels = noise(64 * 48);
    byte[] jpeg = JpegWriter.write(pixels, 64, 48, quality);

    int[] byTheJdk = byTheJdk(jpeg, 64, 48);
    int[] byOurs = new SampleColors(false).packed(SequentialJpeg.of(jpeg).orElseThrow().samples());

    assertThat(meanSquaredError(byTheJdk, byOurs)).isLessThan(1.5);
  }

  @Test
  void growsWithQuality() {
    int[] pixels = noise(64 * 64);
    int before = 0;
    for (int quality : new int[] {10, 50, 80, 95}) {
      int size = JpegWriter.write(pixels, 64, 64, quality).length;
      assertThat(size).isGreaterThan(before);
      before = size;
    }
  }

  @Test
  void keepsPlainColours() throws IOException {
    for (int color : new int[] {0xff000000, 0xffffffff, 0xffff0000, 0xff00ff00, 0xff0000ff}) {
      int[] pixels = new int[50 * 30];
      Arrays.fill(pixels, color);
      int[] read = byTheJdk(JpegWriter.write(pixels, 50, 30, 92), 50, 30);
      assertThat(meanSquaredError(pixels, read)).as(Integer.toHexString(color)).isLessThan(3);
    }
  }

  @Test
  void refusesWhatNoJpegHolds() {
    assertThatThrownBy(() -> JpegWriter.write(new int[70_000], 70_000, 1, 92))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> JpegWriter.write(new int[1], 1, 1, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
