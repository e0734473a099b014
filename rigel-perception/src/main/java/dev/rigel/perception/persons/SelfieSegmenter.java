package dev.rigel.perception.persons;

import static org.bytedeco.opencv.global.opencv_core.CV_32FC1;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import dev.rigel.base.CallScope;
import dev.rigel.media.Image;
import dev.rigel.media.Mask;
import dev.rigel.perception.PersonSegmenter;
import dev.rigel.perception.network.Network;
import dev.rigel.perception.network.Networks;
import dev.rigel.perception.network.Tensor;
import dev.rigel.perception.pixels.Matrices;
import dev.rigel.perception.pixels.PixelTensors;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Separates persons from the background with MediaPipe's selfie segmentation network. Made for one
 * or a few people near the camera; it knows nothing but persons.
 *
 * <p>Input [1, 256, 256, 3], red, green, blue, 0 to 1, the picture stretched to the square; output
 * [1, 256, 256, 1], the probability 0 to 1 that a pixel shows a person. The edge is then drawn
 * along the picture's own edges ({@link GuidedFilter}) before it is enlarged.
 */
public final class SelfieSegmenter implements PersonSegmenter {
  private static final int SIDE = 256;

  /** Pixels on the longer side at which the edge is refined; finer costs time and shows little. */
  private static final int REFINED_SIDE = 1_024;

  private static final double SURELY_BACKGROUND = 0.25;
  private static final double SURELY_PERSON = 0.75;

  private final Networks networks;

  public SelfieSegmenter(Networks networks) {
    this.networks = networks;
  }

  @Override
  public Mask persons(Image image, CallScope scope) {
    Network network = networks.network("person-mask", scope);
    return networks.call(
        scope,
        () -> {
          try (PointerScope _ = new PointerScope()) {
            Mat picture = Matrices.blueGreenRed(image.pixels());
            Mat coarse = probabilities(picture, network, scope);
            scope.check();
            double factor =
                Math.min(1, (double) REFINED_SIDE / Math.max(picture.cols(), picture.rows()));
            Size size =
                new Size(
                    Math.max(1, (int) Math.round(picture.cols() * factor)),
                    Math.max(1, (int) Math.round(picture.rows() * factor)));
            Mat guide = resized(picture, size, INTER_AREA);
            Mat refined = GuidedFilter.refined(resized(coarse, size, INTER_LINEAR), guide);
            scope.check();
            Mat full = resized(refined, new Size(picture.cols(), picture.rows()), INTER_LINEAR);
            return new Mask(picture.cols(), picture.rows(), alpha(full));
          }
        });
  }

  private static Mat probabilities(Mat picture, Network network, CallScope scope) {
    Mat square = resized(picture, new Size(SIDE, SIDE), INTER_AREA);
    try (Tensor input = PixelTensors.channelsLast(square, 1 / 255.0, 0)) {
      float[] values = network.run(input, scope).getFirst().array();
      Mat probabilities = new Mat(SIDE, SIDE, CV_32FC1);
      new FloatPointer(probabilities.data()).put(values);
      return probabilities;
    }
  }

  private static Mat resized(Mat picture, Size size, int interpolation) {
    Mat resized = new Mat();
    resize(picture, resized, size, 0, 0, interpolation);
    return resized;
  }

  /** Probabilities to opacity: what is nearly sure becomes sure, so that no veil is left. */
  private static byte[] alpha(Mat probabilities) {
    float[] row = new float[probabilities.cols()];
    byte[] alpha = new byte[Math.toIntExact(probabilities.total())];
    for (int y = 0, at = 0; y < probabilities.rows(); y++) {
      new FloatPointer(probabilities.ptr(y)).get(row);
      for (float probability : row) {
        double share =
            Math.clamp(
                (probability - SURELY_BACKGROUND) / (SURELY_PERSON - SURELY_BACKGROUND), 0.0, 1.0);
        alpha[at++] = (byte) Math.round(255 * share * share * (3 - 2 * share));
      }
    }
    return alpha;
  }
}
