package dev.rigel.benchmarks;

import dev.rigel.base.CallScope;
import dev.rigel.base.Lane;
import dev.rigel.media.Image;
import dev.rigel.media.MediaLimits;
import dev.rigel.media.MediaReader;
import dev.rigel.media.PixelAccount;
import dev.rigel.perception.faces.BlazeFaceDetector;
import dev.rigel.perception.network.Networks;
import dev.rigel.perception.objects.CocoDetector;
import dev.rigel.weights.PullListener;
import dev.rigel.weights.PullingModelFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Times the detectors of objects and of faces on the photographs of a folder, from pixels to boxes.
 * Prints medians and the slowest twentieth in milliseconds; the first round only warms up.
 *
 * <p>usage: {@code SightBenchmark FOLDER [ROUNDS]}
 */
public final class SightBenchmark {
  private SightBenchmark() {}

  /** Times the JPEG photographs of the folder. */
  public static void main(String[] arguments) throws IOException {
    int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10;
    List<Path> files;
    try (Stream<Path> all = Files.list(Path.of(arguments[0]))) {
      files = all.filter(path -> path.toString().endsWith(".jpg")).sorted().toList();
    }
    CallScope scope = CallScope.unlimited();
    List<Double> objects = new ArrayList<>();
    List<Double> faces = new ArrayList<>();
    Path libraries = Files.createTempDirectory("rigel-sight");
    try (MediaReader reader =
            new MediaReader(MediaLimits.DEFAULT, new PixelAccount(500_000_000), 1);
        PullingModelFiles models =
            PullingModelFiles.standard(System.getenv(), PullListener.silent());
        Lane lane = new Lane("vision", 1, 16);
        Networks networks =
            new Networks(models, lane, Runtime.getRuntime().availableProcessors(), libraries)) {
      CocoDetector detector = new CocoDetector(networks);
      BlazeFaceDetector faceDetector = new BlazeFaceDetector(networks);
      for (int round = 0; round <= rounds; round++) {
        for (Path file : files) {
          Image image = reader.readImage(Files.readAllBytes(file), scope);
          long start = System.nanoTime();
          detector.detect(image, scope);
          long between = System.nanoTime();
          faceDetector.faces(image, scope);
          long end = System.nanoTime();
          if (round > 0) {
            objects.add((between - start) / 1e6);
            faces.add((end - between) / 1e6);
          }
        }
      }
    }
    System.out.println("| work on one photograph | median ms | 95 % are below ms |");
    System.out.println("|---|---|---|");
    print("detect", objects);
    print("faces", faces);
  }

  private static void print(String name, List<Double> times) {
    List<Double> sorted = times.stream().sorted().toList();
    System.out.printf(
        Locale.ROOT,
        "| %s | %.1f | %.1f |%n",
        name,
        sorted.get(sorted.size() / 2),
        sorted.get(sorted.size() * 95 / 100));
  }
}
