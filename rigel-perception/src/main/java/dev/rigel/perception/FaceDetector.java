package dev.rigel.perception;

import dev.rigel.base.CallScope;
import dev.rigel.media.Image;
import dev.rigel.media.Region;
import java.util.List;

/** Finds faces. */
public interface FaceDetector {
  /** Regions with label {@code face} and six key points: eyes, nose, mouth, ears. Left to right. */
  List<Region> faces(Image image, CallScope scope);
}
