package dev.rigel.tools.extract;

import dev.rigel.media.Box;
import dev.rigel.media.Region;
import dev.rigel.perception.forms.CheckBox;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Yes or no by the check box beside the words that name a field. */
final class TickCandidates {
  /** A box further from its words than this many line heights belongs to others. */
  private static final double FARTHEST_LEFT = 3;

  private static final double FARTHEST_RIGHT = 12;

  private final PageLayout layout;
  private final PageLabels labels;
  private final List<CheckBox> boxes;

  TickCandidates(PageLayout layout, PageLabels labels, List<CheckBox> boxes) {
    this.layout = layout;
    this.labels = labels;
    this.boxes = boxes;
  }

  List<Candidate> of(Field field) {
    List<Candidate> found = new ArrayList<>();
    for (Piece piece : layout.pieces()) {
      double weight = weight(piece, field);
      if (weight > 0) {
        nearest(piece).ifPresent(box -> found.add(candidate(field, piece, box, weight)));
      }
    }
    return found;
  }

  private double weight(Piece piece, Field field) {
    double labelled =
        labels.in(piece).stream().mapToDouble(hit -> hit.weight(field)).max().orElse(0);
    if (labelled > 0) {
      return labelled;
    }
    boolean allWords = true;
    boolean any = false;
    for (String word : field.words().split(" ")) {
      if (word.length() > 3) {
        any = true;
        allWords &= piece.folded().contains(word.substring(0, Math.min(word.length(), 6)));
      }
    }
    return any && allWords ? 0.8 : 0;
  }

  /** Before the words, as most forms have it, or behind them. */
  private Optional<CheckBox> nearest(Piece piece) {
    Box words = piece.line().region().box();
    return boxes.stream()
        .filter(box -> distance(box.box(), words) < Double.MAX_VALUE)
        .min(Comparator.comparingDouble(box -> distance(box.box(), words)));
  }

  /** In heights of the line; a box behind the words counts double. */
  private double distance(Box box, Box words) {
    double centre = box.center().y();
    double slack = 0.35 * words.height();
    if (centre < words.y() - slack || centre > words.bottom() + slack) {
      return Double.MAX_VALUE;
    }
    double height = words.height() * layout.aspect();
    double before = (words.x() - box.right()) / height;
    double behind = (box.x() - words.right()) / height;
    if (before >= -1 && before < FARTHEST_LEFT) {
      return Math.max(0, before);
    }
    return behind >= -1 && behind < FARTHEST_RIGHT ? 2 * Math.max(0, behind) : Double.MAX_VALUE;
  }

  private static Candidate candidate(Field field, Piece piece, CheckBox box, double weight) {
    Region line = piece.line().region();
    Region region =
        new Region(
            line.source(),
            line.page(),
            OptionalDouble.empty(),
            box.box(),
            field.path(),
            box.checked() ? "☒" : "☐",
            box.confidence(),
            List.of(),
            Optional.empty(),
            OptionalDouble.empty());
    return new Candidate(field, box.checked(), region, piece, 0, 0, 0.97 * weight);
  }
}
