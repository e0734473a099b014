package dev.rigel.media.pixel;

import dev.rigel.media.Image;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Finds the colours that make up a picture. */
public final class MainColors {
  /** Pixels that are looked at: more change nothing that is seen. */
  private static final int SAMPLE_SIDE = 128;

  private static final int ROUNDS = 12;

  /** CIE76 difference below which two clusters look the same. */
  private static final double SAME = 8;

  /**
   * One of the colours.
   *
   * @param rgb {@code 0xRRGGBB}
   * @param name a plain English name, such as {@code dark blue}
   * @param share of the visible pixels, 0 to 1
   */
  public record MainColor(int rgb, String name, double share) {
    /** As in style sheets: {@code #rrggbb}. */
    public String hex() {
      return "#%06x".formatted(rgb);
    }
  }

  private static final class Cluster {
    private double[] center;
    private double[] sum = new double[3];
    private long weight;

    Cluster(double[] center) {
      this.center = center;
    }

    void take(double[] lab) {
      for (int i = 0; i < 3; i++) {
        sum[i] += lab[i];
      }
      weight++;
    }

    void settle() {
      if (weight > 0) {
        center = new double[] {sum[0] / weight, sum[1] / weight, sum[2] / weight};
      }
    }

    void reset() {
      sum = new double[3];
      weight = 0;
    }
  }

  private MainColors() {}

  /**
   * At most {@code count} colours, the most frequent first: k-means in CIE Lab, started far apart
   * (the farthest point each time), so that the same picture always gives the same colours.
   * Transparent pixels do not count.
   */
  public static List<MainColor> of(Image image, int count) {
    List<double[]> pixels = sample(image);
    if (pixels.isEmpty() || count < 1) {
      return List.of();
    }
    List<Cluster> clusters = spread(pixels, Math.min(count, 32));
    for (int round = 0; round < ROUNDS; round++) {
      clusters.forEach(Cluster::reset);
      pixels.forEach(pixel -> nearest(clusters, pixel).take(pixel));
      clusters.forEach(Cluster::settle);
    }
    return merged(clusters).stream()
        .sorted(Comparator.comparingLong((Cluster c) -> c.weight).reversed())
        .map(c -> {
          int rgb = Lab.toRgb(c.center);
          return new MainColor(rgb, ColorNames.of(rgb), (double) c.weight / pixels.size());
        })
        .toList();
  }

  private static List<double[]> sample(Image image) {
    Image small =
        Math.max(image.width(), image.height()) > SAMPLE_SIDE
            ? Resize.within(image, SAMPLE_SIDE)
            : image;
    List<double[]> pixels = new ArrayList<>();
    for (int pixel : small.packedPixels()) {
      if (!small.hasAlpha() || pixel >>> 24 >= 128) {
        pixels.add(Lab.of(pixel));
      }
    }
    return pixels;
  }

  private static List<Cluster> spread(List<double[]> pixels, int count) {
    double[] mean = new double[3];
    for (double[] pixel : pixels) {
      for (int i = 0; i < 3; i++) {
        mean[i] += pixel[i] / pixels.size();
      }
    }
    List<Cluster> clusters = new ArrayList<>();
    clusters.add(new Cluster(mean));
    double[] distances = new double[pixels.size()];
    Arrays.fill(distances, Double.POSITIVE_INFINITY);
    while (clusters.size() < count) {
      double[] latest = clusters.getLast().center;
      int farthest = 0;
      for (int i = 0; i < distances.length; i++) {
        distances[i] = Math.min(distances[i], Lab.difference(pixels.get(i), latest));
        if (distances[i] > distances[farthest]) {
          farthest = i;
        }
      }
      if (distances[farthest] < SAME) {
        break;
      }
      clusters.add(new Cluster(pixels.get(farthest)));
    }
    return clusters;
  }

  private static Cluster nearest(List<Cluster> clusters, double[] pixel) {
    Cluster best = clusters.getFirst();
    double least = Double.POSITIVE_INFINITY;
    for (Cluster cluster : clusters) {
      double difference = Lab.difference(cluster.center, pixel);
      if (difference < least) {
        least = difference;
        best = cluster;
      }
    }
    return best;
  }

  private static List<Cluster> merged(List<Cluster> clusters) {
    List<Cluster> apart = new ArrayList<>();
    for (Cluster cluster : clusters) {
      if (cluster.weight == 0) {
        continue;
      }
      Cluster same =
          apart.stream()
              .filter(c -> Lab.difference(c.center, cluster.center) < SAME)
              .findFirst()
              .orElse(null);
      if (same == null) {
        apart.add(cluster);
      } else {
        for (int i = 0; i < 3; i++) {
          same.sum[i] += cluster.sum[i];
        }
        same.weight += cluster.weight;
        same.settle();
      }
    }
    return apart;
  }
}
