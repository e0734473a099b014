package dev.rigel.benchmarks;

import dev.rigel.base.CallScope;
import dev.rigel.media.Box;
import dev.rigel.media.Image;
import dev.rigel.media.ImageFormat;
import dev.rigel.media.MediaReader;
import dev.rigel.media.pixel.Crop;
import dev.rigel.media.pixel.GaussianBlur;
import dev.rigel.media.pixel.Rotate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/**
 * Measures how long it takes to read, crop, turn or blur and write a JPEG of 12 megapixels, from
 * file to file, beside ImageMagick's {@code convert}, in turns. The peer's time includes the start
 * of its process, which is how it is used; ours runs in a warm server.
 *
 * <p>Usage: {@code EditBenchmark FILE.jpg [ROUNDS]}.
 */
public final class EditBenchmark {
  private record Edit(String name, UnaryOperator<Image> ours, List<String> theirs) {}

  private static final List<Edit> EDITS =
      List.of(
          new Edit(
              "crop",
              image -> Crop.to(image, new Box(0.25, 0.25, 0.5, 0.5)),
              List.of("-crop", "50%x50%+1000+750")),
          new Edit("rotate", image -> Rotate.clockwise(image, 90), List.of("-rotate", "90")),
          new Edit("blur", image -> GaussianBlur.of(image, 8), List.of("-blur", "0x8")));

  private EditBenchmark() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path file = Path.of(arguments[0]);
    int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
    Path target = Files.createTempFile("rigel-edit", ".jpg");
    try (MediaReader reader = new MediaReader()) {
      for (Edit edit : EDITS) {
        List<Double> ours = new ArrayList<>();
        List<Double> theirs = new ArrayList<>();
        for (int round = -3; round < rounds; round++) {
          double own = ours(reader, file, target, edit);
          double other = theirs(file, target, edit);
          if (round >= 0) {
            ours.add(own);
            theirs.add(other);
          }
        }
        System.out.printf(
            Locale.ROOT,
            "%-7s rigel %7.1f ms   ImageMagick %7.1f ms   ratio %.2f%n",
            edit.name(),
            median(ours),
            median(theirs),
            median(ours) / median(theirs));
      }
    } finally {
      Files.delete(target);
    }
  }

  private static double ours(MediaReader reader, Path file, Path target, Edit edit)
      throws IOException {
    long start = System.nanoTime();
    Image image = reader.readImage(Files.readAllBytes(file), CallScope.unlimited());
    Files.write(target, edit.ours().apply(image).encode(ImageFormat.JPEG));
    return (System.nanoTime() - start) / 1e6;
  }

  private static double theirs(Path file, Path target, Edit edit)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("convert", file.toString()));
    command.addAll(edit.theirs());
    command.addAll(List.of("-quality", "92", target.toString()));
    long start = System.nanoTime();
    Process process = new ProcessBuilder(command).inheritIO().start();
    if (!process.waitFor(120, TimeUnit.SECONDS) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IllegalStateException("convert failed");
    }
    return (System.nanoTime() - start) / 1e6;
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get(sorted.size() / 2);
  }
}
