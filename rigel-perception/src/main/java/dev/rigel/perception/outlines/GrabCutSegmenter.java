package dev.rigel.perception.outlines;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.setRNGSeed;
import static org.bytedeco.opencv.global.opencv_imgproc.CHAIN_APPROX_SIMPLE;
import static org.bytedeco.opencv.global.opencv_imgproc.FILLED;
import static org.bytedeco.opencv.global.opencv_imgproc.GC_BGD;
import static org.bytedeco.opencv.global.opencv_imgproc.GC_FGD;
import static org.bytedeco.opencv.global.opencv_imgproc.GC_INIT_WITH_MASK;
import static org.bytedeco.opencv.global.opencv_imgproc.GC_PR_BGD;
import static org.bytedeco.opencv.global.opencv_imgproc.GC_PR_FGD;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.RETR_EXTERNAL;
import static org.bytedeco.opencv.global.opencv_imgproc.contourArea;
import static org.bytedeco.opencv.global.opencv_imgproc.drawContours;
import static org.bytedeco.opencv.global.opencv_imgproc.findContours;
import static org.bytedeco.opencv.global.opencv_imgproc.grabCut;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import dev.rigel.base.CallScope;
import dev.rigel.base.RigelException;
import dev.rigel.media.Box;
import dev.rigel.media.Image;
import dev.rigel.media.Mask;
import dev.rigel.media.Point;
import dev.rigel.media.Region;
import dev.rigel.media.outline.Polygons;
import dev.rigel.perception.PersonSegmenter;
import dev.rigel.perception.Segmenter;
import dev.rigel.perception.network.Networks;
import dev.rigel.perception.pixels.Matrices;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Outlines things in boxes by GrabCut (Rother, Kolmogorov and Blake, 2004): colours inside the box
 * against colours around it, cut where the picture has edges. People start from what the person
 * network sees. It knows colours, not things: what has the colours of its background is cut badly.
 */
public final class GrabCutSegmenter implements Segmenter {
  private static final int WORKED_SIDE = 300;
  private static final int ITERATIONS = 4;
  private static final int SEED = 1;

  /** Around the box, as a share of its sides: the background's colours are learnt there. */
  private static final double AROUND = 0.3;

  /** Of a point, the side of the box that is looked at, as a share of the picture's. */
  private static final double AROUND_POINT = 0.4;

  private static final double POINT_SIZE = 0.04;

  /** A part smaller than this share of the largest is dropped. */
  private static final double SMALLEST_PART = 0.08;

  private static final int SURELY_PERSON = 230;
  private static final int SURELY_NOT = 12;

  /** Masks have the picture's size each. */
  private static final long MOST_MASK_PIXELS = 300_000_000;

  private final Networks networks;
  private final PersonSegmenter persons;

  public GrabCutSegmenter(Networks networks, PersonSegmenter persons) {
    this.networks = networks;
    this.persons = persons;
  }

  @Override
  public List<Region> segment(Image image, List<Region> regions, CallScope scope) {
    if ((long) image.width() * image.height() * regions.size() > MOST_MASK_PIXELS) {
      throw RigelException.invalid(
          "There are too many regions for a picture of this size; take fewer, or resize it first.",
          "regions");
    }
    Optional<Mask> people =
        regions.stream().anyMatch(region -> region.label().equals("person"))
            ? Optional.of(persons.persons(image, scope))
            : Optional.empty();
    return networks.call(
        scope,
        () -> {
          try (PointerScope _ = new PointerScope()) {
            Mat picture = Matrices.blueGreenRed(image.pixels());
            List<Region> outlined = new ArrayList<>();
            for (Region region : regions) {
              scope.check();
              Optional<Mask> seed =
                  region.label().equals("person") ? people : Optional.<Mask>empty();
              outlined(picture, region, seed).ifPresent(outlined::add);
            }
            return outlined;
          }
        });
  }

