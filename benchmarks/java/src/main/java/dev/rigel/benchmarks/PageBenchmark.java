package dev.rigel.benchmarks;

import dev.rigel.base.CallScope;
import dev.rigel.media.Document;
import dev.rigel.media.MediaLimits;
import dev.rigel.media.MediaReader;
import dev.rigel.media.PixelAccount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
    Times times = new Times();
    try (MediaReader reader =
        new MediaReader(MediaLimits.DEFAULT, new PixelAccount(500_000_000), 1)) {
      for (int round = 0; round < ROUNDS; round++) {
        times.clear();
        for (Path file : files) {
          byte[] content = Files.readAllBytes(file);
          Document[] document = new Document[1];
          times.add("open", time(() -> document[0] = reader.readDocument(content, scope)));
          times.add("picture at 150 dpi", time(() -> document[0].page(1, scope)));
          times.add("words", time(() -> document[0].words(1, scope)));
          times.add("drawn lines", time(() -> document[0].drawing(1, scope)));
        }
      }
    }
    times.print("one page");
  }

  private static long time(Work work) throws IOException {
    long start = System.nanoTime();
    work.run();
    return System.nanoTime() - start;
  }
}
