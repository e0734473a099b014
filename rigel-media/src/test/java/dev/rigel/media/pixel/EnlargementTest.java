package dev.rigel.media.pixel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rigel.base.CallScope;
import dev.rigel.base.RigelException;
import dev.rigel.media.Box;
import dev.rigel.media.Image;
import dev.rigel.media.MediaReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnlargementTest {
  private static Image example(String name) throws IOException {
    try (MediaReader reader = new MediaReader()) {
      return reader.readImage(
          Files.readAllBytes(Path.of("../examples", name)), CallScope.unlimited());
    }
  }

  private static Image enlarged(Image image, double factor) {
    return Enlargement.of(image, factor, CallScope.unlimited());
  }

  private static double meanSquaredError(Image one, Image other) {
    double sum = 0;
    for (int i = 0; i < one.packedPixels().length; i++) {
      for (int shift = 0; shift <= 16; shift += 8) {
        int difference =
            (one.packedPixels()[i] >> shift & 255) - (other.packedPixels()[i] >> shift & 255);
        sum += difference * difference;
      }
    }
    return sum / 3 / one.packedPixels().length;
  }

  @ParameterizedTest
  @CsvSource({"astronaut.jpg, 2", "astronaut.jpg, 4", "cat.jpg, 2", "coffee.jpg, 4"})
  void comesCloserToTheOriginalThanBicubicInterpolation(String name, int factor)
      throws IOException {
    Image photo = example(name);
    int width = photo.width() / factor;
    int height = photo.height() / factor;
    Image original = Crop.pixels(photo, new PixelBox(0, 0, width * factor, height * factor));
    Image small = original.shrunk(width, height);

    Image made = enlarged(small, factor);

    assertThat(meanSquaredError(made, original))
        .isLessThan(
            0.95
                * meanSquaredError(
                    Resize.to(small, original.width(), original.height()), original));
  }

  @Test
  void givesTheSmallPictureBackWhenShrunkAgain() throws IOException {
    Image small = example("cat.jpg").shrunk(150, 100);

    assertThat(meanSquaredError(enlarged(small, 3).shrunk(150, 100), small)).isLessThan(4);
  }

  @Test
  void showsNoSeamsBetweenTiles() throws IOException {
    Image whole = example("coffee.jpg");
    Image part = Crop.to(whole, new Box(200.0 / 600, 200.0 / 400, 120.0 / 600, 120.0 / 400));

    // The middle of the part lies over the border of two tiles of the whole.
    Image seen = Crop.pixels(enlarged(whole, 2), new PixelBox(2 * 240, 2 * 240, 2 * 40, 2 * 40));
    Image alone = Crop.pixels(enlarged(part, 2), new PixelBox(2 * 40, 2 * 40, 2 * 40, 2 * 40));

    assertThat(meanSquaredError(seen, alone)).isLessThan(0.05);
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 2", "1, 300, 3", "257, 3, 1.3", "513, 257, 1.01", "7, 5, 8"})
  void makesPicturesOfAnySize(int width, int height, double factor) {
    int[] pixels = new int[width * height];
    Arrays.fill(pixels, 0xff4080c0);

    Image made = enlarged(Image.ofPacked(width, height, false, pixels), factor);

    assertThat(made.width()).isEqualTo((int) Math.round(width * factor));
    assertThat(made.height()).isEqualTo((int) Math.round(height * factor));
    assertThat(made.packedPixels()).containsOnly(0xff4080c0);
  }

  @Test
  void keepsTransparency() {
    int[] pixels = new int[40 * 20];
    Arrays.fill(pixels, 0, 400, 0x80ff0000);
    Image made = enlarged(Image.ofPacked(40, 20, true, pixels), 2);

    assertThat(made.packedPixels()[5 * 80 + 10]).isEqualTo(0x80ff0000);
    assertThat(made.packedPixels()[35 * 80 + 10]).isZero();
  }

  @Test
  void refusesResultsThatWouldBeTooLarge() {
    assertThatThrownBy(() -> enlarged(Image.ofPacked(4_000, 3_000, false, new int[12_000_000]), 4))
        .isInstanceOf(RigelException.class);
  }
}
