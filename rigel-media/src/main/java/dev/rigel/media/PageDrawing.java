package dev.rigel.media;

import java.util.List;

/**
 * The size of a page as it is shown and the straight lines drawn on it.
 *
 * @param width in points, 1/72 inch
 * @param height in points
 */
public record PageDrawing(double width, double height, List<Ruling> rulings) {
  public PageDrawing {
    rulings = List.copyOf(rulings);
  }
}
