package dev.rigel.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rigel.base.CallScope;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageDrawingTest {
  private final CallScope scope = CallScope.unlimited();

  @ParameterizedTest
  @ValueSource(ints = {0, 90, 180, 270})
  void seesStrokesAndThinBarsInEveryTurnButNotWhiteOnes(int rotation) {
    PageDrawing drawing =
        drawing((_, page, stream) -> {
          page.setRotation(rotation);
          stream.moveTo(100, 150);
          stream.lineTo(300, 150);
          stream.stroke();
          stream.addRect(100, 20, 0.8f, 130);
          stream.fill();
          stream.setStrokingColor(1f);
          stream.moveTo(100, 60);
          stream.lineTo(300, 60);
          stream.stroke();
        });
    assertThat(drawing.rulings()).hasSize(2);
    assertThat(drawing.rulings()).filteredOn(Ruling::isLevel).hasSize(1);
    assertThat(drawing.width()).isEqualTo(rotation % 180 == 0 ? 400 : 200);
  }

  @Test
  void placesLinesFromTheTopLeft() {
    PageDrawing drawing =
        drawing((_, _, stream) -> {
          stream.addRect(100, 50, 200, 100);
          stream.stroke();
        });
    assertThat(drawing.rulings()).hasSize(4);
    assertThat(drawing.rulings().stream().mapToDouble(Ruling::x1).min().orElse(0))
        .isCloseTo(0.25, within(1e-6));
    assertThat(drawing.rulings().stream().mapToDouble(Ruling::y1).min().orElse(0))
        .isCloseTo(0.25, within(1e-6));
    assertThat(drawing.rulings().stream().mapToDouble(Ruling::y2).max().orElse(0))
        .isCloseTo(0.75, within(1e-6));
  }

  @Test
  void leavesOutAreasAndCurves() {
    PageDrawing drawing =
        drawing((_, _, stream) -> {
          stream.addRect(100, 50, 200, 100);
          stream.fill();
          stream.moveTo(10, 10);
          stream.curveTo(10, 40, 40, 40, 40, 10);
          stream.stroke();
        });
    assertThat(drawing.rulings()).isEmpty();
  }

  private PageDrawing drawing(Samples.Drawing page) {
    byte[] pdf = Samples.pdf(new PDRectangle(400, 200), page);
    try (MediaReader reader = new MediaReader(MediaLimits.DEFAULT, PixelAccount.ofHeap(), 1)) {
      return reader.readDocument(pdf, scope).drawing(1, scope);
    }
  }
}
