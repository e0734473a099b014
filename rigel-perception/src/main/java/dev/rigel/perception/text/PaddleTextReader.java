package dev.rigel.perception.text;

import dev.rigel.base.CallScope;
import dev.rigel.media.Box;
import dev.rigel.media.Image;
import dev.rigel.media.Point;
import dev.rigel.media.Region;
import dev.rigel.perception.TextReader;
import dev.rigel.perception.network.Network;
import dev.rigel.perception.network.Networks;
import dev.rigel.perception.pixels.Matrices;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.jspecify.annotations.Nullable;

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

  /** Made with the first picture; threads that come at once make the same one. */
  private volatile @Nullable CtcDecoder decoder;

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
    Network recognition = networks.networkForParallelRuns("text-recognition", scope);
    return networks.call(
        scope,
        () -> {
          try (PointerScope _ = new PointerScope()) {
            Mat picture = Matrices.blueGreenRed(image.pixels());
            CtcDecoder decoder = decoderOf(recognition);
            LineRecognizer recognizer = new LineRecognizer(picture, recognition, decoder);
            List<Quadrilateral> lines = detector.lines(picture, detection, scope);
            PageTurn turn = PageTurn.of(lines, recognizer, scope);
            if (!turn.isNone()) {
              Mat upright = turn.upright(picture);
              lines = detector.lines(upright, detection, scope);
              recognizer = new LineRecognizer(upright, recognition, decoder);
            }
            return linesOf(image, lines, recognizer, turn, scope);
          }
        });
  }

  private CtcDecoder decoderOf(Network recognition) {
    CtcDecoder known = decoder;
    if (known == null) {
      known = LineRecognizer.decoder(recognition);
      decoder = known;
    }
    return known;
  }

  private List<Line> linesOf(
      Image image,
      List<Quadrilateral> lines,
      LineRecognizer recognizer,
      PageTurn turn,
      CallScope scope) {
    return networks
        .inParallel(ReadingOrder.ordered(lines), line -> read(line, recognizer, scope), scope)
        .stream()
        .filter(Reading::isCredible)
        .map(reading -> line(image, reading, turn))
        .toList();
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
