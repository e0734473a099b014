package dev.rigel.perception.bodies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rigel.base.CallScope;
import dev.rigel.media.Image;
import dev.rigel.media.Point;
import dev.rigel.media.Region;
import dev.rigel.perception.Examples;
import dev.rigel.perception.RealNetworks;
import dev.rigel.perception.objects.CocoDetector;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("slow")
class BodiesTest {
  @RegisterExtension static final RealNetworks NETWORKS = new RealNetworks();

  private final MoveNetPoseEstimator estimator =
      new MoveNetPoseEstimator(NETWORKS.networks(), new CocoDetector(NETWORKS.networks()));
  private final MediaPipeHandFinder hands = new MediaPipeHandFinder(NETWORKS.networks());

  private List<Region> poses(BufferedImage picture) {
    return estimator.poses(Image.of(picture), CallScope.unlimited());
  }

  @Test
  void findsTheJointsOfAPerson() {
    List<Region> poses = poses(Examples.pixels("astronaut.jpg"));

    assertThat(poses).hasSize(1);
    List<Point> joints = poses.getFirst().points();
    assertThat(joints).hasSize(17);
    assertClose(joints.get(0), 0.436, 0.247);
    // The person's left eye and shoulder are on the picture's right.
    assertClose(joints.get(1), 0.486, 0.202);
    assertThat(joints.get(5).x()).isGreaterThan(joints.get(6).x() + 0.2);
    assertThat(joints.get(5).y()).isBetween(0.35, 0.6);
  }

  @Test
  void findsMorePeopleThanTheNetworkSeesAtOnceFromLeftToRight() {
    BufferedImage picture = Examples.canvas(2400, 1200, new Color(90, 120, 140));
    BufferedImage astronaut = Examples.pixels("astronaut.jpg");
    for (int i = 0; i < 8; i++) {
      Examples.pasted(picture, astronaut, 40 + i % 4 * 590, 30 + i / 4 * 590, 1);
    }

    List<Region> poses = poses(picture);

    assertThat(poses).hasSize(8);
    assertThat(poses)
        .extracting(pose -> pose.box().center().x())
        .isSortedAccordingTo(Double::compare);
  }

  private static void assertClose(Point point, double x, double y) {
    assertThat(point.x()).isCloseTo(x, within(0.03));
    assertThat(point.y()).isCloseTo(y, within(0.03));
  }

  @Test
  void findsNobodyWhereNobodyIs() {
    for (String name : List.of("coffee.jpg", "receipt.png")) {
      assertThat(poses(Examples.pixels(name))).as(name).isEmpty();
      assertThat(hands.hands(Examples.image(name), CallScope.unlimited())).as(name).isEmpty();
    }
  }
}
