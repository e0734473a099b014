package dev.rigel.media.pixel;

import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import dev.rigel.media.Image;
import java.awt.Color;
import java.util.List;

/** Puts several pictures into one. */
public final class Montage {
  private static final int GAP = 8;
  private static final int LARGEST_SIDE = 8_192;

  private Montage() {}

  /**
   * A grid on white. Each picture is shrunk into its cell, whose size is that of the largest
   * picture, less where the whole would be wider or higher than 8192 pixels.
   *
   * @param columns 0 for about as many as rows
   */
  public static Image grid(List<Image> images, int columns) {
    if (images.isEmpty() || columns < 0) {
      throw new RigelException(
          ErrorCode.INVALID_REQUEST, "A montage needs at least one picture and one column.");
    }
    int across =
        Math.min(images.size(), columns == 0 ? (int) Math.ceil(Math.sqrt(images.size())) : columns);
    int down = (images.size() + across - 1) / across;
    int cellWidth = cell(images.stream().mapToInt(Image::width).max().orElseThrow(), across);
    int cellHeight = cell(images.stream().mapToInt(Image::height).max().orElseThrow(), down);
    try (Canvas canvas =
        Canvas.blank(
            across * (cellWidth + GAP) - GAP, down * (cellHeight + GAP) - GAP, Color.WHITE)) {
      for (int i = 0; i < images.size(); i++) {
        Image fitted = fitted(images.get(i), cellWidth, cellHeight);
        int x = i % across * (cellWidth + GAP) + (cellWidth - fitted.width()) / 2;
        int y = i / across * (cellHeight + GAP) + (cellHeight - fitted.height()) / 2;
        canvas.graphics().drawImage(fitted.pixels(), x, y, null);
      }
      return canvas.image();
    }
  }

  /** In one row, all shrunk to the height of the lowest. */
  public static Image sideBySide(List<Image> images) {
    if (images.isEmpty()) {
      throw new RigelException(
          ErrorCode.INVALID_REQUEST, "To put pictures side by side takes at least one.");
    }
    int height = images.stream().mapToInt(Image::height).min().orElseThrow();
    List<Image> level =
        images.stream()
            .map(image ->
                Resize.to(
                    image,
                    (int) Math.max(1, Math.round((double) image.width() * height / image.height())),
                    height))
            .toList();
    return grid(level, level.size());
  }

  private static int cell(int side, int count) {
    return Math.max(1, Math.min(side, (LARGEST_SIDE + GAP) / count - GAP));
  }

  private static Image fitted(Image image, int width, int height) {
    double scale =
        Math.min(1, Math.min((double) width / image.width(), (double) height / image.height()));
    return scale == 1 ? image : Resize.scaled(image, scale);
  }
}
