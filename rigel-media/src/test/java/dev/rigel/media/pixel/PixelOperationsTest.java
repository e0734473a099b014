package dev.rigel.media.pixel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rigel.base.RigelException;
import dev.rigel.media.Box;
import dev.rigel.media.Image;
import dev.rigel.media.Mask;
import dev.rigel.media.Region;
import dev.rigel.media.Samples;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PixelOperationsTest {
  private static final int RED = 0xff0000;
  private static final int GREEN = 0x00ff00;
  private static final int BLUE = 0x0000ff;
  private static final int WHITE = 0xffffff;

  private final Image quarters = Image.of(Samples.quarters(40, 20, BufferedImage.TYPE_INT_RGB));

  @Test
  void cropsToEveryPixelTheBoxTouches() {
    Image part = Crop.to(quarters, new Box(0.5, 0.5, 0.5, 0.5));
    assertThat(part.width()).isEqualTo(20);
    assertThat(part.height()).isEqualTo(10);
    assertThat(part.packedPixels()).containsOnly(0xff000000 | WHITE);

    Image sliver = Crop.to(quarters, new Box(0.51, 0.51, 0.001, 0.001));
    assertThat(sliver.width()).isEqualTo(1);
    assertThat(Crop.to(quarters, new Box(-1, -1, 3, 3)).packedPixels())
        .isEqualTo(quarters.packedPixels());
    assertThatThrownBy(() -> Crop.to(quarters, new Box(1.5, 0, 0.2, 1)))
        .isInstanceOf(RigelException.class);
  }

  @Test
  void flips() {
    assertCorners(Flip.horizontally(quarters), GREEN, RED, WHITE, BLUE);
    assertCorners(Flip.vertically(quarters), BLUE, WHITE, RED, GREEN);
    assertThat(Flip.vertically(Flip.vertically(quarters)).packedPixels())
        .isEqualTo(quarters.packedPixels());
  }

  @Test
  void turnsByQuartersExactly() {
    assertCorners(Rotate.clockwise(quarters, 90), BLUE, RED, WHITE, GREEN);
    assertCorners(Rotate.clockwise(quarters, 180), WHITE, BLUE, GREEN, RED);
    assertCorners(Rotate.clockwise(quarters, -90), GREEN, WHITE, RED, BLUE);
    assertCorners(Rotate.clockwise(quarters, 450), BLUE, RED, WHITE, GREEN);
    assertThat(Rotate.clockwise(Rotate.clockwise(quarters, 90), 270).contentHash())
        .isEqualTo(quarters.contentHash());
  }

  @Test
  void turnsFreelyOntoATransparentGround() {
    Image turned = Rotate.clockwise(quarters, 45);

    assertThat(turned.width()).isEqualTo(43);
    assertThat(turned.height()).isEqualTo(43);
    assertThat(turned.hasAlpha()).isTrue();
    assertThat(turned.packedPixels()[0] >>> 24).isZero();
    // Clockwise: what was at the left is now at the top.
    assertThat(rgb(turned, 18, 12)).isEqualTo(RED);
    assertThatThrownBy(() -> Rotate.clockwise(quarters, Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void robustness45_refusesTurnedPicturesThatWouldBeTooLarge() {
    Image large = Image.ofPacked(8_000, 8_000, false, new int[64_000_000]);

    assertThatThrownBy(() -> Rotate.clockwise(large, 45))
        .isInstanceOf(RigelException.class)
        .hasMessageContaining("11314 x 11314");
  }

  @Test
  void robustness44_averagesAwayWhatOnlyPickedPixelsWouldShow() {
    // Every fourth pixel in both directions belongs to a hidden picture of black and white halves;
    // its neighbours make up for it.
    int[] pixels = new int[400 * 400];
    for (int y = 0; y < 400; y++) {
      for (int x = 0; x < 400; x++) {
        boolean hidden = x % 4 == 2 && y % 4 == 2;
        int grey = x < 200 ? (hidden ? 0 : 136) : (hidden ? 255 : 119);
        pixels[y * 400 + x] = 0xff000000 | grey * 0x10101;
      }
    }
    Image image = Image.ofPacked(400, 400, false, pixels);

    for (Image small : List.of(Resize.scaled(image, 0.25), image.shrunk(50, 50))) {
      assertThat(Arrays.stream(small.packedPixels()).map(p -> p & 0xff))
          .allMatch(grey -> grey >= 126 && grey <= 130);
    }
  }

  @Test
  void resizesByAveragingAndInterpolating() {
    Image small = Resize.to(quarters, 2, 2);
    assertThat(Arrays.stream(small.packedPixels()).map(p -> p & WHITE))
        .containsExactly(RED, GREEN, BLUE, WHITE);
    Image one = Resize.to(quarters, 1, 1);
    assertThat(one.packedPixels()[0] & WHITE).isEqualTo(0x808080);
    Image large = Resize.to(quarters, 80, 10);
    assertThat(large.width()).isEqualTo(80);
    assertThat(large.height()).isEqualTo(10);
    assertCorners(large, RED, GREEN, BLUE, WHITE);
    assertThat(Resize.within(quarters, 20).height()).isEqualTo(10);
    assertThat(Resize.within(quarters, 100)).isSameAs(quarters);
    assertThatThrownBy(() -> Resize.to(quarters, 0, 5)).isInstanceOf(RigelException.class);
    assertThatThrownBy(() -> Resize.to(quarters, 100_000, 100_000))
        .isInstanceOf(RigelException.class);
  }

  @Test
  void averagesEveryFractionOfAPixelOnce() {
    Random random = new Random(7);
    for (int round = 0; round < 40; round++) {
      int width = 1 + random.nextInt(60);
      int height = 1 + random.nextInt(60);
      int[] pixels = random.ints((long) width * height).map(p -> p | 0xff000000).toArray();
      Image image = Image.ofPacked(width, height, false, pixels);
      Image small = image.shrunk(1 + random.nextInt(width), 1 + random.nextInt(height));
      assertThat(meanGreen(small)).isCloseTo(meanGreen(image), within(1.0));
    }
  }

  @Test
  void weighsColoursByAlphaWhenShrinking() {
    Image image = Image.ofPacked(2, 1, true, new int[] {0xffff0000, 0x0000ff00});

    assertThat(image.shrunk(1, 1).packedPixels()[0]).isEqualTo(0x80ff0000);
  }

  @Test
  void takesTheColoursOut() {
    assertCorners(Grayscale.of(quarters), 0x4c4c4c, 0x969696, 0x1d1d1d, WHITE);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void hidesTextForGoodAndLeavesTheRest(boolean blur) {
    Region region = region(new Box(0.1, 0.3, 0.8, 0.4));
    Image one = hidden(text("4711 0815"), region, blur);
    Image other = hidden(text("9338 6272"), region, blur);

    // What differs between two numbers is less than what any digit differs from its ground.
    int largest = 0;
    for (int i = 0; i < one.packedPixels().length; i++) {
      largest =
          Math.max(
              largest, Math.abs((one.packedPixels()[i] & 0xff) - (other.packedPixels()[i] & 0xff)));
    }
    assertThat(largest).isLessThan(64);
    assertThat(strongestEdge(one, region)).isLessThan(blur ? 24 : 120);
    assertThat(distinctColours(one, region)).isLessThan(blur ? 257 : 40);
    assertThat(rgb(one, 2, 2)).isEqualTo(rgb(text("4711 0815"), 2, 2));
    assertThat(rgb(one, 199, 39)).isEqualTo(WHITE);
  }

  @Test
  void hidesOnlyInsideAMask() {
    byte[] alpha = new byte[40 * 20];
    alpha[5 * 40 + 18] = 1;
    Region masked =
        new Region(
            "x",
            java.util.OptionalInt.empty(),
            java.util.OptionalDouble.empty(),
            Box.FULL,
            "face",
            "",
            1,
            List.of(),
            java.util.Optional.of(new Mask(40, 20, alpha)),
            java.util.OptionalDouble.empty());

    Image result = Obscure.pixelate(quarters, List.of(masked));

    for (int i = 0; i < alpha.length; i++) {
      if (alpha[i] == 0) {
        assertThat(result.packedPixels()[i]).isEqualTo(quarters.packedPixels()[i]);
      }
    }
    assertThat(result.packedPixels()[5 * 40 + 18])
        .isNotEqualTo(quarters.packedPixels()[5 * 40 + 18]);
  }

  @Test
  void coversWithOneColour() {
    Image covered = Cover.with(0, quarters, List.of(region(new Box(0, 0, 0.5, 0.5))));

    assertCorners(covered, 0, GREEN, BLUE, WHITE);
    assertThat(rgb(quarters, 0, 0)).isEqualTo(RED);
  }

  @Test
  void softensWithoutChangingTheMean() {
    Image soft = GaussianBlur.of(quarters, 3);

    assertThat(meanGreen(soft)).isCloseTo(meanGreen(quarters), within(3.0));
    assertThat(rgb(soft, 20, 5)).isNotIn(RED, GREEN);
    assertThat(rgb(soft, 0, 0)).isEqualTo(RED);
    assertThat(GaussianBlur.of(quarters, 0)).isSameAs(quarters);
  }

  @Test
  void drawsOutlinesWithReadableLabels() {
    Image ground = Image.of(new BufferedImage(400, 300, BufferedImage.TYPE_INT_RGB));
    Region region = region(new Box(0.25, 0.25, 0.5, 0.5));

    Image plain = DrawRegions.outlined(ground, List.of(region));
    Image labelled = DrawRegions.labelled(ground, List.of(region));

    Color color = Palette.of("face");
    assertThat(rgb(plain, 101, 150)).isEqualTo(color.getRGB() & WHITE);
    assertThat(rgb(plain, 200, 150)).isZero();
    assertThat(rgb(plain, 200, 50)).isZero();
    int label = rgb(labelled, 102, 70);
    assertThat(label).isEqualTo(color.getRGB() & WHITE);
    double contrast = Grayscale.luma(Palette.textOn(color).getRGB());
    long ink =
        Arrays.stream(labelled.packedPixels())
            .filter(p -> Math.abs(Grayscale.luma(p) - contrast) < 60)
            .count();
    assertThat(Palette.textOn(color)).isEqualTo(Color.WHITE);
    assertThat(ink).isGreaterThan(60);
    assertThat(ground.packedPixels()).containsOnly(ground.packedPixels()[0]);
  }

  @Test
  void keepsLabelsInsideThePicture() {
    Image ground = Image.of(new BufferedImage(120, 60, BufferedImage.TYPE_INT_RGB));
    Region corner =
        new Region("x", new Box(0.9, 0, 0.1, 0.1), "a very long label that cannot fit", "", 0.5);

    Image drawn = DrawRegions.labelled(ground, List.of(corner));

    // Moved left and below the region, which it leaves free.
    assertThat(rgb(drawn, 60, 10)).isEqualTo(Palette.of(corner.label()).getRGB() & WHITE);
    assertThat(rgb(drawn, 119, 10)).isEqualTo(Palette.of(corner.label()).getRGB() & WHITE);
  }

  @Test
  void numbersRegionsInTheirOrder() {
    Image ground = Image.of(new BufferedImage(200, 200, BufferedImage.TYPE_INT_RGB));
    Region first = region(new Box(0.1, 0.3, 0.3, 0.3));
    Region second = region(new Box(0.5, 0.3, 0.3, 0.3));

    Image numbered = DrawRegions.numbered(ground, List.of(first, second));

    assertThat(numbered.packedPixels())
        .isNotEqualTo(DrawRegions.numbered(ground, List.of(second, first)).packedPixels());
  }

  @Test
  void putsPicturesIntoAGrid() {
    Image grid = Montage.grid(List.of(quarters, quarters, quarters), 2);
    assertThat(grid.width()).isEqualTo(88);
    assertThat(grid.height()).isEqualTo(48);
    assertThat(rgb(grid, 44, 10)).isEqualTo(WHITE);
    assertThat(rgb(grid, 0, 28)).isEqualTo(RED);
    assertThat(rgb(grid, 60, 40)).isEqualTo(WHITE);
    Image tall = Image.of(Samples.quarters(10, 40, BufferedImage.TYPE_INT_RGB));
    Image pair = Montage.sideBySide(List.of(quarters, tall));
    assertThat(pair.height()).isEqualTo(20);
    assertThatThrownBy(() -> Montage.grid(List.of(), 0)).isInstanceOf(RigelException.class);
    Image large = Image.of(new BufferedImage(4_000, 10, BufferedImage.TYPE_INT_RGB));
    assertThat(Montage.grid(java.util.Collections.nCopies(9, large), 9).width())
        .isLessThanOrEqualTo(8_192);
  }

  @Test
  void separatesWhatAMaskShows() {
    byte[] alpha = new byte[40 * 20];
    Arrays.fill(alpha, 0, 400, (byte) 255);
    Mask mask = new Mask(40, 20, alpha);

    Image cut = Cutout.keep(quarters, mask);
    assertThat(cut.packedPixels()[0]).isEqualTo(0xffff0000);
    assertThat(cut.packedPixels()[799]).isZero();
    assertCorners(Cutout.over(quarters, mask, 0x123456), RED, GREEN, 0x123456, 0x123456);
    assertCorners(Cutout.over(quarters, mask, Flip.vertically(quarters)), RED, GREEN, RED, GREEN);
  }

  @Test
  void namesTheMainColours() {
    BufferedImage picture = new BufferedImage(100, 100, BufferedImage.TYPE_INT_RGB);
    var graphics = picture.createGraphics();
    graphics.setColor(new Color(0x1c4fc4));
    graphics.fillRect(0, 0, 100, 100);
    graphics.setColor(new Color(0xf8d51e));
    graphics.fillRect(0, 0, 100, 30);
    graphics.dispose();

    List<MainColors.MainColor> colors = MainColors.of(Image.of(picture), 5);

    assertThat(colors).extracting(MainColors.MainColor::name).containsExactly("blue", "yellow");
    assertThat(colors.getFirst().share()).isCloseTo(0.7, within(0.02));
    assertThat(colors.getFirst().hex()).isEqualTo("#1c4fc4");
    assertThat(MainColors.of(Image.ofPacked(4, 4, true, new int[16]), 3)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "000000,black", "ffffff,white", "808080,gray", "ff0000,red", "00ff00,green", "0000ff,blue",
    "ffff00,yellow", "ff8800,orange", "7b4a21,brown", "ffc0cb,pink", "800080,purple", "008080,teal"
  })
  void knowsTheNamesOfColours(String hex, String name) {
    assertThat(ColorNames.of(Integer.parseInt(hex, 16))).isEqualTo(name);
  }

  private static Image hidden(Image image, Region region, boolean blur) {
    return blur ? Obscure.blur(image, List.of(region)) : Obscure.pixelate(image, List.of(region));
  }

  private static Image text(String text) {
    try (Canvas canvas = Canvas.blank(200, 40, Color.WHITE)) {
      canvas.graphics().setColor(Color.BLACK);
      Lettering.bundled().draw(canvas.graphics(), text, 40, 25, 14);
      return canvas.image();
    }
  }

  private static int strongestEdge(Image image, Region region) {
    Image part = Crop.to(image, region.box());
    int strongest = 0;
    for (int y = 0; y < part.height(); y++) {
      for (int x = 1; x < part.width(); x++) {
        strongest =
            Math.max(strongest, Math.abs((rgb(part, x, y) & 0xff) - (rgb(part, x - 1, y) & 0xff)));
      }
    }
    return strongest;
  }

  private static long distinctColours(Image image, Region region) {
    return Arrays.stream(Crop.to(image, region.box()).packedPixels()).distinct().count();
  }

  private static Region region(Box box) {
    return new Region("x", box, "face", "", 0.9);
  }

  private static int rgb(Image image, int x, int y) {
    return image.packedPixels()[y * image.width() + x] & WHITE;
  }

  private static double meanGreen(Image image) {
    return Arrays.stream(image.packedPixels()).map(p -> p >> 8 & 0xff).average().orElseThrow();
  }

  private static void assertCorners(
      Image image, int topLeft, int topRight, int bottomLeft, int bottomRight) {
    int right = image.width() - 1;
    int bottom = image.height() - 1;
    assertThat(
            List.of(
                rgb(image, 0, 0),
                rgb(image, right, 0),
                rgb(image, 0, bottom),
                rgb(image, right, bottom)))
        .containsExactly(topLeft, topRight, bottomLeft, bottomRight);
  }
}
