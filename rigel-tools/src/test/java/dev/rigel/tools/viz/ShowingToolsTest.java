package dev.rigel.tools.viz;

import static dev.rigel.tools.Samples.colorAt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rigel.base.RigelException;
import dev.rigel.media.Image;
import dev.rigel.media.Region;
import dev.rigel.tools.Bench;
import dev.rigel.tools.Samples;
import java.awt.Color;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ShowingToolsTest {
  private final Bench bench = new Bench();
  private final Image image = Samples.plain(200, 100, Color.GRAY);
  private final Region region = Samples.region("person", 0.5, 0.2, 0.4, 0.6);

  private Image picture(String tool, Object... arguments) {
    return (Image) Objects.requireNonNull(bench.call(tool, arguments));
  }

  @Test
  void tintsRegions() {
    Image made = picture("mask_overlay", "image", image, "regions", List.of(region));

    assertThat(colorAt(made, 140, 50)).isNotEqualTo(Color.GRAY);
    assertThat(colorAt(made, 20, 50)).isEqualTo(Color.GRAY);
    assertThat(
            picture("mask_overlay", "image", image, "regions", List.of(region), "opacity", 0.0)
                .contentHash())
        .isEqualTo(image.contentHash());
    assertThatThrownBy(() ->
            picture("mask_overlay", "image", image, "regions", List.of(region), "opacity", -1.0))
        .isInstanceOf(RigelException.class);
  }

  @Test
  void showsHeat() {
    Image made = picture("heatmap", "image", image, "regions", List.of(region));

    assertThat(colorAt(made, 140, 50)).isNotEqualTo(Color.GRAY);
    assertThat(colorAt(made, 5, 5)).isEqualTo(Color.GRAY);
  }

  @Test
  void marksWithTextOrPicture() {
    Image byText = picture("watermark", "image", image, "mark", "DRAFT", "position", "all over");
    Image byLogo =
        picture(
            "watermark", "image", image, "mark", Samples.plain(10, 10, Color.RED), "opacity", 1.0);

    assertThat(byText.contentHash()).isNotEqualTo(image.contentHash());
    assertThat(colorAt(byLogo, 190, 90)).isEqualTo(Color.RED);
    assertThatThrownBy(() -> picture("watermark", "image", image, "mark", "  "))
        .isInstanceOf(RigelException.class);
  }

  @Test
  void keepsThePageThatAPictureShows() {
    Image page = image.asPage(3);

    for (String tool : List.of("draw", "number", "mask_overlay", "heatmap")) {
      assertThat(picture(tool, "image", page, "regions", List.of(region)).page())
          .as(tool)
          .hasValue(3);
    }
  }
}
