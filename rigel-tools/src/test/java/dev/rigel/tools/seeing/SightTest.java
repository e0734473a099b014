package dev.rigel.tools.seeing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rigel.media.Box;
import dev.rigel.media.Image;
import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.Test;

class SightTest {
  private static Image picture(int width, int height) {
    return Image.of(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB));
  }

  @Test
  void showsNoMoreThanAModelSees() {
    for (String model :
        List.of(
            "gpt-4o", "Qwen2.5-VL-7B-Instruct", "claude-3", "gemini-2", "llava", "unheard-of")) {
      Sight sight = Sight.of(model);
      for (int[] size : new int[][] {{6000, 4000}, {300, 5000}, {900, 900}, {400, 300}}) {
        Image sent = sight.shown(picture(size[0], size[1])).sent();

        assertThat(Math.max(sent.width(), sent.height())).isLessThanOrEqualTo(sight.longestSide());
        assertThat((long) sent.width() * sent.height()).isLessThanOrEqualTo(sight.mostPixels());
        assertThat(sent.width()).isLessThanOrEqualTo(size[0]);
        assertThat(sent.height()).isLessThanOrEqualTo(size[1]);
        assertThat((double) sent.width() / sent.height())
            .isCloseTo((double) size[0] / size[1], within(0.1 * size[0] / size[1]));
      }
    }
  }

  @Test
  void showsWholePatchesToModelsThatTellPixels() {
    Image sent = Sight.of("qwen2.5vl:7b").shown(picture(1000, 751)).sent();

    assertThat(sent.width() % 28).isZero();
    assertThat(sent.height() % 28).isZero();
  }

  @Test
  void leavesASmallPictureAsItIs() {
    Image small = picture(200, 100);

    assertThat(Sight.of("gpt-4o").shown(small).sent()).isSameAs(small);
  }

  @Test
  void mapsEveryScaleBackToPartsOfTheWholePicture() {
    Image image = picture(4000, 2000);
    Box wanted = Box.ofEdges(0.25, 0.5, 0.75, 1);

    SeenPicture thousandths = Sight.of("internvl3").shown(image);
    assertThat(thousandths.box(List.of(250.0, 500.0, 750.0, 1000.0))).contains(wanted);
    SeenPicture parts = Sight.of("llava").shown(image);
    assertThat(parts.box(List.of(0.25, 0.5, 0.75, 1.0))).contains(wanted);
    SeenPicture verticalFirst = Sight.of("gemini-2.5-flash").shown(image);
    assertThat(verticalFirst.box(List.of(500.0, 250.0, 1000.0, 750.0))).contains(wanted);
    SeenPicture pixels = Sight.of("qwen2.5-vl").shown(image);
    double width = pixels.sent().width();
    double height = pixels.sent().height();
    assertThat(pixels.sent().width()).isLessThan(4000);
    assertThat(pixels.box(List.of(width / 4, height / 2, width * 3 / 4, height))).contains(wanted);
    SeenPicture configured = Sight.of("qwen2.5-vl").withScale(Scale.UNIT).shown(image);
    assertThat(configured.box(List.of(0.25, 0.5, 0.75, 1.0))).contains(wanted);
  }

  @Test
  void robustness42_takesNoPlacesThatAreNone() {
    SeenPicture picture = Sight.of("internvl3").shown(picture(400, 200));

    assertThat(picture.box(List.of(750.0, 500.0, 250.0, 1000.0))).isEmpty();
    assertThat(picture.box(List.of(0.0, 900.0, 100.0, 100.0))).isEmpty();
    assertThat(picture.box(List.of(100.0, 100.0, 1900.0, 1200.0))).isEmpty();
    assertThat(picture.box(List.of(-300.0, 0.0, 100.0, 100.0))).isEmpty();
    assertThat(picture.box(List.of(1.0, 2.0, 3.0))).isEmpty();
    assertThat(picture.box(List.of(Double.NaN, 0.0, 1.0, 1.0))).isEmpty();
    assertThat(picture.box(List.of(-5.0, 0.0, 1004.0, 500.0))).contains(Box.ofEdges(0, 0, 1, 0.5));
  }
}
