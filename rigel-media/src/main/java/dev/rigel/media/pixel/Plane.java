package dev.rigel.media.pixel;

import java.util.Arrays;

/** A picture with holes at one size of a pyramid, as red, green and blue from 0 to 255. */
final class Plane {
  /** Patches are squares with this many pixels on each side of their middle. */
  static final int RADIUS = 3;

  private static final int SMOOTHING_ROUNDS = 200;

  private final int width;
  private final int height;
  private final boolean[] hole;
  private final int[] rgb;
  private final int[] alpha;

  Plane(int[] packed, boolean[] hole, int width, int height) {
    this(unpacked(packed), packed.clone(), hole.clone(), width, height);
  }

  private Plane(int[] rgb, int[] alpha, boolean[] hole, int width, int height) {
    this.rgb = rgb;
    this.alpha = alpha;
    this.hole = hole;
    this.width = width;
    this.height = height;
  }

  private static int[] unpacked(int[] packed) {
    int[] rgb = new int[3 * packed.length];
    for (int i = 0; i < packed.length; i++) {
      rgb[3 * i] = packed[i] >> 16 & 0xff;
      rgb[3 * i + 1] = packed[i] >> 8 & 0xff;
      rgb[3 * i + 2] = packed[i] & 0xff;
    }
    return rgb;
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /** Three values a pixel. */
  int[] rgb() {
    return rgb;
  }

  boolean[] hole() {
    return hole;
  }

  int holePixels() {
    int count = 0;
    for (boolean inside : hole) {
      count += inside ? 1 : 0;
    }
    return count;
  }

  /** Whether some patch lies in known ground. */
  boolean hasWholePatch() {
    for (boolean whole : patchesWithout()) {
      if (whole) {
        return true;
      }
    }
    return false;
  }

  /** For each pixel, whether the patch around it lies inside the picture and touches no hole. */
  boolean[] patchesWithout() {
    boolean[] touches = patchesTouching();
    boolean[] without = new boolean[hole.length];
    for (int y = RADIUS; y < height - RADIUS; y++) {
      for (int x = RADIUS; x < width - RADIUS; x++) {
        without[y * width + x] = !touches[y * width + x];
      }
    }
    return without;
  }

  /** For each pixel, whether the square around it touches a hole; two passes, rows then columns. */
  boolean[] patchesTouching() {
    boolean[] rows = new boolean[hole.length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        if (hole[y * width + x]) {
          Arrays.fill(
              rows,
              y * width + Math.max(0, x - RADIUS),
              y * width + Math.min(width, x + RADIUS + 1),
              true);
        }
      }
    }
    boolean[] touching = new boolean[hole.length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        if (rows[y * width + x]) {
          for (int row = Math.max(0, y - RADIUS); row < Math.min(height, y + RADIUS + 1); row++) {
            touching[row * width + x] = true;
          }
        }
      }
    }
    return touching;
  }

  /** For each pixel, how many steps along rows and columns it lies inside a hole; 0 outside. */
  int[] depths() {
    int[] depths = new int[hole.length];
    int far = width + height;
    for (int i = 0; i < depths.length; i++) {
      depths[i] = hole[i] ? far : 0;
    }
    for (int i = 0; i < depths.length; i++) {
      int left = i % width > 0 ? depths[i - 1] : far;
      int above = i >= width ? depths[i - width] : far;
      depths[i] = Math.min(depths[i], 1 + Math.min(left, above));
    }
    for (int i = depths.length - 1; i >= 0; i--) {
      int right = i % width < width - 1 ? depths[i + 1] : far;
      int below = i + width < depths.length ? depths[i + width] : far;
      depths[i] = Math.min(depths[i], 1 + Math.min(right, below));
    }
    return depths;
  }

  /** Half the size: the mean of the known pixels; a hole where all four are. */
  Plane halved() {
    int newWidth = (width + 1) / 2;
    int newHeight = (height + 1) / 2;
    boolean[] newHole = new boolean[newWidth * newHeight];
    int[] newRgb = new int[3 * newHole.length];
    int[] newAlpha = new int[newHole.length];
    for (int y = 0; y < newHeight; y++) {
      for (int x = 0; x < newWidth; x++) {
        int at = y * newWidth + x;
        int known = 0;
        int[] sums = new int[3];
        for (int row = 2 * y; row < Math.min(height, 2 * y + 2); row++) {
          for (int column = 2 * x; column < Math.min(width, 2 * x + 2); column++) {
            int from = row * width + column;
            if (!hole[from]) {
              known++;
              for (int c = 0; c < 3; c++) {
                sums[c] += rgb[3 * from + c];
              }
            }
          }
        }
        newHole[at] = known == 0;
        newAlpha[at] = 0xff000000;
        for (int c = 0; c < 3 && known > 0; c++) {
          newRgb[3 * at + c] = (sums[c] + known / 2) / known;
        }
      }
    }
    return new Plane(newRgb, newAlpha, newHole, newWidth, newHeight);
  }

  /** Each hole pixel becomes the mean of its neighbours, again and again, from the rim inwards. */
  void fillSmoothly() {
    float[] values = new float[rgb.length];
    boolean[] known = new boolean[hole.length];
    for (int i = 0; i < hole.length; i++) {
      known[i] = !hole[i];
      for (int c = 0; c < 3; c++) {
        values[3 * i + c] = rgb[3 * i + c];
      }
    }
    int unknownBefore = -1;
    for (int round = 0; round < SMOOTHING_ROUNDS + width + height; round++) {
      int unknown = 0;
      for (int i = 0; i < hole.length; i++) {
        if (hole[i] && !averaged(values, known, i)) {
          unknown++;
        }
      }
      if (unknown == unknownBefore && unknown > 0) {
        break;
      }
      unknownBefore = unknown == 0 ? -1 : unknown;
      if (unknown == 0 && round > SMOOTHING_ROUNDS) {
        break;
      }
    }
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = Math.clamp(Math.round(values[i]), 0, 255);
    }
  }

  private boolean averaged(float[] values, boolean[] known, int at) {
    int x = at % width;
    float red = 0;
    float green = 0;
    float blue = 0;
    int count = 0;
    int[] neighbours = {
      x > 0 ? at - 1 : -1,
      x < width - 1 ? at + 1 : -1,
      at - width,
      at + width < hole.length ? at + width : -1
    };
    for (int n : neighbours) {
      if (n >= 0 && known[n]) {
        red += values[3 * n];
        green += values[3 * n + 1];
        blue += values[3 * n + 2];
        count++;
      }
    }
    if (count > 0) {
      values[3 * at] = red / count;
      values[3 * at + 1] = green / count;
      values[3 * at + 2] = blue / count;
      known[at] = true;
    }
    return count > 0;
  }

  /** The hole's pixels from the same places of a plane of half the size. */
  void takeFromCoarser(Plane coarser) {
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int at = y * width + x;
        if (hole[at]) {
          int from = y / 2 * coarser.width + x / 2;
          System.arraycopy(coarser.rgb, 3 * from, rgb, 3 * at, 3);
        }
      }
    }
  }

  void copyHoleTo(int[] packed) {
    for (int i = 0; i < hole.length; i++) {
      if (hole[i]) {
        packed[i] = alpha[i] & 0xff000000 | rgb[3 * i] << 16 | rgb[3 * i + 1] << 8 | rgb[3 * i + 2];
      }
    }
  }
}
