package dev.rigel.perception.templates;

import dev.rigel.base.CallScope;
import dev.rigel.base.RigelException;
import dev.rigel.media.Box;
import dev.rigel.media.Image;
import dev.rigel.media.Point;
import dev.rigel.media.Region;
import dev.rigel.perception.TemplateFinder;
import dev.rigel.perception.network.Networks;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Finds a small picture in a large one by normalised correlation, from half to double its size and
 * in any angle.
 *
 * <ol>
 *   <li>In the reduced picture every pixel is tried as the centre, in angles and scales so close
 *       together that none is missed ({@link ReducedPicture}).
 *   <li>From each peak the pose is climbed to its best, first with few points, then with many and
 *       in colour ({@link Climb}, {@link Pattern}).
 *   <li>A place is the template when the whole correlates and each telling part of it does: so a
 *       place that is merely dark where the template is dark, or a label with another number, is
 *       not taken for it.
 * </ol>
 *
 * Brightness and contrast may differ. Perspective, mirror images and hits that the picture's edge
 * cuts are beyond it.
 */
public final class CorrelationTemplateFinder implements TemplateFinder {
  private static final double SMALLEST = 0.5;
  private static final double LARGEST = 2;

  /** Poses may climb a little past the scales that are promised. */
  private static final double SLACK = 1.06;

  /** Correlation in the reduced picture from which a place is looked at closely. */
  private static final double WORTH_A_LOOK = 0.5;

  private static final int MOST_PEAKS = 4000;

  /** Of the peaks, by their likeness in colour. */
  private static final int MOST_CLIMBS = 500;

  private static final double WORTH_A_CLOSER_LOOK = 0.6;
  private static final int MOST_CLOSER_LOOKS = 120;

  /** Of the smaller of two hits: so much shared, and they are one. */
  private static final double SAME_PLACE = 0.5;

  /** What correlates this much worse than the best hit is only like it. */
  private static final double WORSE = 0.15;

  /** Points along a square template's side. */
  private static final int FEW_POINTS = 14;

  private static final int MANY_POINTS = 40;
  private static final double PIXELS_A_POINT = 1.8;

  /** Poses that are as good as the best are turned as little as possible. */
  private static final double AS_GOOD = 0.02;

  private static final double NEARLY_AS_GOOD = 0.08;

  private static final double FLAT_DEVIATION = 2;
  private static final int ROWS_OF_A_BAND = 24;
  private static final int SMALLEST_PICTURE = 4;

  private final Networks networks;

  /** Correlation shares the lane of the networks. */
  public CorrelationTemplateFinder(Networks networks) {
    this.networks = networks;
  }

  private record Hit(Pose pose, Likeness likeness) {}

  @Override
  public List<Region> find(Image image, Image template, CallScope scope) {
    return networks.call(
        scope,
        () ->
            found(overWhite(image), template, scope).stream()
                .map(hit -> region(image, template, hit))
                .toList());
  }

  /** What shows through is white, as on paper. */
  private static Image overWhite(Image image) {
    if (!image.hasAlpha()) {
      return image;
    }
    BufferedImage opaque =
        new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = opaque.createGraphics();
    graphics.drawImage(image.pixels(), 0, 0, Color.WHITE, null);
    graphics.dispose();
    return Image.of(opaque);
  }

  private List<Hit> found(Image image, Image template, CallScope scope) {
    Pattern pattern = pattern(template, MANY_POINTS);
    if (pattern.count() == 0 || pattern.deviation() < FLAT_DEVIATION) {
      throw RigelException.invalid(
          "The template is of one plain colour; it would be found everywhere. Crop something with"
              + " a pattern.",
          "template");
    }
    if (Math.min(image.width(), image.height()) < SMALLEST_PICTURE) {
      return List.of();
    }
    List<Climb.Scored> peaks = peaks(image, template, scope);
    Halvings picture = new Halvings(image);
    Pattern few = pattern(template, FEW_POINTS);
    double radius = ReducedPicture.radius(template);
    List<Climb.Scored> near =
        networks.inParallel(
            promising(peaks, few, picture, scope),
            start -> climbed(start.pose(), few, picture, radius),
            scope);
    List<Climb.Scored> closer =
        distinct(near, template).stream()
            .filter(place -> place.score() >= WORTH_A_CLOSER_LOOK)
            .limit(MOST_CLOSER_LOOKS)
            .toList();
    List<Climb.Scored> exact =
        networks.inParallel(closer, place -> exact(place.pose(), template, picture), scope);
    List<Hit> hits =
        distinct(exact, template).stream()
            .map(place ->
                new Hit(
                    place.pose(), seenAt(place.pose(), template).likeness(picture, place.pose())))
            .filter(hit -> hit.likeness().isFound())
            .sorted(Comparator.comparingDouble((Hit hit) -> hit.likeness().whole()).reversed())
            .toList();
    return hits.stream()
        .filter(hit -> hit.likeness().whole() >= hits.getFirst().likeness().whole() - WORSE)
        .toList();
  }

  private static Pattern pattern(Image template, int side) {
    double shape = Math.sqrt((double) template.width() / template.height());
    return Pattern.of(
        template,
        Math.clamp(Math.round(side * shape), Math.min(4, template.width()), template.width()),
        Math.clamp(Math.round(side / shape), Math.min(4, template.height()), template.height()));
  }

