package dev.rigel.media.pixel;

import dev.rigel.base.CallScope;
import dev.rigel.media.Image;
import java.util.Arrays;

/**
 * Enlarges a picture and keeps edges sharp: Lanczos interpolation, then a few rounds of back
 * projection (Irani and Peleg 1991), each of which adds what the enlarged picture, shrunk again,
 * lacks of the given one. Worked on in tiles, so that memory does not grow with the picture.
 */
public final class Enlargement {
  private static final int ROUNDS = 3;

  /** Lobes of the Lanczos window on each side. */
  private static final int LOBES = 3;

  private static final int TILE = 256;

  /** Pixels of the source around a tile that its result can depend on. */
  private static final int OVERLAP = (LOBES + 1) * (ROUNDS + 1);

  /** How far results may leave the range of the pixels around, as a share of it: no bright rims. */
  private static final float OVERSHOOT = 0.12f;

  private static final int CHANNELS = 4;

  private Enlargement() {}

  /**
   * @param factor above 1
   * @throws dev.rigel.base.RigelException when the result would be too large
   */
  public static Image of(Image image, double factor, CallScope scope) {
    if (!(factor > 1)) {
      throw new IllegalArgumentException("not a factor: " + factor);
    }
    int width = (int) Math.round(image.width() * factor);
    int height = (int) Math.round(image.height() * factor);
    LargestPicture.check(width, height);
    int[] target = new int[width * height];
    for (int top = 0; top < image.height(); top += TILE) {
      for (int left = 0; left < image.width(); left += TILE) {
        scope.check();
        fill(image, left, top, width, height, target);
      }
    }
    return Image.ofPacked(width, height, image.hasAlpha(), target);
  }

  private static void fill(Image image, int left, int top, int width, int height, int[] target) {
    Axis columns = Axis.of(image.width(), width, left, Math.min(image.width(), left + TILE));
    Axis rows = Axis.of(image.height(), height, top, Math.min(image.height(), top + TILE));
    float[][] channels = new float[CHANNELS][];
    float[][] source = premultiplied(image, columns, rows);
    for (int channel = 0; channel < CHANNELS; channel++) {
      if (channel < CHANNELS - 1 || image.hasAlpha()) {
        channels[channel] = enlarged(source[channel], columns, rows);
      } else {
        channels[channel] = new float[columns.made() * rows.made()];
        Arrays.fill(channels[channel], 255);
      }
    }
    for (int y = rows.wantedFrom(); y < rows.wantedTo(); y++) {
      for (int x = columns.wantedFrom(); x < columns.wantedTo(); x++) {
        int at = (y - rows.madeFrom()) * columns.made() + x - columns.madeFrom();
        target[y * width + x] = packed(channels, at);
      }
    }
  }

  private static float[][] premultiplied(Image image, Axis columns, Axis rows) {
    int[] pixels = image.packedPixels();
    float[][] channels = new float[CHANNELS][columns.taken() * rows.taken()];
    for (int y = rows.takenFrom(), at = 0; y < rows.takenTo(); y++) {
      for (int x = columns.takenFrom(); x < columns.takenTo(); x++, at++) {
        int pixel = pixels[y * image.width() + x];
        float alpha = image.hasAlpha() ? (pixel >>> 24) / 255f : 1;
        channels[0][at] = (pixel >> 16 & 255) * alpha;
        channels[1][at] = (pixel >> 8 & 255) * alpha;
        channels[2][at] = (pixel & 255) * alpha;
        channels[3][at] = alpha * 255;
      }
    }
    return channels;
  }

  private static float[] enlarged(float[] source, Axis columns, Axis rows) {
    float[] made = resampled(source, columns.larger(), rows.larger());
    for (int round = 0; round < ROUNDS; round++) {
      float[] lacking = resampled(made, columns.smaller(), rows.smaller());
      for (int i = 0; i < lacking.length; i++) {
        lacking[i] = source[i] - lacking[i];
      }
      float[] added = resampled(lacking, columns.larger(), rows.larger());
      for (int i = 0; i < made.length; i++) {
        made[i] += added[i];
      }
    }
    keepInRange(made, source, columns, rows);
    return made;
  }

  private static float[] resampled(float[] from, Weights columns, Weights rows) {
    float[] half = new float[columns.count() * rows.length()];
    for (int y = 0; y < rows.length(); y++) {
      for (int x = 0; x < columns.count(); x++) {
        half[y * columns.count() + x] = columns.sum(x, from, y * columns.length(), 1);
      }
    }
    float[] whole = new float[columns.count() * rows.count()];
    for (int y = 0; y < rows.count(); y++) {
      for (int x = 0; x < columns.count(); x++) {
        whole[y * columns.count() + x] = rows.sum(y, half, x, columns.count());
      }
    }
    return whole;
  }

  private static void keepInRange(float[] made, float[] source, Axis columns, Axis rows) {
    for (int y = 0; y < rows.made(); y++) {
      int row = rows.under(y);
      for (int x = 0; x < columns.made(); x++) {
        int column = columns.under(x);
        float low = Float.MAX_VALUE;
        float high = -Float.MAX_VALUE;
        for (int j = Math.max(0, row - 1); j <= Math.min(rows.taken() - 1, row + 1); j++) {
          for (int i = Math.max(0, column - 1);
              i <= Math.min(columns.taken() - 1, column + 1);
              i++) {
            float value = source[j * columns.taken() + i];
            low = Math.min(low, value);
            high = Math.max(high, value);
          }
        }
        float room = OVERSHOOT * (high - low);
        int at = y * columns.made() + x;
        made[at] = Math.clamp(made[at], low - room, high + room);
      }
    }
  }

