package dev.rigel.perception.layout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rigel.base.CallScope;
import dev.rigel.media.Box;
import dev.rigel.media.Image;
import dev.rigel.perception.Examples;
import dev.rigel.perception.RealNetworks;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("slow")
class PicoDetLayoutDetectorTest {
  @RegisterExtension static final RealNetworks NETWORKS = new RealNetworks();

  private static final int WIDTH = 1240;
  private static final int HEIGHT = 1754;

  private static Image page() {
    BufferedImage page = Examples.canvas(WIDTH, HEIGHT, Color.WHITE);
    Graphics2D graphics = page.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setColor(Color.BLACK);
    graphics.setFont(new Font(Font.SERIF, Font.BOLD, 40));
    graphics.drawString("The drying of timber in cold air", 150, 180);
    graphics.setFont(new Font(Font.SERIF, Font.PLAIN, 22));
    for (int i = 0; i < 12; i++) {
      graphics.drawString(
          "No board split, and only three of them bent by more than was allowed by the rules.",
          150,
          260 + 30 * i);
    }
    graphics.drawImage(Examples.pixels("coffee.jpg"), 250, 720, 740, 500, null);
    graphics.dispose();
    return Image.of(page);
  }

  @Test
  void seesTitleTextAndFigureOfAPage() {
    List<SeenPart> parts =
        new PicoDetLayoutDetector(NETWORKS.networks()).parts(page(), CallScope.unlimited());

    assertThat(parts).isSortedAccordingTo((a, b) -> Double.compare(b.confidence(), a.confidence()));
    assertThat(parts)
        .anySatisfy(part -> {
          assertThat(part.kind()).isEqualTo(SeenPart.Kind.FIGURE);
          Box drawn = Box.ofPixels(250, 720, 990, 1220, WIDTH, HEIGHT);
          assertThat(part.box().intersectionOverUnion(drawn)).isGreaterThan(0.8);
        })
        .anySatisfy(part -> {
          assertThat(part.kind()).isEqualTo(SeenPart.Kind.TEXT);
          Box drawn = Box.ofPixels(150, 240, 1000, 596, WIDTH, HEIGHT);
          assertThat(part.box().intersectionOverUnion(drawn)).isGreaterThan(0.7);
        })
        .anySatisfy(part -> {
          assertThat(part.kind()).isEqualTo(SeenPart.Kind.TITLE);
          assertThat(part.box().center().y()).isBetween(0.08, 0.12);
        });
  }
}
