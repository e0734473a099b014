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
import java.util.ArrayList;
import java.util.List;
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
 * takes less than half the time; then the words of which that one is unsure, or a line that it
 * understands badly as a whole, with the network for all 18 708 characters.
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
   * A word with a character less probable than this may be in another writing or hard to read. On
   * poor scans the smaller network mistakes commas and signs before figures that the full one
   * reads; its mean over a word hides that.
   */
  private static final double SURE_CHARACTER = 0.8;

  /** From this share of its words on, a line is read again as a whole. */
  private static final double MOSTLY_UNSURE = 0.5;

  /** In pixels: in a short line a word needs the others beside it to be understood. */
  private static final int SHORT_LINE = 480;

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
        if (isForeign()) {
          return read(all, input, line, scope);
        }
        RecognizedText first = read(latin, input, line, scope);
        long unsure = first.words().stream().filter(LineRecognizer::isUnsure).count();
        if (unsure == 0 && !first.words().isEmpty()) {
          latinLines.incrementAndGet();
          return first;
        }
        if (line.cols() > SHORT_LINE && unsure < MOSTLY_UNSURE * first.words().size()) {
          latinLines.incrementAndGet();
          return withUnsureWordsReadAgain(first, line, scope);
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

  private static boolean isUnsure(RecognizedText.Word word) {
    return word.weakest() < SURE_CHARACTER;
  }

  /** Neighbouring unsure words are read again together, with the white space around them. */
  private RecognizedText withUnsureWordsReadAgain(RecognizedText first, Mat line, CallScope scope) {
    List<RecognizedText.Word> words = first.words();
    List<RecognizedText.Word> mended = new ArrayList<>(words.size());
    int at = 0;
    while (at < words.size()) {
      int end = at;
      while (end < words.size() && isUnsure(words.get(end))) {
        end++;
      }
      if (end == at) {
        mended.add(words.get(at++));
        continue;
      }
      double left = at == 0 ? 0 : words.get(at - 1).right();
      double right = end == words.size() ? 1 : words.get(end).left();
      List<RecognizedText.Word> again = readPart(line, left, right, scope);
      mended.addAll(surer(words.subList(at, end), again));
      at = end;
    }
    return RecognizedText.of(mended);
  }

  /** The places are better known from the whole line, as long as the words are as many. */
  private static List<RecognizedText.Word> surer(
      List<RecognizedText.Word> first, List<RecognizedText.Word> second) {
    if (second.isEmpty() || weakest(second) <= weakest(first)) {
      return first;
    }
    if (second.size() != first.size()) {
      return second;
    }
    List<RecognizedText.Word> placed = new ArrayList<>(first.size());
    for (int i = 0; i < first.size(); i++) {
      placed.add(first.get(i).saying(second.get(i)));
    }
    return placed;
  }

  private static double weakest(List<RecognizedText.Word> words) {
    return words.stream().mapToDouble(RecognizedText.Word::weakest).min().orElse(0);
  }

  private List<RecognizedText.Word> readPart(Mat line, double left, double right, CallScope scope) {
    int from = Math.clamp(Math.round(left * line.cols()), 0, line.cols() - 1);
    int to = Math.clamp(Math.round(right * line.cols()), from + 1, line.cols());
    try (PointerScope _ = new PointerScope()) {
      Mat part = line.colRange(from, to).clone();
      try (Tensor input = input(part)) {
        return read(all, input, part, scope).words().stream()
            .map(word ->
                word.inLine((double) from / line.cols(), (double) (to - from) / line.cols()))
            .toList();
      }
    }
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
