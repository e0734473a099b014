package dev.rigel.perception.pages;

import dev.rigel.base.CallScope;
import dev.rigel.media.Image;
import dev.rigel.perception.pixels.Matrices;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;

/**
 * Straightens drawn photos of sheets of known place and proportions and prints a table.
 *
 * <p>usage: {@code StraightenBenchmark PHOTOS_OF_EACH_KIND}
 */
public final class StraightenBenchmark {
  /** Of the picture's diagonal: farther off a corner is wrong. */
  private static final double RIGHT = 0.01;

  private record Kind(String name, double tilt, double turn, boolean shadow) {}

  private StraightenBenchmark() {}

  public static void main(String[] arguments) {
    int photos = Integer.parseInt(arguments[0]);
    List<Kind> kinds =
        List.of(
            new Kind("from above, turned up to 30°", 0, 30, false),
            new Kind("tilted up to 15°", 15, 15, false),
            new Kind("tilted up to 30°", 30, 20, false),
            new Kind("tilted up to 30°, shadow", 30, 20, true),
            new Kind("tilted up to 45°", 45, 20, false));
    System.out.println(
        "| photos | corners right | corners off, median (largest of the right) | proportions off, median"
            + " | ms, median |");
    System.out.println("|---|---|---|---|---|");
    long seed = 1_000;
    for (Kind kind : kinds) {
      List<Double> away = new ArrayList<>();
      List<Double> aspect = new ArrayList<>();
      List<Double> millis = new ArrayList<>();
      for (int i = 0; i < photos; i++) {
        PhotoOfPage photo = PhotoOfPage.drawn(seed++, kind.tilt(), kind.turn(), kind.shadow());
        double off = cornersOff(photo);
        if (off > RIGHT) {
          continue;
        }
        away.add(off);
        long start = System.nanoTime();
        Image flat = FlatPage.of(photo.picture(), CallScope.unlimited());
        millis.add((System.nanoTime() - start) / 1e6);
        aspect.add(Math.abs((double) flat.width() / flat.height() / photo.aspect() - 1));
      }
      System.out.printf(
          "| %s | %d of %d | %.2f %% (%.2f %%) | %.1f %% | %.0f |%n",
          kind.name(),
          away.size(),
          photos,
          100 * middle(away),
          100 * away.stream().mapToDouble(d -> d).max().orElse(Double.NaN),
          100 * middle(aspect),
          middle(millis));
    }
  }

  /** The farthest corner, of the picture's diagonal; infinite when no sheet is found. */
  private static double cornersOff(PhotoOfPage photo) {
    try (PointerScope _ = new PointerScope()) {
      Optional<Quadrilateral> found =
          PageOutline.of(Matrices.blueGreenRed(photo.picture().pixels()), CallScope.unlimited());
      if (found.isEmpty()) {
        return Double.POSITIVE_INFINITY;
      }
      double[][] corners = found.get().corners();
      double farthest = 0;
      for (int i = 0; i < corners.length; i++) {
        double[] truth = photo.corners()[i];
        farthest =
            Math.max(farthest, Math.hypot(corners[i][0] - truth[0], corners[i][1] - truth[1]));
      }
      return farthest / Math.hypot(photo.picture().width(), photo.picture().height());
    }
  }

  private static double middle(List<Double> values) {
    return values.isEmpty()
        ? Double.NaN
        : values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
  }
}
