package dev.rigel.perception.tables;

import dev.rigel.media.Box;
import dev.rigel.media.Region;
import dev.rigel.media.Ruling;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * A page in units of its own letters, so that one set of distances serves small print, large print
 * and pictures of any resolution.
 *
 * @param space the usual width of a space between words, in line heights
 */
record Sheet(
    String source,
    OptionalInt page,
    double width,
    double height,
    double space,
    List<Word> words,
    List<Stroke> levels,
    List<Stroke> uprights) {
  /** The usual word's height, in units of the sheet: that of 9 point type in points. */
  static final double LETTER_HEIGHT = 9;

  private static final double SAME_STROKE = 1.8;
  private static final double STROKE_GAP = 3;

  /** In line heights: what is narrower than a letter apart and may be a space. */
  private static final double WIDEST_SPACE = 0.85;

  private static final double USUAL_SPACE = 0.28;
  private static final int LEAST_SPACES = 8;

  static Sheet of(PageContent content) {
    double[] heights =
        content.words().stream()
            .filter(Sheet::isUpright)
            .mapToDouble(word -> word.box().height() * content.height())
            .sorted()
            .toArray();
    double usual = heights.length == 0 ? 0 : heights[heights.length / 2];
    double scale = usual > 0 ? LETTER_HEIGHT / usual : 1;
    double width = content.width() * scale;
    double height = content.height() * scale;
    List<Word> words =
        content.words().stream()
            .filter(word -> isUpright(word) && !word.text().isBlank() && word.box().area() > 0)
            .map(word -> word(word, width, height))
            .toList();
    List<Stroke> levels = new ArrayList<>();
    List<Stroke> uprights = new ArrayList<>();
    for (Ruling ruling : content.rulings()) {
      if (ruling.isLevel()) {
        levels.add(new Stroke(ruling.y1() * height, ruling.x1() * width, ruling.x2() * width));
      } else {
        uprights.add(new Stroke(ruling.x1() * width, ruling.y1() * height, ruling.y2() * height));
      }
    }
    return new Sheet(
        content.source(),
        content.page(),
        width,
        height,
        space(words),
        words,
        Stroke.joined(levels, SAME_STROKE, STROKE_GAP),
        Stroke.joined(uprights, SAME_STROKE, STROKE_GAP));
  }

  Box box(double left, double top, double right, double bottom) {
    return Box.ofEdges(left / width, top / height, right / width, bottom / height);
  }

  private static boolean isUpright(Region word) {
    double angle = word.angle().orElse(0);
    return angle < 10 || angle > 350;
  }

  private static Word word(Region region, double width, double height) {
    Box box = region.box();
    return new Word(
        region.text().strip(),
        box.x() * width,
        box.y() * height,
        box.right() * width,
        box.bottom() * height,
        region.confidence());
  }

  private static double space(List<Word> words) {
    List<Double> gaps = new ArrayList<>();
    for (Line line : Line.of(words)) {
      for (int i = 1; i < line.words().size(); i++) {
        double gap = (line.words().get(i).left() - line.words().get(i - 1).right()) / line.height();
        if (gap > 0 && gap < WIDEST_SPACE) {
          gaps.add(gap);
        }
      }
    }
    if (gaps.size() < LEAST_SPACES) {
      return USUAL_SPACE;
    }
    gaps.sort(null);
    return gaps.get(gaps.size() / 2);
  }
}
