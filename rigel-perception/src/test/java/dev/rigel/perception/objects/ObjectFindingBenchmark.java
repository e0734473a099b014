package dev.rigel.perception.objects;

import dev.rigel.base.CallScope;
import dev.rigel.base.Folders;
import dev.rigel.base.Lane;
import dev.rigel.media.Image;
import dev.rigel.perception.network.Networks;
import dev.rigel.perception.pixels.Matrices;
import dev.rigel.weights.PullListener;
import dev.rigel.weights.PullingModelFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Finds objects in every JPEG of a folder, once in the whole picture alone and once in its tiles
 * too, and prints a JSON line each, for {@code benchmarks/objects/run.sh}.
 *
 * <p>usage: {@code ObjectFindingBenchmark FOLDER}
 */
final class ObjectFindingBenchmark {
  private ObjectFindingBenchmark() {}

  public static void main(String[] arguments) throws IOException {
    Map<String, String> environment = System.getenv();
    try (PullingModelFiles files = PullingModelFiles.standard(environment, PullListener.silent());
        Lane lane = new Lane("networks", 1, 4);
        Networks networks =
            new Networks(files, lane, 2, Folders.of(environment).cache().resolve("native"));
        Stream<Path> pictures = Files.list(Path.of(arguments[0]))) {
      CallScope scope = CallScope.unlimited();
      Looks looks =
          new Looks(
              networks.network("objects-centernet", scope),
              networks.network("objects-nanodet", scope),
              scope);
      for (Path file : pictures.filter(p -> p.toString().endsWith(".jpg")).sorted().toList()) {
        Image image = Image.of(ImageIO.read(file.toFile()));
        List<Tile> tiles = Tile.of(image.width(), image.height());
        networks.call(scope, () -> line(file, "whole", image, looks, List.of()));
        networks.call(scope, () -> line(file, "tiles", image, looks, tiles));
      }
    }
  }

  private static boolean line(Path file, String way, Image image, Looks looks, List<Tile> tiles) {
    try (PointerScope _ = new PointerScope()) {
      long start = System.nanoTime();
      Mat picture = Matrices.blueGreenRed(image.pixels());
      List<Detection> found = looks.at(picture, tiles);
      System.out.printf(
          Locale.ROOT,
          "{\"file\": \"%s\", \"way\": \"%s\", \"views\": %d, \"seconds\": %.3f, \"found\": [%s]}%n",
          file.getFileName(),
          way,
          tiles.size() + 1,
          (System.nanoTime() - start) / 1e9,
          found.stream()
              .map(one -> json(one, image.width(), image.height()))
              .collect(Collectors.joining(", ")));
      return true;
    }
  }

  private static String json(Detection one, int width, int height) {
    return String.format(
        Locale.ROOT,
        "{\"label\": \"%s\", \"confidence\": %.3f, \"box\": [%.1f, %.1f, %.1f, %.1f]}",
        CocoLabels.NAMES.get(one.kind()),
        one.confidence(),
        one.box().x() * width,
        one.box().y() * height,
        one.box().right() * width,
        one.box().bottom() * height);
  }
}
