package dev.rigel.perception.templates;

import dev.rigel.media.Image;

/**
 * A template as a grid of colours, each the mean of its cell, that can be laid onto a picture in
 * any pose. Cells that are mostly transparent do not count.
 */
final class Pattern {
  /** Of the template's contrast: a fainter or stronger copy is no copy. */
  private static final double FAINTEST = 0.2;

  private static final double STRONGEST = 5;

  /** Grey levels: below them there is only noise. */
  private static final double LEAST_DEVIATION = 1.5;

  private final Grid grid;
  private final double cell;
  private final float[] u;
  private final float[] v;
  private final float[] colors;
  private final double deviation;

  private Pattern(Grid grid, double cell, Image template, int[] packed) {
    this.grid = grid;
    this.cell = cell;
    int count = grid.count();
    this.u = new float[count];
    this.v = new float[count];
    this.colors = new float[3 * count];
    for (int i = 0; i < count; i++) {
      int pixel = packed[grid.cell(i)];
      u[i] = (float) (((grid.column(i) + 0.5) / grid.columns() - 0.5) * template.width());
      v[i] = (float) (((grid.row(i) + 0.5) / grid.rows() - 0.5) * template.height());
      colors[3 * i] = pixel >> 16 & 255;
      colors[3 * i + 1] = pixel >> 8 & 255;
      colors[3 * i + 2] = pixel & 255;
    }
    this.deviation = Math.sqrt(Moments.of(colors, colors).ownVariance());
  }

  /**
   * @param columns at most the template's width
   * @param rows at most its height
   */
  static Pattern of(Image template, int columns, int rows) {
    Image small = template.shrunk(columns, rows);
    double cell = Math.max((double) template.width() / columns, (double) template.height() / rows);
    return new Pattern(Grid.of(small), cell, template, small.packedPixels());
  }

  int count() {
    return u.length;
  }

  /**
   * Whether its points, turned by a half, are its points: nothing of the template is transparent.
   */
  boolean isSymmetric() {
    return grid.isFull();
  }

  float u(int point) {
    return u[point];
  }

  float v(int point) {
    return v[point];
  }

  /** Red, green, blue of point after point. */
  float[] colors() {
    return colors;
  }

  /** Standard deviation of the colours from their mean, in levels of 255. */
  double deviation() {
    return deviation;
  }

  /**
   * Correlation of the colours with those of the picture, -1 to 1; -1 where the picture is plain or
   * far fainter or stronger than the template.
   */
  double correlation(Halvings picture, Pose pose) {
    return correlation(Moments.of(colors, seen(picture, pose)));
  }

  private double correlation(Moments moments) {
    double seenDeviation = Math.sqrt(moments.seenVariance());
    if (seenDeviation < Math.max(LEAST_DEVIATION, FAINTEST * deviation)
        || seenDeviation > STRONGEST * deviation) {
      return -1;
    }
    return moments.correlation();
  }

  /** Likeness in this pose, of the whole and of its parts. */
  Likeness likeness(Halvings picture, Pose pose) {
    float[] seen = seen(picture, pose);
    Moments whole = Moments.of(colors, seen);
    return new Likeness(
        correlation(whole),
        agreement(seen, whole, Likeness.COARSE_PARTS),
        agreement(seen, whole, Likeness.FINE_PARTS));
  }

  private double agreement(float[] seen, Moments whole, int parts) {
    double gain = Math.sqrt(whole.seenVariance() / Math.max(whole.ownVariance(), 1e-9));
    int[] part = grid.parts(parts);
    double least = 1;
    for (int i = 0; i < parts * parts; i++) {
      Moments moments = Moments.of(colors, seen, part, i);
      double contrast =
          Math.sqrt(Math.max(moments.ownVariance(), moments.seenVariance() / (gain * gain)));
      least = Math.min(least, 1 - (1 - moments.correlation()) * contrast / deviation);
    }
    return least;
  }

  private float[] seen(Halvings picture, Pose pose) {
    float cos = (float) (pose.scale() * Math.cos(pose.angle()));
    float sin = (float) (pose.scale() * Math.sin(pose.angle()));
    float[] x = new float[u.length];
    float[] y = new float[u.length];
    for (int i = 0; i < u.length; i++) {
      x[i] = (float) pose.x() + cos * u[i] - sin * v[i];
      y[i] = (float) pose.y() + sin * u[i] + cos * v[i];
    }
    float[] seen = new float[3 * u.length];
    picture.read(x, y, cell * pose.scale(), seen);
    return seen;
  }
}
