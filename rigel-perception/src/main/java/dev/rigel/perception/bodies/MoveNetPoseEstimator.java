package dev.rigel.perception.bodies;

import dev.rigel.base.CallScope;
import dev.rigel.media.Box;
import dev.rigel.media.Image;
import dev.rigel.media.Region;
import dev.rigel.perception.Detector;
import dev.rigel.perception.PoseEstimator;
import dev.rigel.perception.network.Network;
import dev.rigel.perception.network.Networks;
import dev.rigel.perception.pixels.Matrices;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;

/**
 * Finds poses with MoveNet, which sees six bodies at most and small ones badly: a person whom the
 * detector finds and MoveNet misses is looked at again, closely.
 */
public final class MoveNetPoseEstimator implements PoseEstimator {
  private static final double FOUND = 0.25;

  /** Lower where the detector has seen a person already; half a body scores low. */
  private static final double FOUND_CLOSELY = 0.08;

  /** The network's boxes end at the joints it is sure of, the detector's at the clothes. */
  private static final double WITHIN_PERSON = 0.7;

  private static final double LEAST_OF_PERSON = 0.2;
  private static final double SAME_PERSON = 0.6;

  /** Around the detector's box, as a share of its longer side. */
  private static final double MARGIN = 0.15;

  private static final int MOST_CLOSE_LOOKS = 24;

  private final Networks networks;
  private final Detector detector;

  public MoveNetPoseEstimator(Networks networks, Detector detector) {
    this.networks = networks;
    this.detector = detector;
  }

  @Override
  public List<Region> poses(Image image, CallScope scope) {
    List<Region> people =
        detector.detect(image, scope).stream()
            .filter(region -> region.label().equals("person"))
            .toList();
    Network network = networks.network("pose", scope);
    return networks.call(
        scope,
        () -> {
          try (PointerScope _ = new PointerScope()) {
            Mat picture = Matrices.blueGreenRed(image.pixels());
            Rect whole = new Rect(0, 0, picture.cols(), picture.rows());
            List<Pose> poses =
                new ArrayList<>(distinct(MoveNet.poses(picture, whole, network, FOUND, scope)));
            int looks = 0;
            for (Region person : people) {
              if (looks < MOST_CLOSE_LOOKS
                  && poses.stream().noneMatch(pose -> isOf(pose, person.box()))) {
                looks++;
                closely(picture, person.box(), network, scope).ifPresent(poses::add);
              }
            }
            return poses.stream()
                .sorted(Comparator.comparingDouble(pose -> pose.box().center().x()))
                .map(pose -> region(image, pose))
                .toList();
          }
        });
  }

  private static Optional<Pose> closely(Mat picture, Box box, Network network, CallScope scope) {
    scope.check();
    int width = picture.cols();
    int height = picture.rows();
    double margin = MARGIN * Math.max(box.width() * width, box.height() * height);
    int left = Math.clamp((int) (box.x() * width - margin), 0, width - 1);
    int top = Math.clamp((int) (box.y() * height - margin), 0, height - 1);
    int right = Math.clamp((int) (box.right() * width + margin), left + 1, width);
    int bottom = Math.clamp((int) (box.bottom() * height + margin), top + 1, height);
    try (PointerScope _ = new PointerScope()) {
      Rect part = new Rect(left, top, right - left, bottom - top);
      return MoveNet.poses(picture, part, network, FOUND_CLOSELY, scope).stream()
          .filter(pose -> isOf(pose, box))
          .max(Comparator.comparingDouble(Pose::confidence));
    }
  }

  private static boolean isOf(Pose pose, Box person) {
    return pose.box().intersection(person) > WITHIN_PERSON * pose.box().area()
        && pose.box().area() > LEAST_OF_PERSON * person.area();
  }

  private static List<Pose> distinct(List<Pose> poses) {
    List<Pose> distinct = new ArrayList<>();
    poses.stream()
        .sorted(Comparator.comparingDouble(Pose::confidence).reversed())
        .forEach(pose -> {
          if (distinct.stream()
              .noneMatch(other -> other.box().intersectionOverUnion(pose.box()) > SAME_PERSON)) {
            distinct.add(pose);
          }
        });
    return distinct;
  }

  private static Region region(Image image, Pose pose) {
    return new Region(
        image.contentHash(),
        image.page(),
        OptionalDouble.empty(),
        pose.box(),
        "person",
        "",
        pose.confidence(),
        pose.joints(),
        Optional.empty(),
        OptionalDouble.empty());
  }
}
