package dev.rigel.benchmarks;

import dev.rigel.base.CallScope;
import dev.rigel.base.Folders;
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
import java.util.List;
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
    Times times = new Times();
    Path libraries = Folders.of(System.getenv()).cache().resolve("native");
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
        if (round == 1) {
          times.clear();
        }
        for (Path file : files) {
          Image image = reader.readImage(Files.readAllBytes(file), scope);
          long start = System.nanoTime();
          detector.detect(image, scope);
          long between = System.nanoTime();
          faceDetector.faces(image, scope);
          times.add("detect", between - start);
          times.add("faces", System.nanoTime() - between);
        }
      }
    }
    times.print("one photograph");
  }
}
