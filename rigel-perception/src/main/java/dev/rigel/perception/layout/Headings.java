package dev.rigel.perception.layout;

import dev.rigel.media.Region;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells headings and their levels by the height of their letters, compared with that in which most
 * of the document is set, and by their numbers where they have some.
 */
final class Headings {
  /** Of the usual line's height, where the height is the font's. */
  private static final double LARGER = 1.16;

  /** The same for lines that were read in a picture: their height depends on their letters. */
  private static final double LARGER_SEEN = 1.4;

  private static final double SAME_SIZE = 0.07;
  private static final double SAME_SIZE_SEEN = 0.25;
  private static final int LONGEST = 140;
  private static final int DEEPEST = 6;

  /** 2.1 Results; a single number needs a point or it may be a count. */
  private static final Pattern NUMBERED =
      Pattern.compile(
          "([0-9]{1,2}\\.|[0-9]{1,2}(\\.[0-9]{1,2}){1,3}\\.?|[IVX]{1,4}\\.)\\s+\\p{Lu}.{2,80}");

  private final double usual;
  private final List<Double> sizes;
  private final double sameSize;

  private Headings(double usual, List<Double> sizes, double sameSize) {
    this.usual = usual;
    this.sizes = sizes;
    this.sameSize = sameSize;
  }

  /**
   * @param lines all lines of the document that are not in tables; heights are shares of equal
   *     pages
   */
  static Headings of(List<Region> lines) {
    double usual = usualHeight(lines);
    List<Double> larger =
        lines.stream()
            .filter(line -> isLarge(line, usual))
            .map(line -> line.box().height() / usual)
            .sorted(Comparator.reverseOrder())
            .toList();
    double same = lines.stream().allMatch(Headings::isExact) ? SAME_SIZE : SAME_SIZE_SEEN;
    List<Double> sizes = new ArrayList<>();
    for (double size : larger) {
      if (sizes.isEmpty() || sizes.getLast() - size > same * sizes.getLast()) {
        sizes.add(size);
      }
    }
    return new Headings(usual, sizes, same);
  }

  double usual() {
    return usual;
  }

  /** 1 for the largest; 0 when the line is no heading. */
  int level(Region line, boolean alone) {
    if (line.angle().orElse(0) != 0 || line.text().length() > LONGEST) {
      return 0;
    }
    if (isLarge(line, usual)) {
      double size = line.box().height() / usual;
      int level = 1;
      for (double other : sizes) {
        if (size < other * (1 - sameSize)) {
          level++;
        }
      }
      return Math.min(level, DEEPEST);
    }
    Matcher numbered = NUMBERED.matcher(line.text().strip());
    if (alone && numbered.matches() && !line.text().strip().endsWith(".")) {
      long points = numbered.group(1).chars().filter(c -> c == '.').count();
      int depth = numbered.group(1).endsWith(".") ? (int) points : (int) points + 1;
      return Math.min(DEEPEST, sizes.size() + Math.max(1, depth));
    }
    return 0;
  }

  private static boolean isLarge(Region line, double usual) {
    return line.angle().orElse(0) == 0
        && line.text().length() <= LONGEST
        && line.text().chars().anyMatch(Character::isLetter)
        && line.box().height() >= (isExact(line) ? LARGER : LARGER_SEEN) * usual;
  }

  private static boolean isExact(Region line) {
    return line.confidence() == 1;
  }

  /** That of the most letters, to within a tenth. */
  private static double usualHeight(List<Region> lines) {
    Map<Long, Double> letters = new TreeMap<>();
    Map<Long, Double> heights = new TreeMap<>();
    for (Region line : lines) {
      if (line.box().height() > 0 && line.angle().orElse(0) == 0) {
        long size = Math.round(Math.log(line.box().height()) / Math.log(1.1));
        double count = line.text().length();
        letters.merge(size, count, Double::sum);
        heights.merge(size, count * line.box().height(), Double::sum);
      }
    }
    return letters.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(most -> heights.getOrDefault(most.getKey(), 0.0) / Math.max(1, most.getValue()))
        .filter(height -> height > 0)
        .orElse(0.012);
  }
}
