package dev.rigel.perception;

import dev.rigel.base.CallScope;
import dev.rigel.media.Image;
import dev.rigel.media.Region;
import java.util.List;

/** Finds people and the joints of their bodies. */
public interface PoseEstimator {
  /**
   * Regions with label {@code person} and 17 points in the order of the COCO data set: nose, left
   * and right eye, ear, shoulder, elbow, wrist, hip, knee, ankle. Left is the person's left. Left
   * to right.
   */
  List<Region> poses(Image image, CallScope scope);
}
