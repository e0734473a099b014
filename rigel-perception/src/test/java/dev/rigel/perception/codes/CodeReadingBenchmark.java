package dev.rigel.perception.codes;

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
 * Reads every picture of a folder and prints a JSON line each, for {@code benchmarks/codes/run.sh}.
 */
final class CodeReadingBenchmark {
  private CodeReadingBenchmark() {}

  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    String only = arguments.length > 1 ? arguments[1] : "";
    Path libraries = Files.createTempDirectory("rigel-native");
    try (Lane lane = new Lane("codes", 1, 4);
        Networks networks =
            new Networks(
                (name, scope) -> {
                  throw new IllegalStateException("codes need no network, not even " + name);
                },
                lane,
                Runtime.getRuntime().availableProcessors(),
                libraries);
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8)) {
      ZxingBarcodeReader reader = new ZxingBarcodeReader(networks);
      for (Path file : pictures(folder)) {
        if (file.getFileName().toString().contains(only)) {
          out.println(line(file, reader));
        }
      }
    }
  }

  private static List<Path> pictures(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".jpg")).sorted().toList();
    }
  }

  private static String line(Path file, ZxingBarcodeReader reader) throws IOException {
    long started = System.nanoTime();
    List<Region> codes =
        reader.barcodes(Image.of(ImageIO.read(file.toFile())), CallScope.unlimited());
    double seconds = (System.nanoTime() - started) / 1e9;
    return String.format(
        Locale.ROOT,
        "{\"file\":\"%s\",\"seconds\":%.4f,\"codes\":[%s]}",
        file.getFileName(),
        seconds,
        codes.stream()
            .map(code ->
                "{\"kind\":\"" + code.label() + "\",\"text\":\"" + escaped(code.text()) + "\"}")
            .collect(Collectors.joining(",")));
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    for (char c : text.toCharArray()) {
      escaped.append(
          c < ' ' || c == '"' || c == '\\' || c > '~'
              ? String.format(Locale.ROOT, "\\u%04x", (int) c)
              : Character.toString(c));
    }
    return escaped.toString();
  }
}
