package dev.rigel.media;

import dev.rigel.base.CallScope;
import dev.rigel.base.RigelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Redacts the documents of {@code benchmarks/documents/leaks.py}: every word that holds the secret,
 * and the places of pictures that show it. {@code check.py} looks for what is left.
 *
 * <p>usage: {@code RedactionBenchmark FOLDER}
 */
public final class RedactionBenchmark {
  private static final Pattern SECRET = Pattern.compile("\"secret\": \"(\\w+)\"");
  private static final Pattern PICTURE =
      Pattern.compile(
          "\"page\": (\\d+), \"box\": \\[([\\d.e-]+), ([\\d.e-]+), ([\\d.e-]+), ([\\d.e-]+)]");

  private RedactionBenchmark() {}

  public static void main(String[] arguments) throws IOException {
    MediaReader reader = new MediaReader(MediaLimits.DEFAULT, new PixelAccount(500_000_000), 2);
    PdfEditor editor = new PdfEditor(reader);
    CallScope scope = CallScope.unlimited();
    List<Path> truths;
    try (Stream<Path> files = Files.list(Path.of(arguments[0]))) {
      truths = files.filter(f -> f.toString().endsWith(".json")).sorted().toList();
    }
    for (Path truth : truths) {
      String name = truth.toString().replaceAll("\\.json$", "");
      Path result = Path.of(name + ".redacted.pdf");
      if (Files.exists(result)) {
        continue;
      }
      String facts = Files.readString(truth);
      Document document = reader.readDocument(Files.readAllBytes(Path.of(name + ".pdf")), scope);
      try {
        List<Region> regions = regions(document, facts, scope);
        Document redacted =
            regions.isEmpty()
                ? editor.merge(List.of(document), scope)
                : editor.redact(document, regions, scope);
        Files.write(result, redacted.bytes());
      } catch (RigelException e) {
        System.out.println(truth.getFileName() + ": " + e.getMessage());
      }
    }
  }

  private static List<Region> regions(Document document, String facts, CallScope scope) {
    Matcher secret = SECRET.matcher(facts);
    if (!secret.find()) {
      throw new IllegalArgumentException("no secret");
    }
    List<Region> regions = new ArrayList<>();
    for (int page = 1; page <= document.pageCount(); page++) {
      for (Region word : document.words(page, scope)) {
        if (word.text().contains(secret.group(1))) {
          regions.add(word);
        }
      }
    }
    Matcher picture = PICTURE.matcher(facts);
    while (picture.find()) {
      double[] box = new double[4];
      for (int i = 0; i < 4; i++) {
        box[i] = Double.parseDouble(picture.group(i + 2));
      }
      regions.add(
          new Region(
                  document.contentHash(), new Box(box[0], box[1], box[2], box[3]), "picture", "", 1)
              .onPage(Integer.parseInt(picture.group(1))));
    }
    return regions;
  }
}
