package dev.rigel.perception.bodies;

import dev.rigel.media.Box;
import dev.rigel.media.Point;
import java.util.List;

/**
 * One body as the network sees it, in parts of the picture.
 *
 * @param confidence 0 to 1
 */
record Pose(Box box, List<Point> joints, double confidence) {
  Pose {
    joints = List.copyOf(joints);
  }
}
