package dev.rigel.media;

import java.util.List;

/**
 * The size of a page as it is shown, the straight lines drawn on it and where pictures are placed.
 *
 * @param width in points, 1/72 inch
 * @param height in points
 */
public record PageDrawing(double width, double height, List<Ruling> rulings, List<Box> pictures) {
  public PageDrawing {
    rulings = List.copyOf(rulings);
    pictures = List.copyOf(pictures);
  }
}
