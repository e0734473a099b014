package dev.rigel.benchmarks.pictures;

import dev.rigel.base.CallScope;
import dev.rigel.media.Box;
import dev.rigel.media.Image;
import dev.rigel.media.pixel.Crop;
import dev.rigel.media.pixel.Grayscale;
import dev.rigel.media.pixel.Resize;
import dev.rigel.media.pixel.Rotate;
import dev.rigel.perception.comparison.RegisteringComparer;
import dev.rigel.tools.Likeness;
import dev.rigel.tools.image.Similar;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * Looks for changed copies of each photograph among all the other photographs: how many copies
 * stand first, how many are called copies, and how many of the others are.
 *
 * <p>usage: {@code SimilarBenchmark FOLDER}
 */
public final class SimilarBenchmark {
  private record Copy(String name, UnaryOperator<Image> made) {}

  private static final List<Copy> COPIES =
      List.of(
          new Copy("cropped to 70 % of each side", image -> cropped(image, 0.1, 0.2, 0.7)),
          new Copy("cropped to 50 % of each side", image -> cropped(image, 0.3, 0.2, 0.5)),
          new Copy("half the size", image -> Resize.scaled(image, 0.5)),
          new Copy("a quarter of the size", image -> Resize.scaled(image, 0.25)),
          new Copy("JPEG of quality 15", image -> Degradation.compressed(image, 0.15)),
          new Copy("two stops darker", image -> Degradation.lit(image, 0.25)),
          new Copy("one stop brighter", image -> Degradation.lit(image, 2)),
          new Copy("without colours", Grayscale::of),
          new Copy("turned by 7°", image -> Rotate.clockwise(image, 7)),
          new Copy(
              "cropped to 70 %, half the size, a stop darker, JPEG 40",
              image ->
                  Degradation.compressed(
                      Degradation.lit(Resize.scaled(cropped(image, 0.15, 0.1, 0.7), 0.5), 0.5),
                      0.4)));

  private SimilarBenchmark() {}

  public static void main(String[] arguments) throws IOException {
    List<Image> photos = new ArrayList<>(Photos.in(Path.of(arguments[0])).values());
    try (Workbench workbench = new Workbench()) {
      Similar similar = new Similar(new RegisteringComparer(workbench.networks()));
      int others = 0;
      int wrong = 0;
      for (Image photo : photos) {
        List<Image> rest = photos.stream().filter(p -> p != photo).toList();
        others += rest.size();
        wrong +=
            (int)
                similar.likenesses(photo, rest, CallScope.unlimited()).stream()
                    .filter(Likeness::duplicate)
                    .count();
      }
      System.out.printf("Other photographs called copies: %d of %d%n%n", wrong, others);
      System.out.println("| copy | stands first | called a copy | score |");
      System.out.println("|---|---|---|---|");
      COPIES.forEach(copy -> report(similar, photos, copy));
    }
  }

  private static void report(Similar similar, List<Image> photos, Copy copy) {
    int first = 0;
    int called = 0;
    double score = 0;
    for (int i = 0; i < photos.size(); i++) {
      Image made = copy.made().apply(photos.get(i));
      // Two others are enough: they are told apart by the first figure.
      List<Image> pool =
          List.of(photos.get((i + 1) % photos.size()), made, photos.get((i + 2) % photos.size()));
      List<Likeness> found = similar.likenesses(photos.get(i), pool, CallScope.unlimited());
      Likeness best = found.getFirst();
      first += best.position() == 1 ? 1 : 0;
      called += best.position() == 1 && best.duplicate() ? 1 : 0;
      score += found.stream().filter(f -> f.position() == 1).findFirst().orElseThrow().score();
    }
    System.out.printf(
        Locale.ROOT,
        "| %s | %d of %d | %d of %d | %.2f |%n",
        copy.name(),
        first,
        photos.size(),
        called,
        photos.size(),
        score / photos.size());
  }

  private static Image cropped(Image image, double x, double y, double side) {
    return Crop.to(image, new Box(x, y, side, side));
  }
}
