package dev.rigel.perception.forms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rigel.base.CallScope;
import dev.rigel.media.Image;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckBoxesTest {
  private static final int SIDE = 22;

  /** A page with text, and a column of boxes of which every other one is crossed. */
  private static Image page(double degrees, double light, int noise) {
    BufferedImage pixels = new BufferedImage(1000, 1400, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = pixels.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, 1000, 1400);
    graphics.rotate(Math.toRadians(degrees), 500, 700);
    graphics.setColor(Color.BLACK);
    graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 26));
    graphics.setStroke(new BasicStroke(2));
    for (int i = 0; i < 8; i++) {
      int y = 200 + 90 * i;
      graphics.drawString("DOBRO 8080 Please send me nothing", 160, y + 20);
      graphics.drawRect(110, y, SIDE, SIDE);
      if (i % 2 == 1) {
        graphics.drawLine(114, y + 4, 110 + SIDE - 4, y + SIDE - 4);
        graphics.drawLine(114, y + SIDE - 4, 110 + SIDE - 4, y + 4);
      }
    }
    graphics.dispose();
    Random random = new Random(7);
    for (int y = 0; y < 1400; y++) {
      for (int x = 0; x < 1000; x++) {
        int rgb = pixels.getRGB(x, y);
        double shade = 1 - light * x / 1000;
        int value = (int) ((rgb & 255) * shade + noise * random.nextGaussian());
        value = Math.clamp(value, 0, 255);
        pixels.setRGB(x, y, value << 16 | value << 8 | value);
      }
    }
    return Image.of(pixels);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 2, -3})
  void tellsCrossedBoxesFromEmptyOnesAlsoOnCrookedPagesInAShadow(double degrees) {
    List<CheckBox> found = CheckBoxes.find(page(degrees, 0.5, 3), CallScope.unlimited());
    assertThat(found).hasSize(8);
    assertThat(found)
        .extracting(CheckBox::checked)
        .containsExactly(false, true, false, true, false, true, false, true);
  }

  @Test
  void takesNoLettersForBoxes() {
    BufferedImage pixels = new BufferedImage(1000, 400, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = pixels.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, 1000, 400);
    graphics.setColor(Color.BLACK);
    for (int size = 14; size < 50; size += 6) {
      graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, size));
      graphics.drawString("ODBQ 0689 HEMN @&#", 20, size * 7);
    }
    graphics.dispose();
    assertThat(CheckBoxes.find(Image.of(pixels), CallScope.unlimited())).isEmpty();
  }
}
