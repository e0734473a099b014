package dev.rigel.perception.templates;

import dev.rigel.base.CallScope;
import dev.rigel.base.Lane;
import dev.rigel.media.Image;
import dev.rigel.media.Region;
import dev.rigel.perception.network.Networks;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/**
 * Looks for {@code NAME-template.png} in each {@code NAME.jpg} of a folder and prints a JSON line
 * each, for {@code benchmarks/templates/run.sh}.
 */
final class TemplateFindingBenchmark {
  private TemplateFindingBenchmark() {}

  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    String only = arguments.length > 1 ? arguments[1] : "";
    Path libraries = Files.createTempDirectory("rigel-native");
    try (Lane lane = new Lane("templates", 1, 4);
        Networks networks =
            new Networks(
                (name, scope) -> {
                  throw new IllegalStateException("templates need no network, not even " + name);
                },
                lane,
                Runtime.getRuntime().availableProcessors(),
                libraries);
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8)) {
      CorrelationTemplateFinder finder = new CorrelationTemplateFinder(networks);
      for (Path file : pictures(folder)) {
        if (file.getFileName().toString().contains(only)) {
          out.println(line(file, finder));
        }
      }
    }
  }

  private static List<Path> pictures(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".jpg")).sorted().toList();
    }
  }

  private static String line(Path file, CorrelationTemplateFinder finder) throws IOException {
    String name = file.getFileName().toString();
    Image image = Image.of(ImageIO.read(file.toFile()));
    Image template =
        Image.of(ImageIO.read(file.resolveSibling(name.replace(".jpg", "-template.png")).toFile()));
    long start = System.nanoTime();
    List<Region> hits = finder.find(image, template, CallScope.unlimited());
    double seconds = (System.nanoTime() - start) / 1e9;
    return String.format(
        Locale.ROOT,
        "{\"file\": \"%s\", \"seconds\": %.3f, \"hits\": [%s]}",
        name,
        seconds,
        hits.stream().map(hit -> json(hit, image)).collect(Collectors.joining(", ")));
  }

  private static String json(Region hit, Image image) {
    String corners =
        hit.points().stream()
            .map(point ->
                String.format(
                    Locale.ROOT,
                    "[%.2f, %.2f]",
                    point.x() * image.width(),
                    point.y() * image.height()))
            .collect(Collectors.joining(", "));
    return String.format(
        Locale.ROOT,
        "{\"corners\": [%s], \"angle\": %.2f, \"confidence\": %.3f}",
        corners,
        hit.angle().orElse(0),
        hit.confidence());
  }
}
