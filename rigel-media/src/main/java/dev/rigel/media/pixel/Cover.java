package dev.rigel.media.pixel;

import dev.rigel.media.Image;
import dev.rigel.media.Region;
import java.util.Arrays;
import java.util.List;

/** Paints over regions of a picture, so that nothing of them is left. */
public final class Cover {
  private Cover() {}

  /**
   * @param rgb {@code 0xRRGGBB}
   */
  public static Image with(int rgb, Image image, List<Region> regions) {
    int[] pixels = Arrays.copyOf(image.packedPixels(), image.packedPixels().length);
    for (Region region : regions) {
      PixelBox area = PixelBox.covering(region.box(), image);
      for (int y = area.top(); y < area.top() + area.height(); y++) {
        int start = y * image.width() + area.left();
        Arrays.fill(pixels, start, start + area.width(), 0xff000000 | rgb);
      }
    }
    return Image.ofPacked(image.width(), image.height(), image.hasAlpha(), pixels);
  }
}
