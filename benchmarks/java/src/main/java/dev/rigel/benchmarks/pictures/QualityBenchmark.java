package dev.rigel.benchmarks.pictures;

import dev.rigel.media.Image;
import dev.rigel.media.quality.PictureQuality;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/**
 * Makes photographs worse step by step and looks whether what {@code quality} measures follows: the
 * rank correlation with the step for each photograph, and the values themselves.
 *
 * <p>usage: {@code QualityBenchmark FOLDER}
 */
public final class QualityBenchmark {
  private interface Change {
    Image of(Image image, double amount);
  }

  /** Worse from left to right. */
  private record Series(
      String name, double[] amounts, Change change, ToDoubleFunction<PictureQuality> measure) {}

  private static final List<Series> ALL =
      List.of(
          new Series(
              "blur: deviation in pixels -> .blur",
              new double[] {0.5, 1, 1.5, 2, 3, 4, 6},
              Degradation::blurred,
              q -> q.blur().orElse(Double.NaN)),
          new Series(
              "blur: deviation in pixels -> .sharpness",
              new double[] {0.5, 1, 1.5, 2, 3, 4, 6},
              Degradation::blurred,
              PictureQuality::sharpness),
          new Series(
              "noise: deviation in levels -> .noise",
              new double[] {1, 2, 4, 8, 12, 16, 24},
              (image, sigma) -> Degradation.noisy(image, sigma, new Random(17)),
              PictureQuality::noise),
          new Series(
              "light: stops -> .exposure",
              new double[] {-4, -3, -2, -1, 0, 1, 2},
              (image, stops) -> Degradation.lit(image, Math.pow(2, stops)),
              PictureQuality::exposure),
          new Series(
              "gamma -> .exposure",
              new double[] {0.3, 0.5, 0.7, 1, 1.5, 2, 3},
              Degradation::gamma,
              PictureQuality::exposure),
          new Series(
              "JPEG: quality -> .blockiness",
              new double[] {0.95, 0.9, 0.8, 0.6, 0.4, 0.25, 0.1},
              Degradation::compressed,
              PictureQuality::blockiness));

  private QualityBenchmark() {}

  public static void main(String[] arguments) throws IOException {
    Map<String, Image> photos = Photos.in(Path.of(arguments[0]));
    for (Series series : ALL) {
      report(series, photos);
    }
    System.out.println();
    photos.forEach((name, image) -> {
      long start = System.nanoTime();
      PictureQuality quality = PictureQuality.of(image);
      System.out.printf(
          Locale.ROOT,
          "%-18s %4d x %4d  sharpness %.2f noise %5.2f exposure %+.2f contrast %.2f blockiness %.2f"
              + "  %s (%.0f ms)%n",
          name,
          image.width(),
          image.height(),
          quality.sharpness(),
          quality.noise(),
          quality.exposure(),
          quality.contrast(),
          quality.blockiness(),
          quality.verdict(),
          (System.nanoTime() - start) / 1e6);
    });
  }

  private static void report(Series series, Map<String, Image> photos) {
    List<double[]> values = new ArrayList<>();
    double[] correlations = new double[photos.size()];
    for (Image image : photos.values()) {
      double[] measured =
          Arrays.stream(series.amounts())
              .map(amount ->
                  series
                      .measure()
                      .applyAsDouble(PictureQuality.of(series.change().of(image, amount))))
              .toArray();
      correlations[values.size()] = RankCorrelation.of(series.amounts(), measured);
      values.add(measured);
    }
    System.out.printf(
        Locale.ROOT,
        "%n%s: rank correlation %+.3f on average, %+.3f and %+.3f at the ends, %d photographs%n",
        series.name(),
        Arrays.stream(correlations).average().orElseThrow(),
        Arrays.stream(correlations).min().orElseThrow(),
        Arrays.stream(correlations).max().orElseThrow(),
        photos.size());
    System.out.println("| amount | least | a quarter below | median | a quarter above | most |");
    System.out.println("|---|---|---|---|---|---|");
    for (int i = 0; i < series.amounts().length; i++) {
      int step = i;
      double[] column = values.stream().mapToDouble(v -> v[step]).sorted().toArray();
      System.out.printf(
          Locale.ROOT,
          "| %.2f | %.2f | %.2f | %.2f | %.2f | %.2f |%n",
          series.amounts()[i],
          column[0],
          column[column.length / 4],
          column[column.length / 2],
          column[column.length * 3 / 4],
          column[column.length - 1]);
    }
  }
}
