package dev.rigel.perception.outlines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rigel.base.CallScope;
import dev.rigel.base.RigelException;
import dev.rigel.media.Box;
import dev.rigel.media.Image;
import dev.rigel.media.Mask;
import dev.rigel.media.Point;
import dev.rigel.media.Region;
import dev.rigel.media.outline.Polygons;
import dev.rigel.perception.Examples;
import dev.rigel.perception.RealNetworks;
import dev.rigel.perception.objects.CocoDetector;
import dev.rigel.perception.persons.SelfieSegmenter;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("slow")
class GrabCutSegmenterTest {
  @RegisterExtension static final RealNetworks NETWORKS = new RealNetworks();

  private final GrabCutSegmenter segmenter =
      new GrabCutSegmenter(NETWORKS.networks(), new SelfieSegmenter(NETWORKS.networks()));

  private static final int WIDTH = 640;
  private static final int HEIGHT = 480;

  /** Shapes of one colour each on a ground of others, both with noise. */
  private static BufferedImage scene(Random random, Shape... shapes) {
    BufferedImage picture = Examples.canvas(WIDTH, HEIGHT, new Color(60, 110, 70));
    Graphics2D graphics = picture.createGraphics();
    for (int i = 0; i < 40; i++) {
      graphics.setColor(new Color(40 + random.nextInt(40), 90 + random.nextInt(60), 60));
      graphics.fillOval(random.nextInt(WIDTH), random.nextInt(HEIGHT), 60, 50);
    }
    for (Shape shape : shapes) {
      graphics.setColor(new Color(190, 90 + random.nextInt(60), 60));
      graphics.fill(shape);
    }
    graphics.dispose();
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        int noise = random.nextInt(21) - 10;
        int rgb = picture.getRGB(x, y);
        int red = Math.clamp((rgb >> 16 & 255) + noise, 0, 255);
        int green = Math.clamp((rgb >> 8 & 255) + noise, 0, 255);
        int blue = Math.clamp((rgb & 255) + noise, 0, 255);
        picture.setRGB(x, y, red << 16 | green << 8 | blue);
      }
    }
    return picture;
  }

  private static double overlap(Mask mask, Shape shape) {
    int both = 0;
    int either = 0;
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        boolean seen = (mask.alpha()[y * WIDTH + x] & 255) > 127;
        boolean there = shape.contains(x + 0.5, y + 0.5);
        both += seen && there ? 1 : 0;
        either += seen || there ? 1 : 0;
      }
    }
    return (double) both / either;
  }

  private static Region around(Shape shape) {
    var bounds = shape.getBounds2D();
    return new Region(
        "",
        Box.ofPixels(
            bounds.getMinX() - 6,
            bounds.getMinY() - 6,
            bounds.getMaxX() + 6,
            bounds.getMaxY() + 6,
            WIDTH,
            HEIGHT),
        "thing",
        "",
        0.8);
  }

  private static Shape star(double x, double y, double radius) {
    Path2D star = new Path2D.Double();
    for (int i = 0; i < 10; i++) {
      double reach = i % 2 == 0 ? radius : radius * 0.55;
      double angle = Math.PI / 5 * i;
      double toX = x + reach * Math.sin(angle);
      double toY = y - reach * Math.cos(angle);
      if (i == 0) {
        star.moveTo(toX, toY);
      } else {
        star.lineTo(toX, toY);
      }
    }
    star.closePath();
    return star;
  }

  @Test
  void outlinesThingsInBoxes() {
    Random random = new Random(7);
    Shape ellipse = new Ellipse2D.Double(60, 80, 200, 130);
    Shape star = star(450, 290, 110);
    Image image = Image.of(scene(random, ellipse, star));

    List<Region> outlined =
        segmenter.segment(image, List.of(around(ellipse), around(star)), CallScope.unlimited());

    assertThat(outlined).hasSize(2);
    assertThat(overlap(outlined.get(0).mask().orElseThrow(), ellipse)).isGreaterThan(0.93);
    assertThat(overlap(outlined.get(1).mask().orElseThrow(), star)).isGreaterThan(0.88);
    assertThat(outlined.get(1).points()).hasSizeBetween(10, 200);
    assertThat(outlined.get(1).label()).isEqualTo("thing");
  }

  @Test
  void outlinesWhatAPointLiesOn() {
    Shape ellipse = new Ellipse2D.Double(240, 180, 150, 120);
    Image image = Image.of(scene(new Random(8), ellipse));
    Region point = new Region("", new Box(0.5, 0.5, 0, 0), "thing", "", 1);

    Region outlined = segmenter.segment(image, List.of(point), CallScope.unlimited()).getFirst();

    assertThat(overlap(outlined.mask().orElseThrow(), ellipse)).isGreaterThan(0.85);
    assertThat(outlined.box().intersectionOverUnion(around(ellipse).box())).isGreaterThan(0.7);
  }

  @Test
  void aPersonsOutlineFollowsThePersonNetwork() {
    Image image = Examples.image("astronaut.jpg");
    Region person = new Region("", new Box(0, 0, 0.85, 1), "person", "", 0.9);

    Mask mask =
        segmenter
            .segment(image, List.of(person), CallScope.unlimited())
            .getFirst()
            .mask()
            .orElseThrow();

    // Face and shoulder are in it, the flag and the shuttle are not.
    assertThat(at(mask, 0.44, 0.22)).isGreaterThan(127);
    assertThat(at(mask, 0.35, 0.75)).isGreaterThan(127);
    assertThat(at(mask, 0.05, 0.2)).isLessThan(127);
    assertThat(at(mask, 0.72, 0.3)).isLessThan(127);
  }

  @Test
  void theSamePictureGetsTheSameOutlineAgain() {
    Image image = Examples.image("cat.jpg");
    Region thing = new Region("", new Box(0.002, 0.0055, 0.9479, 0.9835), "cat", "", 0.8);
    List<Region> first = segmenter.segment(image, List.of(thing), CallScope.unlimited());
    byte[] alpha = first.getFirst().mask().orElseThrow().alpha();

    for (int i = 0; i < 4; i++) {
      List<Region> again = segmenter.segment(image, List.of(thing), CallScope.unlimited());
      assertThat(again.getFirst().mask().orElseThrow().alpha()).isEqualTo(alpha);
    }
  }

  private static int at(Mask mask, double x, double y) {
    return mask.alpha()[(int) (y * mask.height()) * mask.width() + (int) (x * mask.width())] & 255;
  }

  /** Prints how well and with how many points: the figures of {@code docs/benchmarks/seeing.md}. */
  @Test
  void polygonsCoverTheMasksOfPhotos() {
    CocoDetector detector = new CocoDetector(NETWORKS.networks());
    List<Double> covered = new ArrayList<>();
    int points = 0;
    for (String name : List.of("astronaut.jpg", "cat.jpg", "coffee.jpg", "rocket.jpg")) {
      Image image = Examples.image(name);
      List<Region> found = new ArrayList<>(detector.detect(image, CallScope.unlimited()));
      found.add(new Region("", new Box(0.3, 0.3, 0.4, 0.4), "thing", "", 1));
      for (Region region : segmenter.segment(image, found, CallScope.unlimited())) {
        List<List<Point>> polygons = Polygons.of(region);
        covered.add(covered(region.mask().orElseThrow(), polygons));
        points += polygons.stream().mapToInt(List::size).sum();
      }
    }
    System.out.printf(
        "%d masks of photos: intersection over union with their polygons at least %.4f, on average"
            + " %.4f; %d points each%n",
        covered.size(),
        Collections.min(covered),
        covered.stream().mapToDouble(d -> d).average().orElse(0),
        points / covered.size());
    assertThat(covered).hasSizeGreaterThan(7).allMatch(share -> share >= 0.98);
  }

  private static double covered(Mask mask, List<List<Point>> polygons) {
    Path2D path = new Path2D.Double(Path2D.WIND_EVEN_ODD);
    for (List<Point> polygon : polygons) {
      path.moveTo(polygon.getFirst().x() * mask.width(), polygon.getFirst().y() * mask.height());
      polygon.forEach(point -> path.lineTo(point.x() * mask.width(), point.y() * mask.height()));
      path.closePath();
    }
    int both = 0;
    int either = 0;
    for (int i = 0; i < mask.alpha().length; i++) {
      boolean wanted = mask.alpha()[i] < 0;
      boolean inside = path.contains(i % mask.width() + 0.5, i / mask.width() + 0.5);
      both += wanted && inside ? 1 : 0;
      either += wanted || inside ? 1 : 0;
    }
    return (double) both / either;
  }

  @Test
  void refusesMoreMasksThanMemoryHolds() {
    Image image = Image.of(Examples.canvas(4000, 3000, Color.GRAY));
    Region box = new Region("", new Box(0.2, 0.2, 0.2, 0.2), "thing", "", 1);

    assertThatThrownBy(
            () -> segmenter.segment(image, Collections.nCopies(60, box), CallScope.unlimited()))
        .isInstanceOf(RigelException.class)
        .hasMessageContaining("too many regions");
  }
}
