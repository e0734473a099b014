package dev.rigel.media.pixel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rigel.base.RigelException;
import dev.rigel.media.Box;
import dev.rigel.media.Image;
import dev.rigel.media.Mask;
import dev.rigel.media.Region;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MarkedPicturesTest {
  private static final int GREY = 0xff808080;

  private static Image plain(int width, int height, int color) {
    int[] pixels = new int[width * height];
    Arrays.fill(pixels, color);
    return Image.ofPacked(width, height, color >>> 24 != 255, pixels);
  }

  private static Region region(String label, Box box) {
    return new Region("", box, label, "", 1);
  }

  private static int at(Image image, double x, double y) {
    int pixel =
        image
            .packedPixels()[(int) (y * image.height()) * image.width() + (int) (x * image.width())];
    return image.hasAlpha() ? pixel : 0xff000000 | pixel;
  }

  private static int changedPixels(Image before, Image after) {
    int changed = 0;
    for (int i = 0; i < before.packedPixels().length; i++) {
      changed += (before.packedPixels()[i] ^ after.packedPixels()[i]) << 8 == 0 ? 0 : 1;
    }
    return changed;
  }

  @Test
  void putsAPictureIntoARegionAndKeepsItsProportions() {
    Image ground = plain(200, 100, GREY);
    Image red = plain(30, 30, 0xffff0000);

    Image made = Overlay.into(ground, red, new Box(0.5, 0, 0.5, 1), 1);

    assertThat(at(made, 0.75, 0.5)).isEqualTo(0xffff0000);
    assertThat(at(made, 0.25, 0.5)).isEqualTo(GREY);
    assertThat(changedPixels(ground, made)).isEqualTo(100 * 100);
    assertThat(at(Overlay.into(ground, red, new Box(0.5, 0, 0.5, 1), 0.5), 0.75, 0.5) >> 16 & 255)
        .isCloseTo(192, within(1));
    assertThatThrownBy(() -> Overlay.into(ground, red, new Box(2, 2, 1, 1), 1))
        .isInstanceOf(RigelException.class);
  }

  @ParameterizedTest
  @EnumSource(Corner.class)
  void putsAPictureAtEveryCornerWhole(Corner corner) {
    Image ground = plain(200, 100, GREY);

    Image made = Overlay.at(ground, plain(20, 10, 0xffff0000), corner, 1);

    assertThat(changedPixels(ground, made)).isEqualTo(200);
    assertThat(Corner.words()).hasSize(9).contains("top left");
  }

  @Test
  void shrinksAPictureThatIsTooLargeForTheOther() {
    Image made = Overlay.at(plain(100, 100, GREY), plain(400, 100, 0xffff0000), Corner.CENTER, 1);

    assertThat(at(made, 0.5, 0.5)).isEqualTo(0xffff0000);
    assertThat(at(made, 0.5, 0.1)).isEqualTo(GREY);
  }

  @Test
  void keepsTransparentPartsOfAnOverlayTransparent() {
    assertThat(
            at(Overlay.at(plain(50, 50, GREY), plain(50, 50, 0x00ff0000), Corner.CENTER, 1), 0, 0))
        .isEqualTo(GREY);
  }

  @Test
  void marksPicturesVisiblyOnAnyGround() {
    for (int color : new int[] {0xff000000, 0xffffffff, GREY}) {
      Image ground = plain(400, 300, color);
      Image mark = Watermark.ofText("© Rigel");
      Image once = Watermark.at(ground, mark, Corner.BOTTOM_RIGHT, 0.6);
      Image often = Watermark.allOver(ground, mark, 0.6);
      assertThat(changedPixels(ground, once)).isBetween(200, 8_000);
      assertThat(changedPixels(ground, often)).isGreaterThan(3 * changedPixels(ground, once));
      assertThat(at(once, 0.1, 0.1)).isEqualTo(color);
    }
  }

  @Test
  void showsMostHeatWhereMostRegionsLie() {
    Image ground = plain(200, 200, GREY);
    Region lonely = region("x", new Box(0.1, 0.1, 0.1, 0.1));
    Region crowd = region("x", new Box(0.7, 0.7, 0.1, 0.1));

    Image map = HeatMap.over(ground, List.of(lonely, crowd, crowd, crowd));

    assertThat(at(map, 0.5, 0.1)).isEqualTo(GREY);
    int hot = at(map, 0.75, 0.75);
    int mild = at(map, 0.15, 0.15);
    assertThat(hot >> 16 & 255).isGreaterThan(mild >> 16 & 255);
    assertThat(hot & 255).isLessThan(mild & 255);
    assertThat(HeatMap.over(ground, List.of())).isSameAs(ground);
  }

  @Test
  void tintsMasksAndBoxesInDifferentColours() {
    Image ground = plain(100, 100, GREY);
    byte[] alpha = new byte[100 * 100];
    for (int y = 10; y < 40; y++) {
      Arrays.fill(alpha, y * 100 + 10, y * 100 + 40, (byte) 255);
    }
    Region masked =
        new Region(
            "",
            OptionalInt.empty(),
            OptionalDouble.empty(),
            new Box(0, 0, 0.6, 0.6),
            "person",
            "",
            1,
            List.of(),
            Optional.of(new Mask(100, 100, alpha)),
            OptionalDouble.empty());
    Region boxed = region("person", new Box(0.6, 0.6, 0.4, 0.4));

    Image made = MaskOverlay.over(ground, List.of(masked, boxed), 0.5);

    assertThat(at(made, 0.05, 0.05)).isEqualTo(GREY);
    assertThat(at(made, 0.25, 0.25)).isNotEqualTo(GREY).isNotEqualTo(at(made, 0.8, 0.8));
    assertThat(at(made, 0.10, 0.25))
        .as("the edge is drawn full")
        .isEqualTo(Palette.number(0).getRGB());
    assertThat(at(made, 0.8, 0.8)).isNotEqualTo(GREY);
    assertThat(at(made, 0.5, 0.5)).isEqualTo(GREY);
  }
}
