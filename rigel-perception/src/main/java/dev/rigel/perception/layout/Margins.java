package dev.rigel.perception.layout;

import dev.rigel.media.Region;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tells running titles and page numbers: lines at the edge of the page that other pages have too,
 * but for their digits, or that are nothing but a page's number.
 */
final class Margins {
  /** Of the page's height, from its upper and lower end. */
  private static final double DEPTH = 0.1;

  private static final double NUMBER_DEPTH = 0.13;
  private static final int LONGEST = 120;

  private static final Pattern PAGE_NUMBER =
      Pattern.compile(
          "(page|p\\.|seite|pagina|página)?\\s*[-–—]?\\s*([0-9]{1,4}|[ivxlc]{1,6})\\s*[-–—]?(\\s*(of|/|von|de|sur)\\s*[0-9]{1,4})?",
          Pattern.CASE_INSENSITIVE);

  private final Set<String> repeated;

  private Margins(Set<String> repeated) {
    this.repeated = repeated;
  }

  static Margins of(List<LayoutPage> pages) {
    Map<String, Integer> count = new HashMap<>();
    for (LayoutPage page : pages) {
      Set<String> onPage = new HashSet<>();
      for (Region line : page.lines()) {
        if (depth(line) < DEPTH) {
          onPage.add(shape(line));
        }
      }
      onPage.forEach(shape -> count.merge(shape, 1, Integer::sum));
    }
    Set<String> repeated = new HashSet<>();
    count.forEach((shape, times) -> {
      if (times > 1) {
        repeated.add(shape);
      }
    });
    return new Margins(repeated);
  }

  /** Empty when the line belongs to the page's own text. */
  Optional<LayoutCategory> category(Region line) {
    boolean running = depth(line) < DEPTH && repeated.contains(shape(line));
    boolean number =
        depth(line) < NUMBER_DEPTH && PAGE_NUMBER.matcher(line.text().strip()).matches();
    return running || number
        ? Optional.of(isUpper(line) ? LayoutCategory.PAGE_HEADER : LayoutCategory.PAGE_FOOTER)
        : Optional.empty();
  }

  private static boolean isUpper(Region line) {
    return line.box().center().y() < 0.5;
  }

  /** How far the line is from the nearer end of the page. */
  private static double depth(Region line) {
    return Math.min(line.box().bottom(), 1 - line.box().y());
  }

  private static String shape(Region line) {
    String text = line.text().strip();
    return (isUpper(line) ? "^" : "_")
        + text.substring(0, Math.min(LONGEST, text.length())).replaceAll("[0-9]+", "0");
  }
}