  private static Optional<Region> outlined(Mat picture, Region region, Optional<Mask> seed) {
    try (PointerScope _ = new PointerScope()) {
      boolean point = region.box().area() == 0;
      Box box = point ? around(region.box().center(), AROUND_POINT) : region.box();
      Rect part = pixels(grown(box), picture);
      double factor = Math.min(1, (double) WORKED_SIDE / Math.max(part.width(), part.height()));
      Size size =
          new Size(
              Math.max(1, (int) Math.round(part.width() * factor)),
              Math.max(1, (int) Math.round(part.height() * factor)));
      Mat small = new Mat();
      resize(new Mat(picture, part), small, size, 0, 0, INTER_AREA);
      Mat marks = new Mat(size, CV_8UC1, Scalar.all(GC_BGD));
      Rect inner = within(box, part, picture, size);
      new Mat(marks, inner).put(Scalar.all(point ? GC_PR_BGD : GC_PR_FGD));
      seed.ifPresent(mask -> mark(marks, mask, part, picture, inner));
      Rect sure =
          point
              ? within(around(region.box().center(), POINT_SIZE), part, picture, size)
              : core(inner);
      if (seed.isEmpty()) {
        new Mat(marks, sure).put(Scalar.all(GC_FGD));
      }
      if (!holdsBoth(marks)) {
        return Optional.empty();
      }
      // Its clusters begin with random numbers of the thread: with those of a fixed seed, the same
      // picture gives the same outline whatever was done before.
      setRNGSeed(SEED);
      grabCut(small, marks, new Rect(), new Mat(), new Mat(), ITERATIONS, GC_INIT_WITH_MASK);
      return withMask(region, foreground(marks), part, picture);
    }
  }

  private static Box around(Point point, double side) {
    return Box.ofEdges(
        point.x() - side / 2, point.y() - side / 2, point.x() + side / 2, point.y() + side / 2);
  }

  private static Box grown(Box box) {
    double x = AROUND * box.width();
    double y = AROUND * box.height();
    return Box.ofEdges(box.x() - x, box.y() - y, box.right() + x, box.bottom() + y);
  }

  private static Rect pixels(Box box, Mat picture) {
    int left = Math.clamp((int) (box.x() * picture.cols()), 0, picture.cols() - 1);
    int top = Math.clamp((int) (box.y() * picture.rows()), 0, picture.rows() - 1);
    int right = Math.clamp((int) Math.ceil(box.right() * picture.cols()), left + 1, picture.cols());
    int bottom =
        Math.clamp((int) Math.ceil(box.bottom() * picture.rows()), top + 1, picture.rows());
    return new Rect(left, top, right - left, bottom - top);
  }

  /** A box of the picture in pixels of the reduced part. */
  private static Rect within(Box box, Rect part, Mat picture, Size size) {
    double acrossX = (double) size.width() / part.width();
    double acrossY = (double) size.height() / part.height();
    Rect whole = pixels(box, picture);
    int left = Math.clamp((int) ((whole.x() - part.x()) * acrossX), 0, size.width() - 1);
    int top = Math.clamp((int) ((whole.y() - part.y()) * acrossY), 0, size.height() - 1);
    int right =
        Math.clamp(
            (int) ((whole.x() + whole.width() - part.x()) * acrossX), left + 1, size.width());
    int bottom =
        Math.clamp(
            (int) ((whole.y() + whole.height() - part.y()) * acrossY), top + 1, size.height());
    return new Rect(left, top, right - left, bottom - top);
  }

  /** The middle of a box, which a thing nearly always fills. */
  private static Rect core(Rect box) {
    int width = Math.max(1, box.width() / 5);
    int height = Math.max(1, box.height() / 5);
    return new Rect(
        box.x() + (box.width() - width) / 2, box.y() + (box.height() - height) / 2, width, height);
  }

