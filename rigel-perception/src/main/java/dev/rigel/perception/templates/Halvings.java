package dev.rigel.perception.templates;

import dev.rigel.media.Image;
import java.util.ArrayList;
import java.util.List;

/** A picture at its own size and halved again and again, read between its pixels. */
final class Halvings {
  private static final int SMALLEST_SIDE = 8;

  private final List<Level> levels = new ArrayList<>();

  private record Level(
      int width, int height, double acrossFactor, double downFactor, int[] packed) {}

  Halvings(Image image) {
    Image level = image;
    levels.add(level(level, image));
    while (Math.min(level.width(), level.height()) >= 2 * SMALLEST_SIDE) {
      level = level.shrunk(level.width() / 2, level.height() / 2);
      levels.add(level(level, image));
    }
  }

  private static Level level(Image level, Image image) {
    return new Level(
        level.width(),
        level.height(),
        (double) level.width() / image.width(),
        (double) level.height() / image.height(),
        level.packedPixels());
  }

  int width() {
    return levels.getFirst().width();
  }

  int height() {
    return levels.getFirst().height();
  }

  /**
   * Reads the colours at many points.
   *
   * @param x in pixels of the picture; what lies outside is read at its edge
   * @param spacing between the points, in pixels of the picture: each then stands for so large an
   *     area
   * @param target red, green, blue of each point, 0 to 255
   */
  void read(float[] x, float[] y, double spacing, float[] target) {
    int octave = (int) Math.floor(Math.log(Math.max(1, spacing)) / Math.log(2));
    Level level = levels.get(Math.min(levels.size() - 1, octave));
    float across = (float) level.acrossFactor();
    float down = (float) level.downFactor();
    int width = level.width();
    int[] packed = level.packed();
    for (int i = 0, at = 0; i < x.length; i++, at += 3) {
      float px = Math.clamp(x[i] * across - 0.5f, 0, width - 1.001f);
      float py = Math.clamp(y[i] * down - 0.5f, 0, level.height() - 1.001f);
      int left = (int) px;
      int top = (int) py;
      float right = px - left;
      float bottom = py - top;
      int from = top * width + left;
      int a = packed[from];
      int b = packed[from + 1];
      int c = packed[from + width];
      int d = packed[from + width + 1];
      float wa = (1 - right) * (1 - bottom);
      float wb = right * (1 - bottom);
      float wc = (1 - right) * bottom;
      float wd = right * bottom;
      target[at] =
          wa * (a >> 16 & 255) + wb * (b >> 16 & 255) + wc * (c >> 16 & 255) + wd * (d >> 16 & 255);
      target[at + 1] =
          wa * (a >> 8 & 255) + wb * (b >> 8 & 255) + wc * (c >> 8 & 255) + wd * (d >> 8 & 255);
      target[at + 2] = wa * (a & 255) + wb * (b & 255) + wc * (c & 255) + wd * (d & 255);
    }
  }
}
