package dev.rigel.perception.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rigel.base.CallScope;
import dev.rigel.media.Image;
import dev.rigel.media.pixel.Rotate;
import dev.rigel.perception.ink.Skew;
import dev.rigel.perception.pixels.Matrices;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import javax.imageio.ImageIO;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlatPageTest {
  private static final CallScope SCOPE = CallScope.unlimited();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void findsTheCornersOfASheetOnADesk(long seed) {
    PhotoOfPage photo = PhotoOfPage.drawn(seed, 25, 20, seed % 2 == 0);
    try (PointerScope _ = new PointerScope()) {
      Optional<Quadrilateral> sheet =
          PageOutline.of(Matrices.blueGreenRed(photo.picture().pixels()), SCOPE);
      double[][] found = sheet.orElseThrow().corners();
      double diagonal = Math.hypot(photo.picture().width(), photo.picture().height());
      for (int i = 0; i < 4; i++) {
        double away =
            Math.hypot(found[i][0] - photo.corners()[i][0], found[i][1] - photo.corners()[i][1]);
        assertThat(away / diagonal).isLessThan(0.004);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void showsTheSheetLevelAndInItsOwnProportions(long seed) {
    PhotoOfPage photo = PhotoOfPage.drawn(seed, 25, 20, false);
    Image flat = FlatPage.of(photo.picture(), SCOPE);
    assertThat((double) flat.width() / flat.height() / photo.aspect()).isBetween(0.94, 1.06);
    assertThat(Skew.of(flat, 5, SCOPE).degrees()).isBetween(-0.3, 0.3);
  }

  @Test
  void leavesAFlatPageAsItIs() {
    Image flat = FlatPage.of(PhotoOfPage.drawn(3, 25, 20, false).picture(), SCOPE);
    assertThat(FlatPage.of(flat, SCOPE)).isSameAs(flat);
  }

  @Test
  void leavesASheetAsItIsThatLiesStraight() {
    Image photo = PhotoOfPage.drawn(9, 0, 0, false).picture();
    assertThat(FlatPage.of(photo, SCOPE)).isSameAs(photo);
  }

  private static Image page(boolean framed) {
    BufferedImage page = new BufferedImage(800, 1000, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = page.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, 800, 1000);
    graphics.setColor(Color.BLACK);
    if (framed) {
      graphics.drawPolygon(new int[] {60, 740, 735, 65}, new int[] {60, 65, 940, 935}, 4);
    }
    graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 18));
    for (int y = 100; y < 900; y += 30) {
      graphics.drawString("A line of words that stands level on its page, number " + y, 90, y);
    }
    graphics.dispose();
    return Image.of(page);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-9, -2.5, 1, 4})
  void turnsACrookedScanLevel(double degrees) {
    Image level = FlatPage.of(Rotate.clockwise(page(false), degrees), SCOPE);
    assertThat(Skew.of(level, 5, SCOPE).degrees()).isBetween(-0.2, 0.2);
  }

  @Test
  void takesNoDrawnFrameForTheEdgeOfASheet() {
    Image framed = page(true);
    assertThat(FlatPage.of(framed, SCOPE)).isSameAs(framed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"astronaut.jpg", "cat.jpg", "coffee.jpg", "rocket.jpg"})
  void leavesPhotosOfOtherThingsAsTheyAre(String name) throws IOException {
    Image photo = Image.of(ImageIO.read(Path.of("../examples", name).toFile()));
    assertThat(FlatPage.of(photo, SCOPE)).isSameAs(photo);
  }

  @Test
  void leavesPicturesWithoutPagesAsTheyAre() {
    BufferedImage noise = new BufferedImage(400, 300, BufferedImage.TYPE_INT_RGB);
    Random random = new Random(7);
    Graphics2D graphics = noise.createGraphics();
    for (int i = 0; i < 300; i++) {
      graphics.setColor(new Color(random.nextInt(1 << 24)));
      graphics.fillOval(random.nextInt(400), random.nextInt(300), 40, 40);
    }
    graphics.dispose();
    Image picture = Image.of(noise);
    assertThat(FlatPage.of(picture, SCOPE)).isSameAs(picture);
    Image dot = Image.of(new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB));
    assertThat(FlatPage.of(dot, SCOPE)).isSameAs(dot);
  }
}
