package dev.rigel.media.pixel;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LabelPlacementTest {
  private static final double WIDTH = 1_000;
  private static final double HEIGHT = 800;

  private static List<Rectangle2D> boxes(int count, long seed) {
    Random random = new Random(seed);
    List<Rectangle2D> boxes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double width = 20 + random.nextInt(150);
      double height = 20 + random.nextInt(150);
      boxes.add(
          new Rectangle2D.Double(
              random.nextDouble() * (WIDTH - width),
              random.nextDouble() * (HEIGHT - height),
              width,
              height));
    }
    return boxes;
  }

  private static List<Rectangle2D> placed(List<Rectangle2D> boxes) {
    LabelPlacement placement = new LabelPlacement(WIDTH, HEIGHT, boxes);
    return boxes.stream().map(box -> placement.next(box, 90, 18)).toList();
  }

  @Test
  void keepsCrowdedLabelsApartAndInsideThePicture() {
    for (long seed = 1; seed <= 20; seed++) {
      List<Rectangle2D> labels = placed(boxes(40, seed));
      for (int i = 0; i < labels.size(); i++) {
        assertThat(new Rectangle2D.Double(0, 0, WIDTH, HEIGHT).contains(labels.get(i))).isTrue();
        for (int other = 0; other < i; other++) {
          Rectangle2D both = labels.get(i).createIntersection(labels.get(other));
          double shared =
              Math.max(0, both.getWidth()) * Math.max(0, both.getHeight()) / (90.0 * 18);
          assertThat(shared).as("seed %d, labels %d and %d", seed, other, i).isLessThan(0.05);
        }
      }
    }
  }

  @Test
  void putsALabelAboveItsBoxWhereNothingIsInTheWay() {
    Rectangle2D box = new Rectangle2D.Double(300, 300, 100, 100);

    assertThat(placed(List.of(box)).getFirst()).isEqualTo(new Rectangle2D.Double(300, 282, 90, 18));
  }

  @Test
  void givesThingsAtTheSamePlaceLabelsOfTheirOwn() {
    Rectangle2D box = new Rectangle2D.Double(300, 300, 100, 100);

    assertThat(placed(List.of(box, box, box))).doesNotHaveDuplicates();
  }
}
