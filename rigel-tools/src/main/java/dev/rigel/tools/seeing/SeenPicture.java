package dev.rigel.tools.seeing;

import dev.rigel.language.Prompt;
import dev.rigel.media.Box;
import dev.rigel.media.Image;
import dev.rigel.media.ImageFormat;
import java.util.List;
import java.util.Optional;

/**
 * A picture as a model was shown it, and where in the whole picture the places are that it tells.
 *
 * @param source as it is
 * @param sent as it was shown
 */
public record SeenPicture(Image source, Image sent, Sight sight) {
  /** What rounding may bring a place outside of the picture, as a part of its size. */
  private static final double ROUNDING = 0.02;

  /** For the prompt. */
  public Prompt.Picture part() {
    ImageFormat format = sent.hasAlpha() ? ImageFormat.PNG : ImageFormat.JPEG;
    return new Prompt.Picture(sent.encode(format), format.mediaType());
  }

  /** How the model is asked to tell places, in words. */
  public String scaleInWords() {
    String edges =
        sight.verticalFirst() ? "[top, left, bottom, right]" : "[left, top, right, bottom]";
    return edges
        + switch (sight.scale()) {
          case UNIT -> " as parts of the picture from 0 to 1";
          case THOUSAND -> " as whole numbers from 0 to 1000, thousandths of the picture";
          case PIXELS ->
              " in pixels of this picture, which is "
                  + sent.width()
                  + " wide and "
                  + sent.height()
                  + " high";
        };
  }

  /**
   * The place in the picture, 0 to 1.
   *
   * @param edges four numbers in the model's scale and order
   * @return empty for what is no place in the picture: edges that run backwards, that lie outside
   *     or are of another scale
   */
  public Optional<Box> box(List<Double> edges) {
    if (edges.size() != 4 || edges.stream().anyMatch(edge -> !Double.isFinite(edge))) {
      return Optional.empty();
    }
    int first = sight.verticalFirst() ? 1 : 0;
    int second = 1 - first;
    double left = edges.get(first) / widthOf();
    double top = edges.get(second) / heightOf();
    double right = edges.get(2 + first) / widthOf();
    double bottom = edges.get(2 + second) / heightOf();
    boolean inside =
        left >= -ROUNDING && top >= -ROUNDING && right <= 1 + ROUNDING && bottom <= 1 + ROUNDING;
    return inside && left < right && top < bottom
        ? Optional.of(Box.ofEdges(left, top, right, bottom))
        : Optional.empty();
  }

  private double widthOf() {
    return switch (sight.scale()) {
      case UNIT -> 1;
      case THOUSAND -> 1_000;
      case PIXELS -> sent.width();
    };
  }

  private double heightOf() {
    return switch (sight.scale()) {
      case UNIT -> 1;
      case THOUSAND -> 1_000;
      case PIXELS -> sent.height();
    };
  }
}
