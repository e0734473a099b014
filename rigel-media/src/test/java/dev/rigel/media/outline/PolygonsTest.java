package dev.rigel.media.outline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rigel.media.Box;
import dev.rigel.media.Mask;
import dev.rigel.media.Point;
import dev.rigel.media.Region;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolygonsTest {
  private static Mask mask(String... rows) {
    byte[] alpha = new byte[rows.length * rows[0].length()];
    for (int i = 0; i < alpha.length; i++) {
      alpha[i] = (byte) (rows[i / rows[0].length()].charAt(i % rows[0].length()) == '#' ? 255 : 0);
    }
    return new Mask(rows[0].length(), rows.length, alpha);
  }

  /** In pixels, for the eye. */
  private static String shown(Mask mask) {
    StringBuilder text = new StringBuilder();
    for (List<Point> polygon : Polygons.of(mask)) {
      polygon.forEach(point ->
          text.append(Math.round(point.x() * mask.width()))
              .append(',')
              .append(Math.round(point.y() * mask.height()))
              .append(' '));
      text.append("/ ");
    }
    return text.toString();
  }

  @Test
  void runsAlongTheEdgesOfPixels() {
    assertThat(shown(mask("....", ".##.", ".##.", "...."))).isEqualTo("1,1 3,1 3,3 1,3 / ");
    assertThat(shown(mask("#"))).isEqualTo("0,0 1,0 1,1 0,1 / ");
    assertThat(Polygons.of(mask("..", ".."))).isEmpty();
  }

  @Test
  void givesThePartsTheLargestFirst() {
    assertThat(shown(mask("#...##", "....##", "....##")))
        .isEqualTo("4,0 6,0 6,3 4,3 / 0,0 1,0 1,1 0,1 / ");
    assertThat(Polygons.of(mask("##...", "##...", "..##.", "..##."))).hasSize(1);
  }

  @Test
  void cutsHolesIn() {
    Mask ring = mask("#####", "#####", "##.##", "#####", "#####");
    assertThat(Polygons.of(ring)).hasSize(1);
    assertThat(area(Polygons.of(ring).getFirst(), 5, 5)).isCloseTo(24, within(1e-9));
    Mask island = mask("#######", "#.....#", "#.###.#", "#.#.#.#", "#.###.#", "#.....#", "#######");
    assertThat(Polygons.of(island)).hasSize(2);
    assertThat(filled(Polygons.of(island), 7, 7, Path2D.WIND_NON_ZERO)).isEqualTo(bits(island));
    assertThat(filled(Polygons.of(island), 7, 7, Path2D.WIND_EVEN_ODD)).isEqualTo(bits(island));
  }

  @Test
  void takesTheBoxOrCornersOfRegionsWithoutAMask() {
    Region plain = new Region("x", new Box(0.1, 0.2, 0.3, 0.4), "dog", "", 1);
    assertThat(Polygons.of(plain).getFirst())
        .contains(new Point(0.1, 0.2), new Point(0.1, 0.2 + 0.4))
        .hasSize(4);
  }

  @ParameterizedTest
  @ValueSource(ints = {Path2D.WIND_EVEN_ODD, Path2D.WIND_NON_ZERO})
  void coversRandomMasks(int rule) {
    Random random = new Random(5);
    int points = 0;
    for (int i = 0; i < 150; i++) {
      Mask mask = random(random);
      List<List<Point>> polygons = Polygons.of(mask);
      points += polygons.stream().mapToInt(List::size).sum();
      double covered = overlap(bits(mask), filled(polygons, mask.width(), mask.height(), rule));
      assertThat(covered).as("mask " + i).isGreaterThanOrEqualTo(0.98);
    }
    assertThat(points / 150).isLessThan(160);
  }

  @Test
  void coversNoiseExactlyEnough() {
    Random random = new Random(6);
    for (double density : new double[] {0.02, 0.3, 0.5, 0.9}) {
      byte[] alpha = new byte[60 * 50];
      for (int i = 0; i < alpha.length; i++) {
        alpha[i] = (byte) (random.nextDouble() < density ? 255 : 0);
      }
      Mask noise = new Mask(60, 50, alpha);
      boolean[] filled = filled(Polygons.of(noise), 60, 50, Path2D.WIND_EVEN_ODD);
      assertThat(overlap(bits(noise), filled)).isGreaterThanOrEqualTo(0.98);
    }
  }

  /** Blobs and polygons with holes, of all sizes, some with soft edges. */
  private static Mask random(Random random) {
    int width = 20 + random.nextInt(300);
    int height = 20 + random.nextInt(300);
    BufferedImage drawn = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D graphics = drawn.createGraphics();
    if (random.nextBoolean()) {
      graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    }
    int shapes = 2 + random.nextInt(8);
    for (int i = 0; i < shapes; i++) {
      graphics.setColor(i % 3 == 2 ? Color.BLACK : Color.WHITE);
      double x = random.nextDouble() * width;
      double y = random.nextDouble() * height;
      double size = 3 + random.nextDouble() * Math.min(width, height) / (i % 3 == 2 ? 3 : 1.5);
      if (random.nextBoolean()) {
        graphics.fill(new Ellipse2D.Double(x - size / 2, y - size / 3, size, size / 1.5));
      } else {
        Path2D path = new Path2D.Double();
        path.moveTo(x, y);
        for (int corner = 0; corner < 7; corner++) {
          path.lineTo(
              x + (random.nextDouble() - 0.5) * size, y + (random.nextDouble() - 0.5) * size);
        }
        graphics.fill(path);
      }
    }
    graphics.dispose();
    byte[] alpha = new byte[width * height];
    for (int i = 0; i < alpha.length; i++) {
      alpha[i] = (byte) drawn.getRaster().getSample(i % width, i / width, 0);
    }
    return new Mask(width, height, alpha);
  }

  private static boolean[] bits(Mask mask) {
    boolean[] bits = new boolean[mask.alpha().length];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = mask.alpha()[i] < 0;
    }
    return bits;
  }

  private static boolean[] filled(List<List<Point>> polygons, int width, int height, int rule) {
    List<Path2D> paths = new ArrayList<>();
    for (List<Point> polygon : polygons) {
      Path2D path = new Path2D.Double(rule);
      path.moveTo(polygon.getFirst().x() * width, polygon.getFirst().y() * height);
      polygon.forEach(point -> path.lineTo(point.x() * width, point.y() * height));
      path.closePath();
      paths.add(path);
    }
    boolean[] bits = new boolean[width * height];
    for (int i = 0; i < bits.length; i++) {
      double x = i % width + 0.5;
      double y = i / width + 0.5;
      bits[i] = paths.stream().anyMatch(path -> path.contains(x, y));
    }
    return bits;
  }

  private static double overlap(boolean[] wanted, boolean[] filled) {
    int both = 0;
    int either = 0;
    for (int i = 0; i < wanted.length; i++) {
      both += wanted[i] && filled[i] ? 1 : 0;
      either += wanted[i] || filled[i] ? 1 : 0;
    }
    return either == 0 ? 1 : (double) both / either;
  }

  private static double area(List<Point> polygon, int width, int height) {
    double twice = 0;
    for (int i = 0, last = polygon.size() - 1; i < polygon.size(); last = i++) {
      twice +=
          polygon.get(last).x() * polygon.get(i).y() - polygon.get(i).x() * polygon.get(last).y();
    }
    return twice / 2 * width * height;
  }
}
