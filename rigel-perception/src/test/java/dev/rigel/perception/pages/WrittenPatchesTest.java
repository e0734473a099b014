package dev.rigel.perception.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rigel.base.CallScope;
import dev.rigel.perception.Examples;
import dev.rigel.perception.RealNetworks;
import dev.rigel.perception.pixels.Matrices;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("slow")
class WrittenPatchesTest {
  @RegisterExtension static final RealNetworks REAL = new RealNetworks();

  @Test
  void looksWhereThePageIsWrittenOn() {
    BufferedImage page = Examples.canvas(1240, 1754, Color.WHITE);
    Graphics2D graphics = page.createGraphics();
    graphics.setColor(Color.BLACK);
    for (int line = 0; line < 6; line++) {
      graphics.drawString(
          "A few words in the lower right corner of the page", 820, 1500 + 20 * line);
    }
    graphics.dispose();

    List<Double> brightness =
        REAL.networks()
            .call(
                CallScope.unlimited(),
                () -> {
                  try (PointerScope _ = new PointerScope()) {
                    return new WrittenPatches(448, 224)
                        .of(Matrices.blueGreenRed(page), 3).stream()
                            .map(WrittenPatchesTest::brightness)
                            .toList();
                  }
                });

    assertThat(brightness).isNotEmpty();
    assertThat(brightness.getFirst()).isLessThan(254.9);
  }

  private static double brightness(Mat patch) {
    return opencv_core.mean(patch).get(0);
  }
}
