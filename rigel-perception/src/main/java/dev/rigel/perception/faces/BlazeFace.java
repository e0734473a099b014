package dev.rigel.perception.faces;

import dev.rigel.base.CallScope;
import dev.rigel.perception.network.Network;
import dev.rigel.perception.network.Tensor;
import dev.rigel.perception.pixels.Letterbox;
import dev.rigel.perception.pixels.PixelTensors;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * One of the two BlazeFace networks of MediaPipe (Bazarevsky et al., 2019): {@code back} looks 256
 * pixels wide for faces of a room, {@code front} 128 for a face before the camera.
 *
 * <p>Input [1, side, side, 3], red, green, blue, -1 to 1, letterboxed on black. Outputs: score
 * logits of 512 and of 384 anchors, then [1, 512, 16] and [1, 384, 16]: centre x, y, width, height
 * and six key points, in pixels of the square from the anchor. The anchors are the centres of a 16
 * x 16 grid, two each, and of an 8 x 8 grid, six each (MediaPipe's {@code ssd_anchors_calculator}
 * for strides 8, 16, 16, 16 of 128 and 16, 32, 32, 32 of 256).
 */
enum BlazeFace {
  BACK("faces-back", 256),
  FRONT("faces-front", 128);

  private record Layer(int scores, int boxes, int grid, int anchors) {}

  private static final List<Layer> LAYERS = List.of(new Layer(0, 2, 16, 2), new Layer(1, 3, 8, 6));

  private final String fileName;
  private final int side;

  BlazeFace(String fileName, int side) {
    this.fileName = fileName;
    this.side = side;
  }

  String fileName() {
    return fileName;
  }

  /** Every anchor that sees a face, in pixels of the given picture; they overlap. */
  List<Face> candidates(Mat picture, Network network, double threshold, CallScope scope) {
    Letterbox letterbox = Letterbox.of(picture.cols(), picture.rows(), side);
    List<Tensor> outputs;
    try (Tensor input = PixelTensors.channelsLast(letterbox.square(picture), 2 / 255.0, -1)) {
      outputs = network.run(input, scope);
    }
    List<Face> found = new ArrayList<>();
    for (Layer layer : LAYERS) {
      float[] logits = outputs.get(layer.scores()).array();
      float[] boxes = outputs.get(layer.boxes()).array();
      for (int anchor = 0; anchor < logits.length; anchor++) {
        double score = 1 / (1 + Math.exp(-logits[anchor]));
        if (score >= threshold) {
          found.add(new Face(decoded(boxes, anchor, layer, letterbox), score));
        }
      }
    }
    return found;
  }

  private double[] decoded(float[] boxes, int anchor, Layer layer, Letterbox letterbox) {
    int cell = anchor / layer.anchors();
    double anchorX = (cell % layer.grid() + 0.5) / layer.grid() * side;
    double anchorY = (cell / layer.grid() + 0.5) / layer.grid() * side;
    int at = anchor * Face.NUMBERS;
    double centerX = boxes[at] + anchorX;
    double centerY = boxes[at + 1] + anchorY;
    double halfWidth = boxes[at + 2] / 2;
    double halfHeight = boxes[at + 3] / 2;
    double[] numbers = new double[Face.NUMBERS];
    numbers[0] = letterbox.pictureX(centerX - halfWidth);
    numbers[1] = letterbox.pictureY(centerY - halfHeight);
    numbers[2] = letterbox.pictureX(centerX + halfWidth);
    numbers[3] = letterbox.pictureY(centerY + halfHeight);
    for (int i = 4; i < Face.NUMBERS; i += 2) {
      numbers[i] = letterbox.pictureX(boxes[at + i] + anchorX);
      numbers[i + 1] = letterbox.pictureY(boxes[at + i + 1] + anchorY);
    }
    return numbers;
  }
}
