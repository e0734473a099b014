package dev.rigel.perception.text;

import static org.bytedeco.opencv.global.opencv_core.BORDER_REPLICATE;
import static org.bytedeco.opencv.global.opencv_core.CV_32FC2;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_CUBIC;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.getPerspectiveTransform;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;
import static org.bytedeco.opencv.global.opencv_imgproc.warpPerspective;

import dev.rigel.base.CallScope;
import dev.rigel.perception.network.Tensor;
import dev.rigel.perception.pixels.Matrices;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Reads single lines of text with PP-OCRv6 small: first with the network for Latin writing, which
 * takes half the time, then, where that is unsure, with the one for all its 18 708 characters.
 *
 * <p>Lines are read one by one: on a processor that is faster than padding them to a common width,
 * and long padding eats spaces. Very short lines get zeros at the right.
 */
final class LineRecognizer {
  private static final int HEIGHT = 48;
  private static final int NARROWEST = 48;

  /** Lines longer than this are squeezed; the network's cost grows with the square. */
  private static final int WIDEST = 3_200;

  /**
   * Below this for the line, or for one of its words, it may be in another writing or hard to read.
   * On poor scans the smaller network mistakes commas and signs before figures that the full one
   * reads.
   */
  private static final double SURE_LINE = 0.97;

  private static final double SURE_WORD = 0.93;

  /**
   * Figures mostly stand alone in short lines, every sign of them counts, and the full network
   * costs little there.
   */
  private static final int SHORT_LINE = 320;

  /** After so many lines in other writing the page is taken to be in it. */
  private static final int FOREIGN_LINES = 3;

  private final Mat picture;
  private final Alphabet latin;
  private final Alphabet all;
  private final Map<Quadrilateral, RecognizedText> known = new ConcurrentHashMap<>();
  private final AtomicInteger latinLines = new AtomicInteger();
  private final AtomicInteger foreignLines = new AtomicInteger();

  /** Reads lines of one picture, each place once. */
  LineRecognizer(Mat picture, Alphabet latin, Alphabet all) {
    this.picture = picture;
    this.latin = latin;
    this.all = all;
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
      try (Tensor input = input(line)) {
        if (line.cols() <= SHORT_LINE || isForeign()) {
          return read(all, input, line, scope);
        }
        RecognizedText first = read(latin, input, line, scope);
        if (isSure(first)) {
          latinLines.incrementAndGet();
          return first;
        }
        RecognizedText second = read(all, input, line, scope);
        if (second.text().codePoints().anyMatch(LineRecognizer::isEastAsian)) {
          foreignLines.incrementAndGet();
        } else {
          latinLines.incrementAndGet();
        }
        return second;
      }
    }
  }

  private static boolean isSure(RecognizedText text) {
    return text.confidence() >= SURE_LINE
        && text.words().stream().allMatch(word -> word.confidence() >= SURE_WORD);
  }

  private boolean isForeign() {
    int foreign = foreignLines.get();
    return foreign >= FOREIGN_LINES && foreign > latinLines.get();
  }

  private static boolean isEastAsian(int character) {
    return switch (Character.UnicodeScript.of(character)) {
      case HAN, HIRAGANA, KATAKANA, HANGUL, BOPOMOFO -> true;
      default -> false;
    };
  }

  private static RecognizedText read(Alphabet alphabet, Tensor input, Mat line, CallScope scope) {
    Alphabet.Steps steps = alphabet.read(input, scope);
    double pixelsPerStep = (double) Math.max(line.cols(), NARROWEST) / steps.count();
    return WordPlaces.placed(steps.words(), line, pixelsPerStep);
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
