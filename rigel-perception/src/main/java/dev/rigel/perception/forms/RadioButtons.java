package dev.rigel.perception.forms;

import dev.rigel.perception.ink.Ink;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds drawn circles to choose from: rings of ink, empty or with a dot inside. */
final class RadioButtons {
  /** In parts of the page's width: 2 to 6 millimetres on A4. */
  private static final double SMALLEST = 0.0095;

  private static final double LARGEST = 0.03;
  private static final int SMALLEST_PIXELS = 10;
  private static final double ROUND = 1.25;
  private static final int DIRECTIONS = 48;
  private static final double CLOSED = 0.94;

  /** Share of the inner half that is ink. */
  private static final double CHOSEN = 0.25;

  private static final double EMPTY = 0.1;

  private RadioButtons() {}

  /**
   * @param stains connected ink of the page; of a chosen button the ring comes before its dot
   */
  static List<Tick> find(Ink ink, List<Stain> stains) {
    List<Tick> found = new ArrayList<>();
    for (Stain stain : stains) {
      button(ink, stain).ifPresent(found::add);
    }
    return found;
  }

  private static Optional<Tick> button(Ink ink, Stain stain) {
    int width = stain.width();
    int height = stain.height();
    double least = Math.max(SMALLEST_PIXELS, SMALLEST * ink.width());
    if (Math.min(width, height) < least
        || Math.max(width, height) > LARGEST * ink.width()
        || Math.max(width, height) > ROUND * Math.min(width, height)
        || !isRing(ink, stain)) {
      return Optional.empty();
    }
    double inside =
        ink.share(
            (int) Math.round(stain.left() + 0.32 * width),
            (int) Math.round(stain.top() + 0.32 * height),
            (int) Math.round(stain.right() - 0.32 * width),
            (int) Math.round(stain.bottom() - 0.32 * height));
    double confidence = inside < EMPTY || inside > 2 * CHOSEN ? 0.95 : 0.7;
    return Optional.of(new Tick(stain.area(), true, inside > CHOSEN, confidence));
  }

  /** In every direction ink near the outline, none in the corners, and a gap behind the outline. */
  private static boolean isRing(Ink ink, Stain stain) {
    double middleX = (stain.left() + stain.right() - 1) / 2.0;
    double middleY = (stain.top() + stain.bottom() - 1) / 2.0;
    int closed = 0;
    int hollow = 0;
    for (int i = 0; i < DIRECTIONS; i++) {
      double angle = 2 * Math.PI * i / DIRECTIONS;
      double dx = Math.cos(angle) * stain.width() / 2;
      double dy = Math.sin(angle) * stain.height() / 2;
      closed += anyInk(ink, middleX, middleY, dx, dy, 0.78, 1.02) ? 1 : 0;
      hollow += anyInk(ink, middleX, middleY, dx, dy, 0.53, 0.62) ? 0 : 1;
    }
    int corner = Math.max(1, (int) Math.round(0.1 * stain.width()));
    boolean round =
        !ink.at(stain.left() + corner / 2, stain.top() + corner / 2)
            && !ink.at(stain.right() - 1 - corner / 2, stain.top() + corner / 2)
            && !ink.at(stain.left() + corner / 2, stain.bottom() - 1 - corner / 2)
            && !ink.at(stain.right() - 1 - corner / 2, stain.bottom() - 1 - corner / 2);
    return round && closed >= CLOSED * DIRECTIONS && hollow >= 0.6 * DIRECTIONS;
  }

  private static boolean anyInk(
      Ink ink, double x, double y, double dx, double dy, double from, double to) {
    for (double r = from; r <= to; r += 0.04) {
      if (ink.at((int) Math.round(x + r * dx), (int) Math.round(y + r * dy))) {
        return true;
      }
    }
    return false;
  }
}
