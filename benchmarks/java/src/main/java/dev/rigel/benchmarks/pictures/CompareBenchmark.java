package dev.rigel.benchmarks.pictures;

import dev.rigel.base.CallScope;
import dev.rigel.media.Box;
import dev.rigel.media.Image;
import dev.rigel.media.Region;
import dev.rigel.perception.Comparison;
import dev.rigel.perception.comparison.RegisteringComparer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * Compares pairs of pictures with known changes: how many of the changed places are found, how many
 * of the found ones are changed, and whether unchanged pairs are called the same and pairs of
 * different photographs are told apart.
 *
 * <p>usage: {@code CompareBenchmark FOLDER [PAIRS OF EACH PHOTOGRAPH]}
 */
public final class CompareBenchmark {
  private static final List<ChangedPair.Condition> CONDITIONS =
      List.of(
          new ChangedPair.Condition("as it is, JPEG 90", 0, 0, 0, 0, 0.9),
          new ChangedPair.Condition("JPEG 30", 0, 0, 0, 0, 0.3),
          new ChangedPair.Condition("light up to 30 %, JPEG 75", 0, 0, 0, 0.3, 0.75),
          new ChangedPair.Condition("moved up to 5 %, JPEG 75", 0.05, 0, 0, 0, 0.75),
          new ChangedPair.Condition("moved, turned up to 4°, zoomed 5 %", 0.05, 4, 0.05, 0, 0.75),
          new ChangedPair.Condition("all of it, JPEG 50", 0.05, 4, 0.05, 0.3, 0.5));

  /** A place counts as found when this much of it is inside found regions. */
  private static final double COVERED = 0.5;

  /** A found region may be this much larger on each side than what was put in. */
  private static final double SLACK = 0.02;

  private static final class Score {
    int changes;
    int found;
    int regions;
    int right;
    int unchanged;
    int same;
    int lost;
    int pairs;
    double overlap;
  }

  private CompareBenchmark() {}

  public static void main(String[] arguments) throws IOException {
    Map<String, Image> photos = Photos.in(Path.of(arguments[0]));
    int pairs = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 4;
    List<Image> all = new ArrayList<>(photos.values());
    try (Workbench workbench = new Workbench()) {
      RegisteringComparer comparer = new RegisteringComparer(workbench.networks());
      System.out.println(
          "| second picture | places found | regions right | overlap | unchanged called the same |"
              + " not aligned |");
      System.out.println("|---|---|---|---|---|---|");
      for (ChangedPair.Condition condition : CONDITIONS) {
        print(condition, score(comparer, all, pairs, condition));
      }
      apart(comparer, all);
    }
  }

  private static Score score(
      RegisteringComparer comparer,
      List<Image> photos,
      int pairs,
      ChangedPair.Condition condition) {
    Score score = new Score();
    Random random = new Random(11);
    for (int i = 0; i < photos.size(); i++) {
      for (int n = 0; n < pairs; n++) {
        ChangedPair pair =
            ChangedPair.of(
                photos.get(i), photos.get((i + 1) % photos.size()), n % 4, condition, random);
        Comparison found = comparer.compare(pair.first(), pair.second(), CallScope.unlimited());
        add(score, pair, found);
      }
    }
    return score;
  }

  private static void add(Score score, ChangedPair pair, Comparison comparison) {
    score.pairs++;
    score.lost += comparison.aligned() ? 0 : 1;
    if (pair.truth().isEmpty()) {
      score.unchanged++;
      score.same += comparison.same() ? 1 : 0;
    }
    List<Box> found = comparison.changes().stream().map(Region::box).toList();
    for (Box truth : pair.truth()) {
      score.changes++;
      double covered = found.stream().mapToDouble(truth::intersection).sum() / truth.area();
      score.found += covered >= COVERED ? 1 : 0;
      score.overlap += found.stream().mapToDouble(truth::intersectionOverUnion).max().orElse(0);
    }
    for (Box box : found) {
      score.regions++;
      double inside =
          pair.truth().stream().mapToDouble(t -> grown(t).intersection(box)).sum() / box.area();
      score.right += inside >= COVERED ? 1 : 0;
    }
  }

  private static Box grown(Box box) {
    return Box.ofEdges(box.x() - SLACK, box.y() - SLACK, box.right() + SLACK, box.bottom() + SLACK);
  }

  private static void print(ChangedPair.Condition condition, Score score) {
    System.out.printf(
        Locale.ROOT,
        "| %s | %d of %d (%.1f %%) | %d of %d (%.1f %%) | %.2f | %d of %d | %d of %d |%n",
        condition.name(),
        score.found,
        score.changes,
        100.0 * score.found / Math.max(1, score.changes),
        score.right,
        score.regions,
        100.0 * score.right / Math.max(1, score.regions),
        score.overlap / Math.max(1, score.changes),
        score.same,
        score.unchanged,
        score.lost,
        score.pairs);
  }

  private static void apart(RegisteringComparer comparer, List<Image> photos) {
    int pairs = 0;
    int aligned = 0;
    for (int i = 0; i < photos.size(); i++) {
      for (int j = i + 1; j < photos.size(); j++) {
        pairs++;
        aligned +=
            comparer.compare(photos.get(i), photos.get(j), CallScope.unlimited()).aligned() ? 1 : 0;
      }
    }
    System.out.printf(
        "%nPairs of different photographs that were aligned: %d of %d%n", aligned, pairs);
  }
}