  /** Scale by scale, so that only one reduced picture is held at a time. */
  private List<Climb.Scored> peaks(Image image, Image template, CallScope scope) {
    List<Climb.Scored> peaks = new ArrayList<>();
    for (double scale : scales(template)) {
      scope.check();
      ReducedPicture picture = ReducedPicture.of(image, template, scale);
      networks.inParallel(
          IntStream.range(0, picture.height() / ROWS_OF_A_BAND + 1).boxed().toList(),
          band -> {
            picture.scan(band * ROWS_OF_A_BAND, (band + 1) * ROWS_OF_A_BAND);
            return band;
          },
          scope);
      peaks.addAll(picture.peaks(WORTH_A_LOOK));
    }
    return peaks.stream()
        .sorted(Comparator.comparingDouble(Climb.Scored::score).reversed())
        .limit(MOST_PEAKS)
        .toList();
  }

  private static List<Double> scales(Image template) {
    double step = Math.log(ReducedPicture.scaleStep(template));
    int count = (int) Math.ceil(Math.log(LARGEST / SMALLEST) / step);
    List<Double> scales = new ArrayList<>();
    for (int i = 0; i <= count; i++) {
      scales.add(SMALLEST * Math.pow(LARGEST / SMALLEST, (double) i / count));
    }
    return scales;
  }

  /** The peaks most like the template in colour, each in those quarter turns that are. */
  private List<Climb.Scored> promising(
      List<Climb.Scored> peaks, Pattern few, Halvings picture, CallScope scope) {
    return networks.inParallel(peaks, peak -> bestTurns(peak.pose(), few, picture), scope).stream()
        .flatMap(List::stream)
        .sorted(Comparator.comparingDouble(Climb.Scored::score).reversed())
        .limit(MOST_CLIMBS)
        .toList();
  }

  /** A template may look much alike turned by quarters, or not turned at all. */
  private static List<Climb.Scored> bestTurns(Pose start, Pattern few, Halvings picture) {
    List<Climb.Scored> turns =
        Stream.of(
                start,
                start.turned(Math.PI / 2),
                start.turned(Math.PI),
                start.turned(-Math.PI / 2),
                start.upright())
            .distinct()
            .map(pose -> new Climb.Scored(pose, score(few, picture, pose)))
            .toList();
    double best = turns.stream().mapToDouble(Climb.Scored::score).max().orElseThrow();
    return turns.stream().filter(turn -> turn.score() >= best - NEARLY_AS_GOOD).toList();
  }

  private static Climb.Scored climbed(Pose start, Pattern few, Halvings picture, double radius) {
    return new Climb(radius * start.scale() / 8, radius, 4)
        .from(start, pose -> score(few, picture, pose));
  }

  private static Climb.Scored exact(Pose start, Image template, Halvings picture) {
    Pattern pattern = seenAt(start, template);
    double radius = ReducedPicture.radius(template);
    return new Climb(Math.max(0.5, radius * start.scale() / 24), radius, 4)
        .from(start, pose -> score(pattern, picture, pose));
  }

  /** With no more points than the picture has pixels there: more would be sharper than it is. */
  private static Pattern seenAt(Pose pose, Image template) {
    double side = Math.sqrt((double) template.width() * template.height()) * pose.scale();
    return pattern(template, (int) Math.clamp(side / PIXELS_A_POINT, FEW_POINTS, MANY_POINTS));
  }

  private static double score(Pattern pattern, Halvings picture, Pose pose) {
    boolean promised = pose.scale() >= SMALLEST / SLACK && pose.scale() <= LARGEST * SLACK;
    boolean inside =
        pose.x() > 0 && pose.y() > 0 && pose.x() < picture.width() && pose.y() < picture.height();
    return promised && inside ? pattern.correlation(picture, pose) : -1;
  }

  /** Non-maximum suppression; of poses that are as good the less turned one is kept. */
  private static List<Climb.Scored> distinct(List<Climb.Scored> places, Image template) {
    List<Climb.Scored> distinct = new ArrayList<>();
    places.stream()
        .sorted(
            Comparator.comparingDouble((Climb.Scored place) -> Math.round(place.score() / AS_GOOD))
                .reversed()
                .thenComparingDouble(place -> Math.abs(place.pose().degrees())))
        .forEach(place -> {
          if (distinct.stream()
              .noneMatch(better ->
                  better.pose().sharedWith(place.pose(), template.width(), template.height())
                      > SAME_PLACE)) {
            distinct.add(place);
          }
        });
    return distinct;
  }

  private static Region region(Image image, Image template, Hit hit) {
    Pose pose = hit.pose();
    double u = template.width() / 2.0;
    double v = template.height() / 2.0;
    List<Point> corners =
        Stream.of(
                new double[] {-u, -v},
                new double[] {u, -v},
                new double[] {u, v},
                new double[] {-u, v})
            .map(corner ->
                new Point(
                    Math.clamp(pose.pictureX(corner[0], corner[1]) / image.width(), 0.0, 1.0),
                    Math.clamp(pose.pictureY(corner[0], corner[1]) / image.height(), 0.0, 1.0)))
            .toList();
    double left = corners.stream().mapToDouble(Point::x).min().orElseThrow();
    double top = corners.stream().mapToDouble(Point::y).min().orElseThrow();
    double right = corners.stream().mapToDouble(Point::x).max().orElseThrow();
    double bottom = corners.stream().mapToDouble(Point::y).max().orElseThrow();
    return new Region(
        image.contentHash(),
        image.page(),
        OptionalDouble.empty(),
        Box.ofEdges(left, top, right, bottom),
        "match",
        "",
        Math.clamp(hit.likeness().whole(), 0.0, 1.0),
        corners,
        Optional.empty(),
        OptionalDouble.of(Math.round(10 * pose.degrees()) / 10.0));
  }
}
