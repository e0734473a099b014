package dev.rigel.tools.extract;

/**
 * An upright rectangle on a page laid flat; both axes in widths of the page, the y axis downwards.
 */
record Rectangle(double left, double top, double right, double bottom) {
  double width() {
    return right - left;
  }

  double height() {
    return bottom - top;
  }

  double middle() {
    return (left + right) / 2;
  }

  double centre() {
    return (top + bottom) / 2;
  }

  /** Of the lower one's height: 1 when one stands fully beside the other. */
  double sharedHeight(Rectangle other) {
    double least = Math.min(height(), other.height());
    return least <= 0 ? 0 : (Math.min(bottom, other.bottom) - Math.max(top, other.top)) / least;
  }

  /** Length that both cover, from left to right; negative when there is a gap. */
  double sharedWidth(Rectangle other) {
    return Math.min(right, other.right) - Math.max(left, other.left);
  }

  Rectangle around(Rectangle other) {
    return new Rectangle(
        Math.min(left, other.left),
        Math.min(top, other.top),
        Math.max(right, other.right),
        Math.max(bottom, other.bottom));
  }
}
