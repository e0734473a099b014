package dev.rigel.perception.text;

import static java.util.Objects.requireNonNull;

import dev.rigel.base.CallScope;
import dev.rigel.media.Box;
import dev.rigel.media.Image;
import dev.rigel.media.Point;
import dev.rigel.media.Region;
import dev.rigel.perception.TextReader;
import dev.rigel.perception.network.Network;
import dev.rigel.perception.network.Networks;
import dev.rigel.perception.pixels.Matrices;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Reads text with the two networks of PP-OCRv6 small: one finds lines, the other reads them. Knows
 * Latin, Chinese and Japanese writing; lines may lie at any angle.
 */
public final class PaddleTextReader implements TextReader {
  /** Finds lines of small print on an ordinary page; twice as many pixels gain half a point. */
  public static final int DEFAULT_LONGEST_SIDE = 960;

  private static final double SURE_ENOUGH = 0.5;
  private static final double UPRIGHT_SIGN = 20;
  private static final double PERHAPS_UPSIDE_DOWN = 0.7;

  private final Networks networks;
  private final TextDetector detector;

  /** By name of the network; made with the first picture. */
  private final Map<String, Alphabet> alphabets = new ConcurrentHashMap<>();

  public PaddleTextReader(Networks networks) {
    this(networks, DEFAULT_LONGEST_SIDE);
  }

  /**
   * @param longestSide pixels to which a picture is shrunk before lines are looked for; they are
   *     then read at full size. More finds smaller print and costs time with its square
   */
  public PaddleTextReader(Networks networks, int longestSide) {
    this.networks = networks;
    this.detector = new TextDetector(longestSide);
  }

  @Override
  public List<Region> read(Image image, CallScope scope) {
    return readLines(image, scope).stream().map(Line::region).toList();
  }

  @Override
  public List<Line> readLines(Image image, CallScope scope) {
    Network detection = networks.network("text-detection", scope);
    Alphabet latin = alphabet("text-latin", scope);
    Alphabet all = alphabet("text-recognition", scope);
    return networks.call(
        scope,
        () -> {
          try (PointerScope _ = new PointerScope()) {
            Mat picture = Matrices.blueGreenRed(image.pixels());
            LineRecognizer recognizer = new LineRecognizer(picture, latin, all);
            List<Quadrilateral> lines = detector.lines(picture, detection, scope);
            PageTurn turn = PageTurn.of(lines, recognizer, scope);
            if (!turn.isNone()) {
              Mat upright = turn.upright(picture);
              lines = detector.lines(upright, detection, scope);
              recognizer = new LineRecognizer(upright, latin, all);
            }
            return linesOf(image, lines, recognizer, turn, scope);
          }
        });
  }

  private Alphabet alphabet(String network, CallScope scope) {
    Network recognition = networks.networkForParallelRuns(network, scope);
    return alphabets.computeIfAbsent(network, _ -> Alphabet.of(recognition));
  }

  private List<Line> linesOf(
      Image image,
      List<Quadrilateral> lines,
      LineRecognizer recognizer,
      PageTurn turn,
      CallScope scope) {
    List<Quadrilateral> ordered = ReadingOrder.ordered(lines);
    // The longest first, so that no thread is left with a long one at the end.
    List<Quadrilateral> longestFirst =
        ordered.stream()
            .sorted(Comparator.comparingDouble((Quadrilateral line) -> -line.width()))
            .toList();
    Map<Quadrilateral, Reading> readings = new HashMap<>();
    networks
        .inParallel(longestFirst, line -> Map.entry(line, read(line, recognizer, scope)), scope)
        .forEach(read -> readings.put(read.getKey(), read.getValue()));
    List<Reading> credible =
        ordered.stream()
            .map(line -> requireNonNull(readings.get(line)))
            .filter(Reading::isCredible)
            .toList();
    return settled(credible).stream().map(reading -> line(image, reading, turn)).toList();
  }

  /** Settles by the whole page what a line leaves open. */
  private static List<Reading> settled(List<Reading> readings) {
    List<RecognizedText> texts = readings.stream().map(Reading::text).toList();
    FigureStyle style = FigureStyle.of(texts);
    List<RecognizedText> settled = new ArrayList<>(readings.size());
    Spelling.settled(texts, Vocabulary.english()).forEach(text -> settled.add(style.settled(text)));
    List<Reading> all = new ArrayList<>(readings.size());
    for (int i = 0; i < settled.size(); i++) {
      all.add(new Reading(settled.get(i), readings.get(i).place()));
    }
    return all;
  }

  private record Reading(RecognizedText text, Quadrilateral place) {
    /** A single sign at an odd angle is more often a thing that looks like one. */
    boolean isCredible() {
      boolean single = text.text().codePointCount(0, text.text().length()) == 1;
      return !text.text().isEmpty()
          && text.confidence() >= SURE_ENOUGH
          && !(single && Math.abs(place.degrees()) > UPRIGHT_SIGN);
    }

    Reading orBetter(Reading other) {
      return other.text.confidence() > text.confidence() ? other : this;
    }
  }

  /** A line that makes little sense the way it lies is read the other way round as well. */
  private static Reading read(Quadrilateral line, LineRecognizer recognizer, CallScope scope) {
    Quadrilateral upright = line.isVertical() ? line.turned(1) : line;
    Reading reading = new Reading(recognizer.read(upright, scope), upright);
    if (reading.text().confidence() >= PERHAPS_UPSIDE_DOWN) {
      return reading;
    }
    Quadrilateral reversed = upright.turned(2);
    return reading.orBetter(new Reading(recognizer.read(reversed, scope), reversed));
  }

  private static Line line(Image image, Reading reading, PageTurn turn) {
    RecognizedText text = reading.text();
    Quadrilateral place = reading.place();
    return new Line(
        region(image, "text", text.text(), text.confidence(), turn.inPicture(place, image)),
        text.words().stream()
            .map(word ->
                region(
                    image,
                    "word",
                    word.text(),
                    word.confidence(),
                    turn.inPicture(
                        place.part(word.left(), word.top(), word.right(), word.bottom()), image)))
            .toList());
  }

  private static Region region(
      Image image, String label, String text, double confidence, Quadrilateral place) {
    List<Point> corners =
        place.corners().stream()
            .map(corner -> new Point(corner.x() / image.width(), corner.y() / image.height()))
            .toList();
    Box box =
        Box.ofEdges(
            corners.stream().mapToDouble(Point::x).min().orElseThrow(),
            corners.stream().mapToDouble(Point::y).min().orElseThrow(),
            corners.stream().mapToDouble(Point::x).max().orElseThrow(),
            corners.stream().mapToDouble(Point::y).max().orElseThrow());
    return new Region(
        image.contentHash(),
        image.page(),
        OptionalDouble.empty(),
        box,
        label,
        text,
        confidence,
        corners,
        Optional.empty(),
        OptionalDouble.of(place.degrees()));
  }
}
