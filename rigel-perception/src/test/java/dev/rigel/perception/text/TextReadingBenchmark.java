package dev.rigel.perception.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rigel.base.CallScope;
import dev.rigel.base.Folders;
import dev.rigel.base.Lane;
import dev.rigel.media.Box;
import dev.rigel.media.Image;
import dev.rigel.media.Region;
import dev.rigel.perception.TextReader;
import dev.rigel.perception.network.Networks;
import dev.rigel.weights.PullListener;
import dev.rigel.weights.PullingModelFiles;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.Map;
import javax.imageio.ImageIO;

/**
 * Rigel's side of {@code benchmarks/ocr}: reads the names of pictures from standard input, one a
 * line, and answers each with its words, one a line as {@code left, top, right, bottom, text} with
 * tabs between (pixels), and a last line {@code done, seconds, processor seconds}.
 *
 * <p>usage: {@code TextReadingBenchmark THREADS}
 */
public final class TextReadingBenchmark {
  private TextReadingBenchmark() {}

  public static void main(String[] arguments) throws IOException {
    int threads = Integer.parseInt(arguments[0]);
    Map<String, String> environment = System.getenv();
    try (PullingModelFiles files = PullingModelFiles.standard(environment, PullListener.silent());
        Lane lane = new Lane("networks", 1, 4);
        Networks networks =
            new Networks(files, lane, threads, Folders.of(environment).cache().resolve("native"));
        BufferedReader pictures = new BufferedReader(new InputStreamReader(System.in, UTF_8))) {
      TextReader reader = new PaddleTextReader(networks);
      for (String picture = pictures.readLine(); picture != null; picture = pictures.readLine()) {
        read(reader, new File(picture));
      }
    }
  }

  private static void read(TextReader reader, File picture) throws IOException {
    long start = System.nanoTime();
    long processor = processorNanos();
    Image image = Image.of(ImageIO.read(picture));
    StringBuilder answer = new StringBuilder();
    for (TextReader.Line line : reader.readLines(image, CallScope.unlimited())) {
      for (Region word : line.words()) {
        Box box = word.box();
        answer.append(
            String.format(
                Locale.ROOT,
                "%.1f\t%.1f\t%.1f\t%.1f\t%s%n",
                box.x() * image.width(),
                box.y() * image.height(),
                box.right() * image.width(),
                box.bottom() * image.height(),
                word.text()));
      }
    }
    answer.append(
        String.format(
            Locale.ROOT,
            "done\t%.4f\t%.4f%n",
            (System.nanoTime() - start) / 1e9,
            (processorNanos() - processor) / 1e9));
    System.out.writeBytes(answer.toString().getBytes(UTF_8));
    System.out.flush();
  }

  private static long processorNanos() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }
}