  private static int packed(float[][] channels, int at) {
    float alpha = channels[3][at];
    if (alpha < 0.5f) {
      return 0;
    }
    float share = 255 / Math.min(255, alpha);
    return level(alpha) << 24
        | level(channels[0][at] * share) << 16
        | level(channels[1][at] * share) << 8
        | level(channels[2][at] * share);
  }

  private static int level(float value) {
    return Math.clamp(Math.round(value), 0, 255);
  }

  /**
   * One axis of a tile: which source pixels are taken, which result pixels are made of them, and
   * which of these are wanted.
   */
  private record Axis(
      int takenFrom,
      int takenTo,
      int madeFrom,
      int madeTo,
      int wantedFrom,
      int wantedTo,
      double factor,
      Weights larger,
      Weights smaller) {
    static Axis of(int sourceLength, int madeLength, int from, int to) {
      double factor = (double) madeLength / sourceLength;
      int takenFrom = Math.max(0, from - OVERLAP);
      int takenTo = Math.min(sourceLength, to + OVERLAP);
      int madeFrom = (int) Math.ceil(takenFrom * factor - 1e-9);
      int madeTo = Math.min(madeLength, (int) Math.floor(takenTo * factor + 1e-9));
      return new Axis(
          takenFrom,
          takenTo,
          madeFrom,
          madeTo,
          (int) Math.ceil(from * factor - 1e-9),
          to == sourceLength ? madeLength : (int) Math.ceil(to * factor - 1e-9),
          factor,
          Weights.lanczos(takenFrom, takenTo, madeFrom, madeTo, factor),
          Weights.means(takenFrom, takenTo, madeFrom, madeTo, factor));
    }

    int taken() {
      return takenTo - takenFrom;
    }

    int made() {
      return madeTo - madeFrom;
    }

    /** Which taken pixel lies under a made one. */
    int under(int made) {
      return Math.clamp((int) ((madeFrom + made + 0.5) / factor) - takenFrom, 0, taken() - 1);
    }
  }

  /**
   * How a line of values becomes another one: each new value is a weighted sum of a few old ones.
   *
   * @param length how many old values there are
   * @param first for each new value, the first old one that counts
   */
  private record Weights(int length, int[] first, float[][] weights) {
    int count() {
      return first.length;
    }

    float sum(int index, float[] values, int start, int step) {
      float[] own = weights[index];
      int at = start + first[index] * step;
      float sum = 0;
      for (float weight : own) {
        sum += weight * values[at];
        at += step;
      }
      return sum;
    }

    static Weights lanczos(int takenFrom, int takenTo, int madeFrom, int madeTo, double factor) {
      int[] first = new int[madeTo - madeFrom];
      float[][] weights = new float[first.length][];
      for (int i = 0; i < first.length; i++) {
        double center = (madeFrom + i + 0.5) / factor - 0.5;
        int from = Math.max(takenFrom, (int) Math.floor(center) - LOBES + 1);
        int to = Math.min(takenTo, (int) Math.floor(center) + LOBES + 1);
        double[] raw = new double[to - from];
        for (int k = 0; k < raw.length; k++) {
          raw[k] = lanczos(center - (from + k));
        }
        first[i] = from - takenFrom;
        weights[i] = normalised(raw);
      }
      return new Weights(takenTo - takenFrom, first, weights);
    }

    /** Each taken pixel as the mean of the made ones it covers. */
    static Weights means(int takenFrom, int takenTo, int madeFrom, int madeTo, double factor) {
      int[] first = new int[takenTo - takenFrom];
      float[][] weights = new float[first.length][];
      for (int i = 0; i < first.length; i++) {
        double from = Math.max(madeFrom, (takenFrom + i) * factor);
        double to = Math.min(madeTo, (takenFrom + i + 1) * factor);
        int firstMade = Math.clamp((int) Math.floor(from + 1e-9), madeFrom, madeTo - 1);
        int afterLast = Math.clamp((int) Math.ceil(to - 1e-9), firstMade + 1, madeTo);
        double[] raw = new double[afterLast - firstMade];
        for (int k = 0; k < raw.length; k++) {
          double share = Math.min(to, firstMade + k + 1.0) - Math.max(from, firstMade + k);
          raw[k] = Math.max(1e-6, share);
        }
        first[i] = firstMade - madeFrom;
        weights[i] = normalised(raw);
      }
      return new Weights(madeTo - madeFrom, first, weights);
    }

    private static double lanczos(double x) {
      if (Math.abs(x) < 1e-9) {
        return 1;
      }
      double t = Math.PI * x;
      return Math.abs(x) >= LOBES ? 0 : LOBES * Math.sin(t) * Math.sin(t / LOBES) / (t * t);
    }

    private static float[] normalised(double[] raw) {
      double sum = Arrays.stream(raw).sum();
      float[] weights = new float[raw.length];
      for (int i = 0; i < raw.length; i++) {
        weights[i] = (float) (raw[i] / sum);
      }
      return weights;
    }
  }
}
