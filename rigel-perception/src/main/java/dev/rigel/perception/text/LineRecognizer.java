package dev.rigel.perception.text;

import static org.bytedeco.opencv.global.opencv_core.BORDER_REPLICATE;
import static org.bytedeco.opencv.global.opencv_core.CV_32FC2;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_CUBIC;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.getPerspectiveTransform;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;
import static org.bytedeco.opencv.global.opencv_imgproc.warpPerspective;

import dev.rigel.base.CallScope;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import dev.rigel.perception.network.Network;
import dev.rigel.perception.network.Tensor;
import dev.rigel.perception.pixels.Matrices;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Reads one line of text with PP-OCRv6 small.
 *
 * <p>Input {@code x} [1, 3, 48, width], blue, green, red, -1 to 1, zeros at the right of a very
 * short line; output [1, steps, classes], probabilities. Class 0 is the blank, then come the lines
 * of the file's metadata {@code character}, then the space. Lines are read one by one: on a
 * processor that is faster than padding them to a common width, and long padding eats spaces.
 */
final class LineRecognizer {
  private static final int HEIGHT = 48;
  private static final int NARROWEST = 48;

  /** Lines longer than this are squeezed; the network's cost grows with the square. */
  private static final int WIDEST = 3_200;

  private final Mat picture;
  private final Network network;
  private final CtcDecoder decoder;
  private final Map<Quadrilateral, RecognizedText> known = new ConcurrentHashMap<>();

  /** Reads lines of one picture, each place once. */
  LineRecognizer(Mat picture, Network network, CtcDecoder decoder) {
    this.picture = picture;
    this.network = network;
    this.decoder = decoder;
  }

  /** The decoder for the characters that the network knows; costs milliseconds. */
  static CtcDecoder decoder(Network network) {
    String characters =
        network
            .metadata("character")
            .orElseThrow(() ->
                new RigelException(
                    ErrorCode.MODEL_FAILED,
                    "The text recognition network does not say which characters it knows."));
    return new CtcDecoder(List.of(characters.split("\r?\n")));
  }

  /** The text at a place, read from its top left corner to its top right one. */
  RecognizedText read(Quadrilateral place, CallScope scope) {
    RecognizedText text = known.get(place);
    if (text == null) {
      text = recognized(place, scope);
      known.put(place, text);
    }
    return text;
  }

  private RecognizedText recognized(Quadrilateral place, CallScope scope) {
    try (PointerScope _ = new PointerScope()) {
      Mat line = crop(picture, place);
      Tensor output;
      try (Tensor input = input(line)) {
        output = network.run(input, scope).getFirst();
      }
      if (output.length(2) != decoder.classes()) {
        throw new RigelException(
            ErrorCode.MODEL_FAILED,
            "The text recognition network has "
                + output.length(2)
                + " classes but names "
                + decoder.classes()
                + " characters.");
      }
      int steps = output.length(1);
      double pixelsPerStep = (double) Math.max(line.cols(), NARROWEST) / steps;
      return WordPlaces.placed(decoder.decode(output.array(), steps), line, pixelsPerStep);
    }
  }

  private static Mat crop(Mat picture, Quadrilateral place) {
    int width = (int) Math.max(1, Math.round(place.width()));
    int height = (int) Math.max(1, Math.round(place.height()));
    Mat from = new Mat(4, 1, CV_32FC2);
    FloatPointer corners = new FloatPointer(from.data());
    int at = 0;
    for (Quadrilateral.Corner corner : place.corners()) {
      corners.put(at++, (float) corner.x());
      corners.put(at++, (float) corner.y());
    }
    Mat to = new Mat(4, 1, CV_32FC2);
    new FloatPointer(to.data()).put(0f, 0f, width, 0f, width, height, 0f, height);
    Mat crop = new Mat();
    warpPerspective(
        picture,
        crop,
        getPerspectiveTransform(from, to),
        new Size(width, height),
        INTER_CUBIC,
        BORDER_REPLICATE,
        new Scalar());
    Mat line = new Mat();
    int scaledWidth = Math.clamp((int) Math.ceil((double) HEIGHT * width / height), 1, WIDEST);
    resize(crop, line, new Size(scaledWidth, HEIGHT), 0, 0, INTER_LINEAR);
    return line;
  }

  private static Tensor input(Mat line) {
    int width = line.cols();
    int padded = Math.max(width, NARROWEST);
    byte[] bytes = Matrices.bytes(line);
    Tensor tensor = Tensor.input(1, 3, HEIGHT, padded);
    FloatBuffer values = tensor.values();
    float[] row = new float[padded];
    for (int channel = 0; channel < 3; channel++) {
      for (int y = 0, at = channel; y < HEIGHT; y++) {
        for (int x = 0; x < width; x++, at += 3) {
          row[x] = (bytes[at] & 255) / 127.5f - 1;
        }
        values.put(row);
      }
    }
    return tensor;
  }
}
