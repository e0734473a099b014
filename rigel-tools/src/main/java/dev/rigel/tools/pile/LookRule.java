package dev.rigel.tools.pile;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** What pages look like: their shape, the size of their letters, their margins, empty pages. */
final class LookRule implements BoundaryRule {
  private static final double OTHER_SHAPE = 1.6;
  private static final double TURNED = 0.5;
  private static final double OTHER_LETTERS = 0.7;
  private static final double SAME_LETTERS = -0.3;
  private static final double OTHER_MARGIN = 0.5;
  private static final double SAME_MARGIN = -0.3;
  private static final double BLANK = 1.5;

  private static final double SAME_ASPECT = 0.03;
  private static final double SAME_SIZE = 0.04;
  private static final double OTHER_SIZE = 0.15;

  @Override
  public List<Sign> signs(Joint joint) {
    List<Sign> signs = new ArrayList<>();
    if (joint.blankBetween()) {
      signs.add(Sign.of(BLANK, "an empty page before it"));
    }
    shape(joint, signs);
    letters(joint, signs);
    OptionalDouble before = joint.before().leftMargin();
    OptionalDouble after = joint.after().leftMargin();
    if (before.isPresent() && after.isPresent()) {
      boolean same = Math.abs(before.getAsDouble() - after.getAsDouble()) < 0.015;
      signs.add(Sign.of(same ? SAME_MARGIN : OTHER_MARGIN, same ? "" : "another margin"));
    }
    return signs;
  }

  private static void shape(Joint joint, List<Sign> signs) {
    double before = joint.before().aspect();
    double after = joint.after().aspect();
    if (!isNear(before, after, SAME_ASPECT)) {
      boolean turned = isNear(before, 1 / after, SAME_ASPECT);
      signs.add(
          Sign.of(
              turned ? TURNED : OTHER_SHAPE,
              turned ? "the page is turned" : "a page of another shape"));
    }
  }

  private static void letters(Joint joint, List<Sign> signs) {
    double before = joint.before().bodyHeight() * joint.before().aspect();
    double after = joint.after().bodyHeight() * joint.after().aspect();
    if (isNear(before, after, SAME_SIZE)) {
      signs.add(Sign.of(SAME_LETTERS, ""));
    } else if (!isNear(before, after, OTHER_SIZE)) {
      signs.add(Sign.of(OTHER_LETTERS, "letters of another size"));
    }
  }

  private static boolean isNear(double a, double b, double share) {
    return Math.abs(a - b) <= share * Math.max(a, b);
  }
}
