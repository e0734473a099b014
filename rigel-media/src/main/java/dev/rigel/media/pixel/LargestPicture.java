package dev.rigel.media.pixel;

import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;

/** What a program may make in one step: the limit for pictures that come in. */
final class LargestPicture {
  private static final long MAXIMUM_PIXELS = 100_000_000;

  private LargestPicture() {}

  /**
   * @throws RigelException when a side is below 1 or the picture would be too large
   */
  static void check(int width, int height) {
    if (width < 1 || height < 1 || (long) width * height > MAXIMUM_PIXELS) {
      throw new RigelException(
          ErrorCode.INVALID_REQUEST,
          "A picture cannot be made %d x %d pixels large; its sides must be at least 1 and its area at most %,d pixels."
              .formatted(width, height, MAXIMUM_PIXELS));
    }
  }
}
