package dev.rigel.perception.pages;

import dev.rigel.base.CallScope;
import dev.rigel.base.Folders;
import dev.rigel.base.Lane;
import dev.rigel.media.Image;
import dev.rigel.perception.PageOrientation;
import dev.rigel.perception.network.Networks;
import dev.rigel.weights.PullListener;
import dev.rigel.weights.PullingModelFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/**
 * Tells the turn of every {@code KIND-LOOK-NUMBER-TURN.jpg} of a folder, for {@code
 * benchmarks/orientation/run.sh}: prints what is told wrongly, and a table.
 *
 * <p>usage: {@code PageOrientationBenchmark FOLDER}
 */
final class PageOrientationBenchmark {
  private final Map<String, int[]> table = new TreeMap<>();
  private final List<Double> milliseconds = new ArrayList<>();

  public static void main(String[] arguments) throws IOException {
    Map<String, String> environment = System.getenv();
    PageOrientationBenchmark benchmark = new PageOrientationBenchmark();
    try (PullingModelFiles files = PullingModelFiles.standard(environment, PullListener.silent());
        Lane lane = new Lane("networks", 1, 4);
        Networks networks =
            new Networks(files, lane, 2, Folders.of(environment).cache().resolve("native"));
        Stream<Path> pages = Files.list(Path.of(arguments[0]))) {
      PageOrientation orientation = new RapidPageOrientation(networks);
      for (Path page : pages.filter(p -> p.toString().endsWith(".jpg")).sorted().toList()) {
        benchmark.measure(page, orientation);
      }
    }
    benchmark.print();
  }

  private void measure(Path page, PageOrientation orientation) throws IOException {
    String[] name = page.getFileName().toString().replace(".jpg", "").split("-");
    Image image = Image.of(ImageIO.read(page.toFile()));
    long start = System.nanoTime();
    int turn = orientation.clockwiseTurn(image, CallScope.unlimited());
    milliseconds.add((System.nanoTime() - start) / 1e6);
    boolean right = turn == Integer.parseInt(name[3]);
    for (String key : List.of(name[0], "(" + name[1] + ")")) {
      int[] row = table.computeIfAbsent(key, _ -> new int[2]);
      row[0]++;
      row[1] += right ? 1 : 0;
    }
    if (!right) {
      System.err.println(page.getFileName() + " told as " + turn);
    }
  }

  private void print() {
    System.out.println("| pages | in four turns | right |\n|---|---|---|");
    table.forEach((key, row) ->
        System.out.println("| " + key.replace('_', ' ') + " | " + row[0] + " | " + row[1] + " |"));
    System.out.printf(
        Locale.ROOT,
        "%nmedian %.0f ms%n",
        milliseconds.stream().sorted().toList().get(milliseconds.size() / 2));
  }
}
