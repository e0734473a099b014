package dev.rigel.perception.tables;

import dev.rigel.media.Box;
import dev.rigel.media.Region;
import dev.rigel.media.Ruling;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * An A4 page put together word by word, in points from the top left; letters are 5 wide, 9 high.
 */
final class PageSketch {
  static final double WIDTH = 595;
  static final double HEIGHT = 842;
  private static final double LETTER = 5;
  private static final double SPACE = 2.5;

  private final List<Region> words = new ArrayList<>();
  private final List<Ruling> rulings = new ArrayList<>();

  PageSketch word(String text, double x, double y) {
    Box box =
        Box.ofEdges(x / WIDTH, y / HEIGHT, (x + LETTER * text.length()) / WIDTH, (y + 9) / HEIGHT);
    words.add(new Region("page", box, "word", text, 1));
    return this;
  }

  PageSketch words(String text, double x, double y) {
    double at = x;
    for (String word : text.split(" ", -1)) {
      word(word, at, y);
      at += LETTER * word.length() + SPACE;
    }
    return this;
  }

  PageSketch level(double x1, double x2, double y) {
    rulings.add(Ruling.level(x1 / WIDTH, x2 / WIDTH, y / HEIGHT));
    return this;
  }

  PageSketch upright(double x, double y1, double y2) {
    rulings.add(Ruling.upright(x / WIDTH, y1 / HEIGHT, y2 / HEIGHT));
    return this;
  }

  PageContent page(int number) {
    return new PageContent("page", OptionalInt.of(number), WIDTH, HEIGHT, words, rulings);
  }
}
