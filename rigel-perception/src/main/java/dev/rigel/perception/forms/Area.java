package dev.rigel.perception.forms;

/** An upright rectangle on a page laid level, in pixels of its picture. */
record Area(double left, double top, double right, double bottom) {
  double width() {
    return right - left;
  }

  double height() {
    return bottom - top;
  }

  double middleX() {
    return (left + right) / 2;
  }

  double middleY() {
    return (top + bottom) / 2;
  }

  double sharedWidth(Area other) {
    return Math.max(0, Math.min(right, other.right) - Math.max(left, other.left));
  }

  double sharedHeight(Area other) {
    return Math.max(0, Math.min(bottom, other.bottom) - Math.max(top, other.top));
  }

  double shared(Area other) {
    return sharedWidth(other) * sharedHeight(other);
  }

  double size() {
    return Math.max(0, width()) * Math.max(0, height());
  }

  boolean holdsMiddleOf(Area other) {
    return other.middleX() > left
        && other.middleX() < right
        && other.middleY() > top
        && other.middleY() < bottom;
  }

  /** Whether both stand side by side: half of the lower one's height is shared. */
  boolean inRowWith(Area other) {
    return sharedHeight(other) > 0.5 * Math.min(height(), other.height());
  }

  Area union(Area other) {
    return new Area(
        Math.min(left, other.left),
        Math.min(top, other.top),
        Math.max(right, other.right),
        Math.max(bottom, other.bottom));
  }
}
