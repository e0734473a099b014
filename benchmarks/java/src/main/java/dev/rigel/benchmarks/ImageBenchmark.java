package dev.rigel.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rigel.base.CallScope;
import dev.rigel.media.Image;
import dev.rigel.media.ImageFormat;
import dev.rigel.media.MediaReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Measures how long a JPEG of 12 megapixels takes to 1024 pixels, beside sharp in a process of its
 * own. Both take turns, round by round, so that a change of the machine's load meets both.
 *
 * <p>Usage: {@code ImageBenchmark WORK_FOLDER [ROUNDS] [FILE.jpg]}; the work folder holds the
 * peer's script and packages.
 */
public final class ImageBenchmark {
  private static final int LONGEST_SIDE = 1024;
  private static final int WARM_UP = 10;

  /** What the way ends with. */
  private enum Ending {
    PIXELS,
    JPEG;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private ImageBenchmark() {}

  public static void main(String[] arguments) throws IOException {
    Path work = Path.of(arguments[0]);
    int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10;
    Path file = arguments.length > 2 ? Path.of(arguments[2]) : photo(work);
    byte[] content = Files.readAllBytes(file);
    System.out.printf(
        Locale.ROOT,
        "%s, %d cores, load %.2f, %s of %.1f MB%n",
        LocalDate.now(),
        Runtime.getRuntime().availableProcessors(),
        load(),
        file.getFileName(),
        content.length / 1e6);
    try (MediaReader reader = new MediaReader();
        Peer peer = new Peer(work, file)) {
      for (Ending ending : Ending.values()) {
        compare(reader, content, peer, ending, rounds);
      }
    }
    System.out.printf(Locale.ROOT, "load at the end %.2f%n", load());
  }

  private static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  /** The same picture every time, drawn once. */
  private static Path photo(Path work) throws IOException {
    Path file = work.resolve("photo-4000x3000.jpg");
    if (!Files.exists(file)) {
      Files.write(file, new SyntheticPhoto(4000, 3000, 20_260).jpeg());
    }
    return file;
  }

  private static void compare(
      MediaReader reader, byte[] content, Peer peer, Ending ending, int rounds) throws IOException {
    for (int i = 0; i < WARM_UP; i++) {
      ours(reader, content, ending);
      peer.round(ending);
    }
    List<Double> ours = new ArrayList<>();
    List<Double> theirs = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      if (i % 2 == 0) {
        ours.add(ours(reader, content, ending));
        theirs.add(peer.round(ending));
      } else {
        theirs.add(peer.round(ending));
        ours.add(ours(reader, content, ending));
      }
    }
    System.out.printf(
        Locale.ROOT,
        "to %-6s  rigel %6.1f ms (%.1f to %.1f)   %s %6.1f ms (%.1f to %.1f)   ratio %.2f%n",
        ending.word(),
        median(ours),
        ours.stream().mapToDouble(x -> x).min().orElseThrow(),
        ours.stream().mapToDouble(x -> x).max().orElseThrow(),
        peer.name(),
        median(theirs),
        theirs.stream().mapToDouble(x -> x).min().orElseThrow(),
        theirs.stream().mapToDouble(x -> x).max().orElseThrow(),
        median(ours) / median(theirs));
  }

  private static double ours(MediaReader reader, byte[] content, Ending ending) {
    long start = System.nanoTime();
    Image small = reader.readScaled(content, LONGEST_SIDE, CallScope.unlimited());
    int bytes =
        switch (ending) {
          case PIXELS -> small.packedPixels().length;
          case JPEG -> small.encode(ImageFormat.JPEG).length;
        };
    double milliseconds = (System.nanoTime() - start) / 1e6;
    if (bytes == 0 || Math.max(small.width(), small.height()) != LONGEST_SIDE) {
      throw new IllegalStateException("a wrong picture: " + small.width() + "x" + small.height());
    }
    return milliseconds;
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : (sorted.get(half - 1) + sorted.get(half)) / 2;
  }

  /** The other side's process. */
  private static final class Peer implements AutoCloseable {
    private final Process process;
    private final Writer in;
    private final BufferedReader out;
    private String name = "sharp";

    Peer(Path work, Path file) throws IOException {
      this.process =
          new ProcessBuilder(
                  "node",
                  work.resolve("peer_side.mjs").toString(),
                  file.toString(),
                  Integer.toString(LONGEST_SIDE))
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      this.in = new OutputStreamWriter(process.getOutputStream(), UTF_8);
      this.out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    }

    double round(Ending ending) throws IOException {
      in.write(ending.word() + "\n");
      in.flush();
      String line = out.readLine();
      if (line == null) {
        throw new IllegalStateException("the peer ended early");
      }
      JsonNode result = JsonMapper.shared().readTree(line);
      if (Math.max(result.path("width").asInt(), result.path("height").asInt()) != LONGEST_SIDE) {
        throw new IllegalStateException("the peer's picture is wrong: " + line);
      }
      name =
          "sharp %s, %d threads"
              .formatted(result.path("version").asString(), result.path("threads").asInt());
      return result.path("milliseconds").asDouble();
    }

    String name() {
      return name;
    }

    @Override
    public void close() {
      try {
        in.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } finally {
        process.destroy();
      }
    }
  }
}
