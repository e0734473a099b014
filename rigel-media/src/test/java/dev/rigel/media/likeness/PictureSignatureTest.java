package dev.rigel.media.likeness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rigel.media.Image;
import dev.rigel.media.pixel.GaussianBlur;
import dev.rigel.media.pixel.Resize;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PictureSignatureTest {
  private static Image boxes(long seed) {
    BufferedImage pixels = new BufferedImage(320, 240, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = pixels.createGraphics();
    Random random = new Random(seed);
    for (int i = 0; i < 60; i++) {
      graphics.setColor(new Color(random.nextInt(1 << 24)));
      graphics.fillRect(random.nextInt(320) - 40, random.nextInt(240) - 40, 90, 70);
    }
    graphics.dispose();
    return Image.of(pixels);
  }

  private static double likeness(Image a, Image b) {
    return PictureSignature.of(a).likeness(PictureSignature.of(b));
  }

  @Test
  void isOneForTheSamePictureAndTheSameBothWays() {
    assertThat(likeness(boxes(1), boxes(1))).isCloseTo(1, within(1e-9));
    assertThat(likeness(boxes(1), boxes(2))).isCloseTo(likeness(boxes(2), boxes(1)), within(1e-12));
  }

  @Test
  void hardlyChangesWithSizeAndSharpness() {
    assertThat(likeness(boxes(1), Resize.scaled(boxes(1), 0.4))).isGreaterThan(0.93);
    assertThat(likeness(boxes(1), GaussianBlur.of(boxes(1), 3))).isGreaterThan(0.93);
  }

  @ParameterizedTest
  @ValueSource(longs = {2, 3, 4, 5})
  void isLowForOtherPictures(long seed) {
    assertThat(likeness(boxes(1), boxes(seed))).isBetween(0.0, 0.75);
  }

  @Test
  void takesTinyAndTransparentPictures() {
    Image clear = Image.ofPacked(1, 1, true, new int[] {0});
    Image white = Image.ofPacked(5, 3, false, new int[15]);
    java.util.Arrays.fill(white.packedPixels(), 0xffffff);
    assertThat(likeness(clear, white)).isCloseTo(1, within(0.05));
  }
}
