package dev.rigel.perception.objects;

import dev.rigel.media.Box;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Joins what two networks see.
 *
 * <ol>
 *   <li>Each network's boxes of one kind that overlap are reduced to the strongest.
 *   <li>Boxes of one kind that overlap across the networks are one object: its box is their mean
 *       weighted by confidence, its confidence 1 - (1 - a)(1 - b).
 *   <li>An object stays when it reaches {@link #KEPT}; one that only the second network sees must
 *       reach {@link #KEPT_ON_SECOND_ALONE}, for that network finds more and is wrong more often.
 *   <li>Of two kinds for one and the same box the more confident stays.
 * </ol>
 */
final class SecondOpinion {
  /** Below it the networks' boxes are not worth comparing. */
  static final double CONSIDERED = 0.2;

  static final double KEPT = 0.3;
  static final double KEPT_ON_SECOND_ALONE = 0.45;
  private static final double SAME_OBJECT = 0.5;
  private static final double SAME_BOX = 0.75;

  private SecondOpinion() {}

  /** Most confident first. */
  static List<Detection> joined(List<Detection> first, List<Detection> second) {
    List<Detection> others = new ArrayList<>(suppressed(second));
    List<Detection> joined = new ArrayList<>();
    for (Detection one : suppressed(first)) {
      Detection other = closest(one, others);
      if (other != null) {
        others.remove(other);
        joined.add(agreed(one, other));
      } else {
        joined.add(one);
      }
    }
    joined.removeIf(detection -> detection.confidence() < KEPT);
    others.removeIf(detection -> detection.confidence() < KEPT_ON_SECOND_ALONE);
    joined.addAll(others);
    return oneKindEach(suppressed(joined));
  }

  /** Non-maximum suppression within each kind; most confident first. */
  static List<Detection> suppressed(List<Detection> detections) {
    return kept(
        detections,
        (stronger, weaker) ->
            stronger.kind() == weaker.kind()
                && stronger.box().intersectionOverUnion(weaker.box()) > SAME_OBJECT);
  }

  private static List<Detection> oneKindEach(List<Detection> detections) {
    return kept(
        detections,
        (stronger, weaker) -> stronger.box().intersectionOverUnion(weaker.box()) > SAME_BOX);
  }

  private interface Rivalry {
    boolean between(Detection stronger, Detection weaker);
  }

  private static List<Detection> kept(List<Detection> detections, Rivalry rivalry) {
    List<Detection> kept = new ArrayList<>();
    detections.stream()
        .sorted(Comparator.comparingDouble(Detection::confidence).reversed())
        .forEach(next -> {
          if (kept.stream().noneMatch(stronger -> rivalry.between(stronger, next))) {
            kept.add(next);
          }
        });
    return kept;
  }

  private static @Nullable Detection closest(Detection one, List<Detection> others) {
    return others.stream()
        .filter(other -> other.kind() == one.kind())
        .filter(other -> other.box().intersectionOverUnion(one.box()) > SAME_OBJECT)
        .max(Comparator.comparingDouble(other -> other.box().intersectionOverUnion(one.box())))
        .orElse(null);
  }

  private static Detection agreed(Detection one, Detection other) {
    double share = one.confidence() / (one.confidence() + other.confidence());
    Box a = one.box();
    Box b = other.box();
    Box box =
        Box.ofEdges(
            share * a.x() + (1 - share) * b.x(),
            share * a.y() + (1 - share) * b.y(),
            share * a.right() + (1 - share) * b.right(),
            share * a.bottom() + (1 - share) * b.bottom());
    return new Detection(box, one.kind(), 1 - (1 - one.confidence()) * (1 - other.confidence()));
  }
}
