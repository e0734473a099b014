package dev.rigel.media.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rigel.media.Image;
import dev.rigel.media.pixel.GaussianBlur;
import dev.rigel.media.pixel.Toning;
import dev.rigel.media.quality.PictureQuality.Fault;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PictureQualityTest {
  /** Boxes of all greys before a grey that gets lighter from left to right. */
  private static Image boxes(int width, int height) {
    BufferedImage pixels = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = pixels.createGraphics();
    for (int x = 0; x < width; x++) {
      int level = 60 + 93 * x / width;
      graphics.setColor(new Color(level, level, level));
      graphics.fillRect(x, 0, 1, height);
    }
    Random random = new Random(3);
    for (int i = 0; i < width * height / 8_000; i++) {
      int level = random.nextInt(20, 235);
      graphics.setColor(new Color(level, level, level));
      graphics.fillRect(random.nextInt(width), random.nextInt(height), 40, 30);
    }
    graphics.dispose();
    return Image.of(pixels);
  }

  private static Image noisy(Image image, double sigma) {
    int[] pixels = image.packedPixels().clone();
    Random random = new Random(7);
    for (int i = 0; i < pixels.length; i++) {
      int level =
          Math.clamp(Math.round((pixels[i] & 0xff) + random.nextGaussian() * sigma), 0, 255);
      pixels[i] = level << 16 | level << 8 | level;
    }
    return Image.ofPacked(image.width(), image.height(), false, pixels);
  }

  private static Image compressed(Image image, float quality) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (var output = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam parameters = writer.getDefaultWriteParam();
      parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      parameters.setCompressionQuality(quality);
      writer.setOutput(output);
      writer.write(null, new IIOImage(image.pixels(), null, null), parameters);
    } finally {
      writer.dispose();
    }
    return Image.of(ImageIO.read(new ByteArrayInputStream(bytes.toByteArray())));
  }

  private static Image cropped(Image image, int left, int top) {
    return Image.of(
        image.pixels().getSubimage(left, top, image.width() - left, image.height() - top));
  }

  @Test
  void findsNothingWrongWithACleanPicture() {
    PictureQuality quality = PictureQuality.of(boxes(640, 480));
    assertThat(quality.faults()).isEmpty();
    assertThat(quality.verdict()).isEqualTo("good");
    assertThat(quality.sharpness()).isGreaterThan(0.9);
    assertThat(quality.noise()).isLessThan(1);
    assertThat(quality.blockiness()).isLessThan(0.2);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1.5, 2.5, 4, 7})
  void measuresBlurInPixels(double sigma) {
    PictureQuality quality = PictureQuality.of(GaussianBlur.of(boxes(640, 480), sigma));
    assertThat(quality.blur().getAsDouble()).isCloseTo(sigma, within(0.2 * sigma));
    assertThat(quality.faults().contains(Fault.BLURRED)).isEqualTo(sigma > 2);
  }

  @Test
  void measuresBlurUnderNoiseToo() {
    Image image = noisy(GaussianBlur.of(boxes(640, 480), 3), 6);
    assertThat(PictureQuality.of(image).blur().getAsDouble()).isCloseTo(3, within(0.6));
  }

  @ParameterizedTest
  @ValueSource(doubles = {2, 5, 12, 20})
  void measuresNoiseInLevels(double sigma) {
    PictureQuality quality = PictureQuality.of(noisy(boxes(640, 480), sigma));
    assertThat(quality.noise()).isCloseTo(sigma, within(0.12 * sigma));
    assertThat(quality.faults().contains(Fault.NOISY)).isEqualTo(sigma > 8);
  }

  @Test
  void measuresLightInStops() {
    int[] grey = new int[100 * 100];
    java.util.Arrays.fill(grey, 118 << 16 | 118 << 8 | 118);
    assertThat(PictureQuality.of(Image.ofPacked(100, 100, false, grey)).exposure())
        .isCloseTo(0, within(0.03));
    Image dark = new Toning(0, 0, 0, 0, 0, 0.3).of(boxes(320, 240));
    assertThat(PictureQuality.of(dark).faults()).contains(Fault.TOO_DARK);
    Image bright = new Toning(0.45, 0, 0, 0, 0, 3).of(boxes(320, 240));
    assertThat(PictureQuality.of(bright).faults()).contains(Fault.TOO_BRIGHT);
  }

  @Test
  void measuresTheBlocksOfAJpegWhereverTheyBegin() throws IOException {
    Image image = noisy(boxes(640, 480), 3);
    double fine = PictureQuality.of(compressed(image, 0.9f)).blockiness();
    double middle = PictureQuality.of(compressed(image, 0.5f)).blockiness();
    Image coarse = compressed(image, 0.1f);
    assertThat(middle).isGreaterThan(fine);
    assertThat(PictureQuality.of(coarse).blockiness()).isGreaterThan(middle);
    assertThat(PictureQuality.of(coarse).faults()).contains(Fault.BLOCKY);
    assertThat(PictureQuality.of(cropped(coarse, 3, 5)).blockiness())
        .isCloseTo(PictureQuality.of(coarse).blockiness(), within(0.05));
  }

  @Test
  void aPageWithFewWordsIsNotTooBright() {
    BufferedImage page = new BufferedImage(600, 800, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = page.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, 600, 800);
    graphics.setColor(Color.BLACK);
    for (int i = 0; i < 40; i++) {
      graphics.fillRect(60 + 9 * i, 100, 6, 10);
    }
    graphics.dispose();
    assertThat(PictureQuality.of(Image.of(page)).faults())
        .doesNotContain(Fault.TOO_BRIGHT, Fault.BLURRED);
  }

  @Test
  void saysOfAPlainPictureThatItHasNoDetail() {
    PictureQuality quality = PictureQuality.of(Image.ofPacked(50, 40, false, new int[2_000]));
    assertThat(quality.blur()).isEmpty();
    assertThat(quality.sharpness()).isZero();
    assertThat(quality.faults()).contains(Fault.WITHOUT_DETAIL, Fault.TOO_DARK);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 15, 17})
  void takesPicturesOfAnySize(int side) {
    for (Image image : new Image[] {boxes(side, side), boxes(side, 200), boxes(200, side)}) {
      PictureQuality quality = PictureQuality.of(image);
      assertThat(quality.noise()).isFinite();
      assertThat(quality.exposure()).isFinite();
      assertThat(quality.blockiness()).isBetween(0.0, 1.0);
    }
  }

  @Test
  void transparentPixelsCountAsThePaperBehindThem() {
    int[] pixels = new int[64 * 64];
    assertThat(PictureQuality.of(Image.ofPacked(64, 64, true, pixels)).exposure()).isGreaterThan(2);
  }

  @Test
  void largePicturesAreMeasuredAtTheirOwnScale() {
    Image large = boxes(3_000, 2_000);
    assertThat(PictureQuality.of(large).sharpness()).isGreaterThan(0.9);
    assertThat(PictureQuality.of(GaussianBlur.of(large, 3)).blur().getAsDouble())
        .isCloseTo(3, within(0.6));
  }
}
