package dev.rigel.perception.layout;

import dev.rigel.media.Box;
import dev.rigel.media.Region;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Tells by the white between two lines whether they belong to one paragraph. */
final class LineGaps {
  /** In line heights: more white between two lines parts paragraphs. */
  private static final double PARAGRAPH = 0.75;

  /**
   * Beyond the usual white, for lines read in a picture, whose boxes hold their letters loosely.
   */
  private static final double PARAGRAPH_SEEN = 0.35;

  /** In line heights: a line that begins so far above the end of another stands elsewhere. */
  private static final double BACK = -2;

  private final double usualHeight;
  private final double usualGap;

  /**
   * @param usualHeight of a line
   */
  LineGaps(List<LayoutPage> pages, double usualHeight) {
    this.usualHeight = usualHeight;
    this.usualGap = usualGap(pages, usualHeight);
  }

  boolean isApart(Region above, Region below) {
    double gap = below.box().y() - above.box().bottom();
    double height = Math.max(usualHeight, Math.min(above.box().height(), below.box().height()));
    double most =
        above.confidence() == 1
            ? PARAGRAPH * height
            : Math.min(PARAGRAPH * height, usualGap + PARAGRAPH_SEEN * height);
    return gap > most || gap < BACK * height;
  }

  /** The median between lines that follow one another in a column. */
  private static double usualGap(List<LayoutPage> pages, double height) {
    List<Double> gaps = new ArrayList<>();
    for (LayoutPage page : pages) {
      for (int i = 1; i < page.lines().size(); i++) {
        Box above = page.lines().get(i - 1).box();
        Box below = page.lines().get(i).box();
        double gap = below.y() - above.bottom();
        boolean inColumn = above.x() < below.right() && below.x() < above.right();
        if (inColumn && Math.abs(gap) < height) {
          gaps.add(gap);
        }
      }
    }
    Collections.sort(gaps);
    return gaps.isEmpty() ? 0 : gaps.get(gaps.size() / 2);
  }
}
