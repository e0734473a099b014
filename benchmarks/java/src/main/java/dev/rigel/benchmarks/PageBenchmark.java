package dev.rigel.benchmarks;

import dev.rigel.base.CallScope;
import dev.rigel.media.Document;
import dev.rigel.media.MediaLimits;
import dev.rigel.media.MediaReader;
import dev.rigel.media.PixelAccount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Times one page of each PDF in a folder: opening, its picture at 150 dpi, its words, its drawn
 * lines. Prints medians and the slowest twentieth in milliseconds; the first round only warms up.
 *
 * <p>usage: {@code PageBenchmark FOLDER}
 */
public final class PageBenchmark {
  private static final int ROUNDS = 3;

  private PageBenchmark() {}

  private interface Work {
    void run() throws IOException;
  }

  /** Times the PDFs of the folder. */
  public static void main(String[] arguments) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(Path.of(arguments[0]))) {
      files = all.filter(path -> path.toString().endsWith(".pdf")).sorted().toList();
    }
    CallScope scope = CallScope.unlimited();
    List<List<Double>> times =
        List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    try (MediaReader reader =
        new MediaReader(MediaLimits.DEFAULT, new PixelAccount(500_000_000), 1)) {
      for (int round = 0; round < ROUNDS; round++) {
        times.forEach(List::clear);
        for (Path file : files) {
          byte[] content = Files.readAllBytes(file);
          Document[] document = new Document[1];
          times.get(0).add(time(() -> document[0] = reader.readDocument(content, scope)));
          times.get(1).add(time(() -> document[0].page(1, scope)));
          times.get(2).add(time(() -> document[0].words(1, scope)));
          times.get(3).add(time(() -> document[0].drawing(1, scope)));
        }
      }
    }
    System.out.println("| work on one page | median ms | 95 % are below ms |");
    System.out.println("|---|---|---|");
    List<String> names = List.of("open", "picture at 150 dpi", "words", "drawn lines");
    for (int i = 0; i < names.size(); i++) {
      List<Double> sorted = times.get(i).stream().sorted().toList();
      System.out.printf(
          Locale.ROOT,
          "| %s | %.1f | %.1f |%n",
          names.get(i),
          sorted.get(sorted.size() / 2),
          sorted.get(sorted.size() * 95 / 100));
    }
  }

  private static double time(Work work) throws IOException {
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) / 1e6;
  }
}
