package dev.rigel.perception.pages;

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
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Tells the turn of a page of text with PaddleOCR's document orientation classifier. Measured on
 * upright scans of documents and receipts only: on photographs without text it means nothing.
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
          try (PointerScope _ = new PointerScope();
              Tensor input =
                  PixelTensors.channelsFirst(
                      middle(Matrices.blueGreenRed(image.pixels())), MEAN, DEVIATION)) {
            float[] turns = network.run(input, scope).getFirst().array();
            int best = 0;
            for (int i = 1; i < turns.length; i++) {
              if (turns[i] > turns[best]) {
                best = i;
              }
            }
            return turns[best] >= SURE_ENOUGH ? 90 * best : 0;
          }
        });
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
