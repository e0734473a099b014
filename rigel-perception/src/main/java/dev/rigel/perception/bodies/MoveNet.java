package dev.rigel.perception.bodies;

import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import dev.rigel.base.CallScope;
import dev.rigel.media.Box;
import dev.rigel.media.Point;
import dev.rigel.perception.network.Network;
import dev.rigel.perception.network.Tensor;
import dev.rigel.perception.pixels.PixelTensors;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * MoveNet multipose lightning (Google, 2021; model card).
 *
 * <p>Input [1, H, W, 3] of whole numbers, red, green, blue, 0 to 255, H and W multiples of 32; the
 * picture lies at the top left on black. Output [1, 6, 56]: for six bodies 17 joints as y, x and
 * score, then the box as top, left, bottom, right and score, all in parts of the input.
 */
final class MoveNet {
  private static final int LONGER_SIDE = 512;
  private static final int MULTIPLE = 32;
  private static final int BODIES = 6;
  private static final int JOINTS = 17;
  private static final int COLUMNS = 56;

  private MoveNet() {}

  /** The bodies in a part of a picture, in parts of the whole picture. */
  static List<Pose> poses(
      Mat picture, Rect part, Network network, double threshold, CallScope scope) {
    Mat seen = new Mat(picture, part);
    double factor = (double) LONGER_SIDE / Math.max(part.width(), part.height());
    int width = Math.max(1, (int) Math.round(part.width() * factor));
    int height = Math.max(1, (int) Math.round(part.height() * factor));
    Mat fitted = new Mat();
    resize(seen, fitted, new Size(width, height), 0, 0, factor < 1 ? INTER_AREA : INTER_LINEAR);
    Mat padded = new Mat(multiple(height), multiple(width), picture.type(), Scalar.all(0));
    fitted.copyTo(new Mat(padded, new Rect(0, 0, width, height)));
    float[] values;
    try (Tensor input = PixelTensors.channelsLast(padded, 1, 0)) {
      values = network.run(input, scope).getFirst().array();
    }
    // From parts of the padded input to parts of the picture.
    double acrossX = padded.cols() / factor / picture.cols();
    double acrossY = padded.rows() / factor / picture.rows();
    double left = (double) part.x() / picture.cols();
    double top = (double) part.y() / picture.rows();
    List<Pose> poses = new ArrayList<>();
    for (int body = 0; body < BODIES; body++) {
      int at = body * COLUMNS;
      double score = values[at + COLUMNS - 1];
      if (score < threshold) {
        continue;
      }
      List<Point> joints = new ArrayList<>();
      for (int joint = 0; joint < JOINTS; joint++) {
        joints.add(
            new Point(
                Math.clamp(left + values[at + 3 * joint + 1] * acrossX, 0.0, 1.0),
                Math.clamp(top + values[at + 3 * joint] * acrossY, 0.0, 1.0)));
      }
      int box = at + 3 * JOINTS;
      poses.add(
          new Pose(
              Box.ofEdges(
                  left + values[box + 1] * acrossX,
                  top + values[box] * acrossY,
                  left + values[box + 3] * acrossX,
                  top + values[box + 2] * acrossY),
              joints,
              Math.min(1, score)));
    }
    return poses;
  }

  private static int multiple(int length) {
    return (length + MULTIPLE - 1) / MULTIPLE * MULTIPLE;
  }
}
