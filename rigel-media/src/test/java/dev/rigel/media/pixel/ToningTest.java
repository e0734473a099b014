package dev.rigel.media.pixel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rigel.media.Image;
import org.junit.jupiter.api.Test;

class ToningTest {
  /** From dark to light, a little red, half transparent at the end. */
  private static Image ramp() {
    int[] pixels = new int[64 * 4];
    for (int i = 0; i < pixels.length; i++) {
      int level = i % 64 * 4;
      pixels[i] =
          (i % 64 < 60 ? 0xff000000 : 0x80000000)
              | Math.min(255, level + 30) << 16
              | level << 8
              | level;
    }
    return Image.ofPacked(64, 4, true, pixels);
  }

  private static int pixel(Toning toning, int x) {
    return toning.of(ramp()).packedPixels()[64 + x];
  }

  private static int red(int pixel) {
    return pixel >> 16 & 255;
  }

  private static int blue(int pixel) {
    return pixel & 255;
  }

  @Test
  void changesNothingWhenNothingIsToChange() {
    assertThat(new Toning(0, 0, 0, 0, 0, 1).of(ramp()).packedPixels())
        .isEqualTo(ramp().packedPixels());
  }

  @Test
  void changesLightAndColoursInTheirDirections() {
    int before = ramp().packedPixels()[64 + 20];
    assertThat(red(pixel(new Toning(0.3, 0, 0, 0, 0, 1), 20))).isGreaterThan(red(before));
    assertThat(red(pixel(new Toning(-0.3, 0, 0, 0, 0, 1), 20))).isLessThan(red(before));
    assertThat(blue(pixel(new Toning(0, 1, 0, 0, 0, 1), 20))).isLessThan(blue(before));
    assertThat(blue(pixel(new Toning(0, 1, 0, 0, 0, 1), 50))).isGreaterThan(200);
    int grey = pixel(new Toning(0, 0, -1, 0, 0, 1), 20);
    assertThat(red(grey)).isEqualTo(blue(grey));
    int colourful = pixel(new Toning(0, 0, 1, 0, 0, 1), 20);
    assertThat(red(colourful) - blue(colourful)).isGreaterThan(red(before) - blue(before) + 20);
    int warm = pixel(new Toning(0, 0, 0, 1, 0, 1), 20);
    assertThat(red(warm)).isGreaterThan(red(before));
    assertThat(blue(warm)).isLessThan(blue(before));
    assertThat(red(pixel(new Toning(0, 0, 0, 0, 0, 2), 20))).isGreaterThan(red(before));
    assertThat(red(pixel(new Toning(0, 0, 0, 0, 0, 0.5), 20))).isLessThan(red(before));
  }

  @Test
  void sharpensAndSoftensEdgesOnly() {
    int[] pixels = new int[40 * 40];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = i % 40 < 20 ? 0xff404040 : 0xffc0c0c0;
    }
    Image edge = Image.ofPacked(40, 40, false, pixels);
    int[] sharp = new Toning(0, 0, 0, 0, 1, 1).of(edge).packedPixels();
    int[] soft = new Toning(0, 0, 0, 0, -1, 1).of(edge).packedPixels();

    assertThat(blue(sharp[820 - 1])).isLessThan(0x40);
    assertThat(blue(sharp[820])).isGreaterThan(0xc0);
    assertThat(blue(soft[820 - 1])).isBetween(0x41, 0x7f);
    assertThat(blue(sharp[800])).isEqualTo(0x40);
    assertThat(blue(soft[839])).isEqualTo(0xc0);
  }

  @Test
  void keepsTransparency() {
    assertThat(pixel(new Toning(0.5, 0.5, 0.5, 0.5, 0.5, 2), 62) >>> 24).isEqualTo(0x80);
  }

  @Test
  void refusesValuesThatMeanNothing() {
    assertThatThrownBy(() -> new Toning(Double.NaN, 0, 0, 0, 0, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Toning(0, 0, 0, 0, 0, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
