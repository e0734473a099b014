package dev.rigel.perception.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.rigel.base.CallScope;
import dev.rigel.base.Folders;
import dev.rigel.base.Lane;
import dev.rigel.media.Image;
import dev.rigel.media.Region;
import dev.rigel.perception.network.Networks;
import dev.rigel.weights.PullListener;
import dev.rigel.weights.PullingModelFiles;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/**
 * Reads the pages of {@code benchmarks/ocr/pages.py} with Rigel and with tesseract, page by page in
 * turn, and prints word F1 and seconds a page as a table. Both get the same number of threads
 * unless tesseract is given its own (beside other work its threads wait for each other by
 * spinning); both times begin with the file and end with the text. Tesseract's start is part of its
 * time (a twentieth of a second); Rigel's is not, for it is a server: the first page is read twice.
 *
 * <p>usage: {@code TextReadingBenchmark PAGES THREADS [TESSERACT_THREADS]}
 */
public final class TextReadingBenchmark {
  private static final List<String> LEVELS = List.of("clean", "worn", "poor");
  private static final String RIGEL = "Rigel `read`";
  private static final List<String> MODES = List.of("3", "6");

  /** Sums over the pages of one level. */
  private static final class Score {
    long truth;
    long read;
    long right;
    double seconds;
    double processorSeconds;
    int pages;

    double f1() {
      return 2.0 * right / (truth + read);
    }
  }

  private record Run(String text, double seconds, double processorSeconds) {}

  private final int threads;
  private final int peerThreads;
  private final PaddleTextReader reader;

  private TextReadingBenchmark(int threads, int peerThreads, PaddleTextReader reader) {
    this.threads = threads;
    this.peerThreads = peerThreads;
    this.reader = reader;
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path pages = Path.of(arguments[0]);
    int threads = Integer.parseInt(arguments[1]);
    int peerThreads = arguments.length > 2 ? Integer.parseInt(arguments[2]) : threads;
    Map<String, String> environment = System.getenv();
    try (PullingModelFiles files = PullingModelFiles.standard(environment, PullListener.silent());
        Lane lane = new Lane("networks", 1, 4);
        Networks networks =
            new Networks(files, lane, threads, Folders.of(environment).cache().resolve("native"))) {
      new TextReadingBenchmark(threads, peerThreads, new PaddleTextReader(networks)).print(pages);
    }
  }

  private void print(Path pages) throws IOException, InterruptedException {
    List<Path> pictures;
    try (Stream<Path> files = Files.list(pages)) {
      pictures = files.filter(file -> file.toString().endsWith(".jpg")).sorted().toList();
    }
    rigel(pictures.getFirst());
    Map<String, Score> scores = new HashMap<>();
    for (Path picture : pictures) {
      List<String> truth = words(Files.readString(textOf(picture)));
      String level = picture.getFileName().toString().replaceAll("-.*", "");
      count(scores, level, RIGEL, truth, rigel(picture));
      for (String mode : MODES) {
        count(scores, level, "tesseract `--psm " + mode + "`", truth, tesseract(picture, mode));
      }
    }
    System.out.printf(
        Locale.ROOT,
        "%s, %s, %d processors; Rigel %d thread(s), tesseract %d; JDK %s%n%n",
        LocalDate.now(),
        processor(),
        Runtime.getRuntime().availableProcessors(),
        threads,
        peerThreads,
        Runtime.version().feature());
    System.out.println(
        "| level | reader | word F1 | seconds a page | processor seconds a page | time / best |");
    System.out.println("|---|---|---|---|---|---|");
    for (String level : LEVELS) {
      printLevel(scores, level);
    }
  }

