package dev.rigel.perception.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReadingOrderTest {
  /** Rows of three short lines each on a sheet that is turned clockwise. */
  private static List<Quadrilateral> sheet(double degrees) {
    List<Quadrilateral> lines = new ArrayList<>();
    double cosine = Math.cos(Math.toRadians(degrees));
    double sine = Math.sin(Math.toRadians(degrees));
    for (int row = 0; row < 6; row++) {
      for (int column = 0; column < 3; column++) {
        double x = 300 + 500 * column;
        double y = 400 + 40 * row;
        lines.add(Quadrilateral.of(x * cosine - y * sine, x * sine + y * cosine, 200, 24, degrees));
      }
    }
    return lines;
  }

  @Test
  void readsRowsFromLeftToRightHoweverTheLinesCome() {
    for (double degrees : new double[] {0, 3, -3, 10}) {
      List<Quadrilateral> expected = sheet(degrees);
      List<Quadrilateral> shuffled = new ArrayList<>(expected);
      Collections.shuffle(shuffled, new Random(1));

      assertThat(ReadingOrder.ordered(shuffled)).isEqualTo(expected);
    }
  }

  @Test
  void nothingToOrderIsNothing() {
    assertThat(ReadingOrder.ordered(List.of())).isEmpty();
  }
}
