package dev.rigel.perception.tables;

/**
 * A word on a page, in units in which the page's usual letters are {@link Sheet#LETTER_HEIGHT}
 * high, from the top left.
 */
record Word(String text, double left, double top, double right, double bottom, double confidence) {
  double middleX() {
    return (left + right) / 2;
  }

  double middleY() {
    return (top + bottom) / 2;
  }

  double height() {
    return bottom - top;
  }
}
