package dev.rigel.perception.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rigel.base.CallScope;
import dev.rigel.media.Box;
import dev.rigel.media.Image;
import dev.rigel.media.Region;
import dev.rigel.media.pixel.Resize;
import dev.rigel.media.pixel.Toning;
import dev.rigel.perception.Comparison;
import dev.rigel.perception.RealNetworks;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RegisteringComparerTest {
  @RegisterExtension static final RealNetworks REAL = new RealNetworks();

  private static final int WIDTH = 600;
  private static final int HEIGHT = 440;

  /** Discs and boxes of all colours. */
  private static BufferedImage scene(long seed) {
    BufferedImage pixels = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = pixels.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setColor(new Color(120, 130, 110));
    graphics.fillRect(0, 0, WIDTH, HEIGHT);
    Random random = new Random(seed);
    for (int i = 0; i < 160; i++) {
      graphics.setColor(new Color(random.nextInt(40, 220), random.nextInt(40, 220), 90));
      int x = random.nextInt(WIDTH);
      int y = random.nextInt(HEIGHT);
      if (random.nextBoolean()) {
        graphics.fillOval(x, y, random.nextInt(10, 60), random.nextInt(10, 60));
      } else {
        graphics.fillRect(x, y, random.nextInt(10, 60), random.nextInt(10, 60));
      }
    }
    graphics.dispose();
    return pixels;
  }

  private static BufferedImage withDisc(BufferedImage pixels) {
    Graphics2D graphics = pixels.createGraphics();
    graphics.setColor(new Color(250, 250, 250));
    graphics.fillOval(300, 150, 60, 50);
    graphics.dispose();
    return pixels;
  }

  private static Image turned(BufferedImage pixels, double degrees, double dx, double dy) {
    BufferedImage moved = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = moved.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    AffineTransform move = AffineTransform.getTranslateInstance(dx, dy);
    move.rotate(Math.toRadians(degrees), WIDTH / 2.0, HEIGHT / 2.0);
    graphics.drawImage(pixels, move, null);
    graphics.dispose();
    return Image.of(moved);
  }

  private static Comparison compare(Image first, Image second) {
    return new RegisteringComparer(REAL.networks()).compare(first, second, CallScope.unlimited());
  }

  @Test
  void findsNothingBetweenAPictureAndItself() {
    Image image = Image.of(scene(1));
    Comparison comparison = compare(image, image);
    assertThat(comparison.same()).isTrue();
    assertThat(comparison.similarity()).isCloseTo(1, within(1e-4));
    assertThat(comparison.rotation()).isZero();
    assertThat(comparison.scale()).isEqualTo(1);
    assertThat(comparison.shared()).isGreaterThan(0.95);
  }

  @Test
  void findsWhatWasPutIn() {
    Comparison comparison = compare(Image.of(scene(1)), Image.of(withDisc(scene(1))));
    assertThat(comparison.changes())
        .singleElement()
        .satisfies(change -> {
          Box disc = Box.ofPixels(300, 150, 360, 200, WIDTH, HEIGHT);
          assertThat(change.box().intersectionOverUnion(disc)).isGreaterThan(0.75);
          assertThat(change.label()).isEqualTo("change");
          assertThat(change.confidence()).isGreaterThan(0.7);
        });
    assertThat(comparison.similarity()).isBetween(0.8, 0.995);
  }

  @Test
  void undoesMovesAndTurnsAndTellsThem() {
    Comparison comparison = compare(Image.of(scene(1)), turned(withDisc(scene(1)), 3, 12, -9));
    assertThat(comparison.aligned()).isTrue();
    assertThat(comparison.rotation()).isCloseTo(3, within(0.15));
    assertThat(comparison.scale()).isCloseTo(1, within(0.01));
    assertThat(comparison.changes()).singleElement();
    assertThat(compare(Image.of(scene(1)), turned(scene(1), 3, 12, -9)).same()).isTrue();
  }

  @Test
  void undoesSizeAndLight() {
    Image image = Image.of(scene(1));
    Image other = new Toning(-0.1, -0.1, 0, 0.1, 0, 0.8).of(Resize.scaled(image, 1.7));
    Comparison comparison = compare(image, other);
    assertThat(comparison.changes()).isEmpty();
    assertThat(comparison.scale()).isCloseTo(1.7, within(0.02));
    assertThat(comparison.similarity()).isGreaterThan(0.9);
  }

  @Test
  void saysThatDifferentPicturesAreNotTheSameThing() {
    Comparison comparison = compare(Image.of(scene(1)), Image.of(scene(2)));
    assertThat(comparison.aligned()).isFalse();
    assertThat(comparison.same()).isFalse();
    assertThat(comparison.similarity()).isZero();
  }

  @Test
  void takesPlainAndTinyPictures() {
    Image plain = Image.ofPacked(40, 30, false, new int[1_200]);
    assertThat(compare(plain, plain).same()).isTrue();
    Image dot = Image.ofPacked(1, 1, false, new int[1]);
    assertThat(compare(dot, dot).changes()).isEmpty();
    assertThat(compare(plain, Image.of(scene(1))).aligned()).isFalse();
  }

  @Test
  void givesRegionsOfTheFirstPicture() {
    Image first = Image.of(scene(1));
    assertThat(compare(first, Image.of(withDisc(scene(1)))).changes())
        .extracting(Region::source)
        .containsOnly(first.contentHash());
  }
}
