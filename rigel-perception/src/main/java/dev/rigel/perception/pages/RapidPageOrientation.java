package dev.rigel.perception.pages;

import static org.bytedeco.opencv.global.opencv_core.ROTATE_90_CLOCKWISE;
import static org.bytedeco.opencv.global.opencv_core.rotate;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import dev.rigel.base.CallScope;
import dev.rigel.media.Image;
import dev.rigel.perception.PageOrientation;
import dev.rigel.perception.network.Network;
import dev.rigel.perception.network.Networks;
import dev.rigel.perception.network.Tensor;
import dev.rigel.perception.pixels.Matrices;
import dev.rigel.perception.pixels.PixelTensors;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Tells the turn of a page of text with PaddleOCR's document orientation classifier. On photographs
 * without text it means nothing. Where it is unsure, it is shown the page in its four turns and the
 * mean counts.
 *
 * <p>Input {@code x} [1, 3, 224, 224]: the middle of the picture scaled to 256 on its shorter side,
 * less ImageNet's mean and over its deviation; output [1, 4], probabilities of 0, 90, 180 and 270
 * degrees clockwise.
 */
public final class RapidPageOrientation implements PageOrientation {
  private static final int SHORTER_SIDE = 256;
  private static final int SIDE = 224;
  private static final double[] MEAN = {0.406 * 255, 0.456 * 255, 0.485 * 255};
  private static final double[] DEVIATION = {0.225 * 255, 0.224 * 255, 0.229 * 255};
  private static final double SURE_ENOUGH = 0.5;

  /** Below it the network is asked again: tables of figures are taken for their upside down. */
  private static final double CLEAR = 0.9;

  /** The page's shorter side then: twice as close, so that figures can be told from one another. */
  private static final int CLOSER_SIDE = 448;

  private static final int PATCHES = 2;
  private static final int QUARTERS = 4;

  private final Networks networks;

  public RapidPageOrientation(Networks networks) {
    this.networks = networks;
  }

  @Override
  public int clockwiseTurn(Image image, CallScope scope) {
    Network network = networks.network("page-orientation", scope);
    return networks.call(
        scope,
        () -> {
          try (PointerScope _ = new PointerScope()) {
            Mat page = Matrices.blueGreenRed(image.pixels());
            double[] turns = turns(middle(page), network, scope);
            if (turns[best(turns)] < CLEAR) {
              turns = closer(page, network, scope);
            }
            int best = best(turns);
            return turns[best] >= SURE_ENOUGH ? 90 * best : 0;
          }
        });
  }

  /** The probabilities of 0, 90, 180 and 270 degrees. */
  private static double[] turns(Mat middle, Network network, CallScope scope) {
    try (Tensor input = PixelTensors.channelsFirst(middle, MEAN, DEVIATION)) {
      float[] turns = network.run(input, scope).getFirst().array();
      return IntStream.range(0, turns.length).mapToDouble(i -> turns[i]).toArray();
    }
  }

  /** The mean over pieces of the page in its four turns, each answer turned back. */
  private static double[] closer(Mat page, Network network, CallScope scope) {
    List<Mat> patches = new WrittenPatches(CLOSER_SIDE, SIDE).of(page, PATCHES);
    double[] mean = new double[QUARTERS];
    for (Mat patch : patches) {
      Mat view = patch;
      for (int quarter = 0; quarter < QUARTERS; quarter++) {
        double[] turns = turns(view, network, scope);
        for (int i = 0; i < QUARTERS; i++) {
          mean[i] += turns[(i + quarter) % QUARTERS] / (QUARTERS * patches.size());
        }
        Mat turned = new Mat();
        rotate(view, turned, ROTATE_90_CLOCKWISE);
        view = turned;
      }
    }
    return mean;
  }

  private static int best(double[] turns) {
    int best = 0;
    for (int i = 1; i < turns.length; i++) {
      best = turns[i] > turns[best] ? i : best;
    }
    return best;
  }

  private static Mat middle(Mat picture) {
    double factor = (double) SHORTER_SIDE / Math.min(picture.cols(), picture.rows());
    Size size =
        new Size(
            Math.max(SHORTER_SIDE, (int) Math.round(picture.cols() * factor)),
            Math.max(SHORTER_SIDE, (int) Math.round(picture.rows() * factor)));
    Mat scaled = new Mat();
    resize(picture, scaled, size, 0, 0, factor < 1 ? INTER_AREA : INTER_LINEAR);
    Rect middle = new Rect((scaled.cols() - SIDE) / 2, (scaled.rows() - SIDE) / 2, SIDE, SIDE);
    return new Mat(scaled, middle).clone();
  }
}