  private static void mark(Mat marks, Mask mask, Rect part, Mat picture, Rect inner) {
    Mat whole = new Mat(picture.rows(), picture.cols(), CV_8UC1);
    whole.data().put(mask.alpha(), 0, mask.alpha().length);
    Mat small = new Mat();
    resize(new Mat(whole, part), small, marks.size(), 0, 0, INTER_AREA);
    byte[] person = Matrices.bytes(small);
    byte[] marked = Matrices.bytes(marks);
    for (int y = inner.y(); y < inner.y() + inner.height(); y++) {
      for (int x = inner.x(); x < inner.x() + inner.width(); x++) {
        int at = y * marks.cols() + x;
        int seen = person[at] & 255;
        marked[at] =
            (byte)
                (seen > SURELY_PERSON
                    ? GC_FGD
                    : seen < SURELY_NOT ? GC_BGD : seen > 127 ? GC_PR_FGD : GC_PR_BGD);
      }
    }
    marks.data().put(marked, 0, marked.length);
  }

  private static boolean holdsBoth(Mat marks) {
    boolean inside = false;
    boolean outside = false;
    for (byte mark : Matrices.bytes(marks)) {
      boolean background = mark == GC_BGD || mark == GC_PR_BGD;
      inside |= !background;
      outside |= background;
    }
    return inside && outside;
  }

  private static Mat foreground(Mat marks) {
    byte[] marked = Matrices.bytes(marks);
    for (int i = 0; i < marked.length; i++) {
      marked[i] = (byte) (marked[i] == GC_FGD || marked[i] == GC_PR_FGD ? 255 : 0);
    }
    Mat foreground = new Mat(marks.rows(), marks.cols(), CV_8UC1);
    foreground.data().put(marked, 0, marked.length);
    return foreground;
  }

  private static Optional<Region> withMask(Region region, Mat foreground, Rect part, Mat picture) {
    MatVector contours = new MatVector();
    findContours(foreground.clone(), contours, RETR_EXTERNAL, CHAIN_APPROX_SIMPLE);
    double largest = 0;
    for (int i = 0; i < contours.size(); i++) {
      double area = contourArea(contours.get(i));
      if (area > largest) {
        largest = area;
      }
    }
    if (largest == 0) {
      return Optional.empty();
    }
    // Whole parts: holes are filled, specks are not kept.
    Mat kept = new Mat(foreground.rows(), foreground.cols(), CV_8UC1, Scalar.all(0));
    for (int i = 0; i < contours.size(); i++) {
      if (contourArea(contours.get(i)) >= SMALLEST_PART * largest) {
        drawContours(kept, contours, i, Scalar.all(255), FILLED, 8, new Mat(), 0, null);
      }
    }
    Mat full = new Mat(picture.rows(), picture.cols(), CV_8UC1, Scalar.all(0));
    Mat fitted = new Mat();
    resize(kept, fitted, new Size(part.width(), part.height()), 0, 0, INTER_LINEAR);
    fitted.copyTo(new Mat(full, part));
    Mask mask = new Mask(picture.cols(), picture.rows(), Matrices.bytes(full));
    List<List<Point>> outlines = Polygons.of(mask);
    if (outlines.isEmpty()) {
      return Optional.empty();
    }
    List<Point> outline = outlines.getFirst();
    return Optional.of(
        new Region(
            region.source(),
            region.page(),
            region.time(),
            region.box().area() == 0 ? box(outline) : region.box(),
            region.label(),
            region.text(),
            region.confidence(),
            outline,
            Optional.of(mask),
            region.angle()));
  }

  private static Box box(List<Point> points) {
    return Box.ofEdges(
        points.stream().mapToDouble(Point::x).min().orElseThrow(),
        points.stream().mapToDouble(Point::y).min().orElseThrow(),
        points.stream().mapToDouble(Point::x).max().orElseThrow(),
        points.stream().mapToDouble(Point::y).max().orElseThrow());
  }
}
