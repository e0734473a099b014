package dev.rigel.perception.faces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rigel.base.CallScope;
import dev.rigel.media.Box;
import dev.rigel.media.Image;
import dev.rigel.media.Point;
import dev.rigel.media.Region;
import dev.rigel.perception.Examples;
import dev.rigel.perception.RealNetworks;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("slow")
class BlazeFaceDetectorTest {
  @RegisterExtension static final RealNetworks NETWORKS = new RealNetworks();

  private final BlazeFaceDetector detector = new BlazeFaceDetector(NETWORKS.networks());

  private List<Region> faces(BufferedImage picture) {
    return detector.faces(Image.of(picture), CallScope.unlimited());
  }

  @Test
  void findsTheOneFaceAndItsKeyPoints() {
    List<Region> faces = faces(Examples.pixels("astronaut.jpg"));

    assertThat(faces).hasSize(1);
    Region face = faces.getFirst();
    assertThat(face.label()).isEqualTo("face");
    assertThat(face.box().intersectionOverUnion(new Box(0.34, 0.15, 0.2, 0.2))).isGreaterThan(0.7);
    List<Point> points = face.points();
    assertThat(points).hasSize(6);
    assertClose(points.get(0), 0.398, 0.198);
    assertClose(points.get(1), 0.486, 0.202);
    assertClose(points.get(2), 0.436, 0.247);
    assertClose(points.get(3), 0.433, 0.287);
  }

  private static void assertClose(Point point, double x, double y) {
    assertThat(point.x()).isCloseTo(x, within(0.015));
    assertThat(point.y()).isCloseTo(y, within(0.015));
  }

  @Test
  void findsSmallFacesInALargePictureFromLeftToRight() {
    BufferedImage picture = Examples.canvas(3000, 2000, new Color(90, 120, 140));
    BufferedImage astronaut = Examples.pixels("astronaut.jpg");
    double[][] places = {{200, 300, .6}, {900, 500, .43}, {1700, 200, .35}, {2300, 1200, .8}};
    for (double[] place : places) {
      Examples.pasted(picture, astronaut, place[0], place[1], place[2]);
    }

    List<Region> faces = faces(picture);

    assertThat(faces).hasSize(4);
    for (int i = 0; i < places.length; i++) {
      Point center = faces.get(i).box().center();
      double[] place = places[i];
      assertThat(center.x() * 3000).isCloseTo(place[0] + 0.44 * 512 * place[2], within(15.0));
      assertThat(center.y() * 2000).isCloseTo(place[1] + 0.25 * 512 * place[2], within(15.0));
    }
  }

  @Test
  void takesNeitherCatNorCupNorRocketForAFace() {
    assertThat(faces(Examples.pixels("cat.jpg"))).isEmpty();
    assertThat(faces(Examples.pixels("coffee.jpg"))).isEmpty();
    assertThat(faces(Examples.pixels("rocket.jpg"))).isEmpty();
  }

  @Test
  void survivesPicturesOfOddShapes() {
    for (int[] size : new int[][] {{1, 1}, {1, 3000}, {4000, 2}}) {
      assertThat(faces(Examples.canvas(size[0], size[1], Color.PINK))).isEmpty();
    }
  }
}