  private static void printLevel(Map<String, Score> scores, String level) {
    Score peer =
        MODES.stream()
            .map(mode -> requireNonNull(scores.get(level + "tesseract `--psm " + mode + "`")))
            .max((a, b) -> Double.compare(a.f1(), b.f1()))
            .orElseThrow();
    List<String> readers = new ArrayList<>(List.of(RIGEL));
    MODES.forEach(mode -> readers.add("tesseract `--psm " + mode + "`"));
    for (String name : readers) {
      Score score = requireNonNull(scores.get(level + name));
      System.out.printf(
          Locale.ROOT,
          "| %s | %s | %.3f | %.2f | %.2f | %.2f |%n",
          level,
          name,
          score.f1(),
          score.seconds / score.pages,
          score.processorSeconds / score.pages,
          score.processorSeconds / peer.processorSeconds);
    }
  }

  private static void count(
      Map<String, Score> scores, String level, String reader, List<String> truth, Run run) {
    Score score = scores.computeIfAbsent(level + reader, _ -> new Score());
    Map<String, Integer> left = new HashMap<>();
    truth.forEach(word -> left.merge(word, 1, Integer::sum));
    List<String> read = words(run.text());
    for (String word : read) {
      if (left.getOrDefault(word, 0) > 0) {
        left.merge(word, -1, Integer::sum);
        score.right++;
      }
    }
    score.truth += truth.size();
    score.read += read.size();
    score.seconds += run.seconds();
    score.processorSeconds += run.processorSeconds();
    score.pages++;
  }

  private static List<String> words(String text) {
    return Stream.of(text.toLowerCase(Locale.ROOT).split("\\s+"))
        .filter(word -> !word.isEmpty())
        .toList();
  }

  private static Path textOf(Path picture) {
    return picture.resolveSibling(picture.getFileName().toString().replace(".jpg", ".txt"));
  }

  private Run rigel(Path picture) throws IOException {
    long start = System.nanoTime();
    long processor = ownProcessorNanos();
    Image image = Image.of(ImageIO.read(picture.toFile()));
    StringBuilder text = new StringBuilder();
    for (Region line : reader.read(image, CallScope.unlimited())) {
      text.append(line.text()).append('\n');
    }
    return new Run(
        text.toString(),
        (System.nanoTime() - start) / 1e9,
        (ownProcessorNanos() - processor) / 1e9);
  }

  private static long ownProcessorNanos() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private Run tesseract(Path picture, String mode) throws IOException, InterruptedException {
    long start = System.nanoTime();
    Path output = Files.createTempFile("tesseract", ".txt");
    try {
      // The shell's "times" tells what its child used, which Java does not.
      ProcessBuilder builder =
          new ProcessBuilder(
              "bash",
              "-c",
              "tesseract \"$0\" \"${1%.txt}\" -l eng --psm \"$2\" 2>/dev/null; times",
              picture.toString(),
              output.toString(),
              mode);
      builder.environment().put("OMP_THREAD_LIMIT", Integer.toString(peerThreads));
      Process process = builder.redirectErrorStream(true).start();
      String times = new String(process.getInputStream().readAllBytes(), UTF_8);
      process.waitFor();
      double seconds = (System.nanoTime() - start) / 1e9;
      return new Run(Files.readString(output), seconds, childSeconds(times));
    } finally {
      Files.deleteIfExists(output);
    }
  }

  /** The second line of "times": user and system time of the children, as {@code 0m1.250s}. */
  private static double childSeconds(String times) {
    double seconds = 0;
    for (String part : times.lines().skip(1).findFirst().orElseThrow().split(" ")) {
      String[] minutes = part.replace("s", "").split("m");
      seconds += 60 * Double.parseDouble(minutes[0]) + Double.parseDouble(minutes[1]);
    }
    return seconds;
  }

  private static String processor() throws IOException {
    Path file = Path.of("/proc/cpuinfo");
    if (!Files.isReadable(file)) {
      return System.getProperty("os.arch");
    }
    return Files.readAllLines(file).stream()
        .filter(line -> line.startsWith("model name"))
        .map(line -> line.substring(line.indexOf(':') + 2))
        .findFirst()
        .orElse(System.getProperty("os.arch"));
  }
}
