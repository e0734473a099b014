package dev.rigel.tools.extract;

import dev.rigel.base.CallScope;
import dev.rigel.base.Folders;
import dev.rigel.base.Lane;
import dev.rigel.media.Document;
import dev.rigel.media.Image;
import dev.rigel.media.Media;
import dev.rigel.media.MediaLimits;
import dev.rigel.media.MediaReader;
import dev.rigel.media.PixelAccount;
import dev.rigel.media.Workspace;
import dev.rigel.perception.forms.CheckBox;
import dev.rigel.perception.forms.CheckBoxes;
import dev.rigel.perception.network.Networks;
import dev.rigel.perception.text.PaddleTextReader;
import dev.rigel.program.RunListener;
import dev.rigel.tools.CallContext;
import dev.rigel.tools.reading.MediaText;
import dev.rigel.tools.reading.TextLine;
import dev.rigel.weights.PullListener;
import dev.rigel.weights.PullingModelFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the documents of {@code benchmarks/extraction} and writes what {@code extract} finds beside
 * them; {@code score.py} compares it with the truth. What was read is kept, so that a second run
 * measures the rules alone.
 *
 * <p>usage: {@code ExtractionBenchmark FOLDER [THREADS]}
 */
public final class ExtractionBenchmark {
  static final List<String> MEDIA = List.of(".pdf", ".scan.pdf", ".photo.jpg");

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Vocabulary VOCABULARY = Vocabulary.bundled();

  private ExtractionBenchmark() {}

  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    int threads = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 2;
    Map<String, String> environment = System.getenv();
    MediaReader media = new MediaReader(MediaLimits.DEFAULT, new PixelAccount(500_000_000), 2);
    List<Path> truths;
    try (Stream<Path> files = Files.list(folder)) {
      truths = files.filter(f -> f.toString().matches(".*-\\d+\\.json")).sorted().toList();
    }
    try (PullingModelFiles files = PullingModelFiles.standard(environment, PullListener.silent());
        Lane lane = new Lane("networks", 1, 4);
        Networks networks =
            new Networks(files, lane, threads, Folders.of(environment).cache().resolve("native"));
        Workspace workspace = new Workspace(folder, new PixelAccount(500_000_000))) {
      MediaText text = new MediaText(new PaddleTextReader(networks));
      CallContext context = new CallContext(workspace, CallScope.unlimited(), RunListener.SILENT);
      for (Path truth : truths) {
        for (String medium : MEDIA) {
          Path file = folder.resolve(truth.getFileName().toString().replace(".json", medium));
          if (Files.exists(file)) {
            Path kept = folder.resolve(file.getFileName() + ".lines.json");
            if (!Files.exists(kept)) {
              ReadingCache.write(kept, text.lines(open(media, file), context));
            }
            extract(truth, file, kept, media);
          }
        }
      }
    }
  }

  private static void extract(Path truth, Path file, Path kept, MediaReader media)
      throws IOException {
    List<TextLine> lines = ReadingCache.read(kept);
    Path aspects = Path.of(file + ".aspect");
    if (!Files.exists(aspects)) {
      Media opened = open(media, file);
      Files.writeString(
          aspects,
          Double.toString(
              switch (opened) {
                case Image image -> (double) image.height() / image.width();
                case Document document -> document.aspect(1, CallScope.unlimited());
              }));
    }
    double aspect = Double.parseDouble(Files.readString(aspects));
    Map<?, ?> schema =
        JSON.convertValue(JSON.readTree(Files.readString(truth)).path("schema"), Map.class);
    Wanted.Group wanted = Wanted.of(schema, VOCABULARY);
    Candidates candidates =
        Candidates.of(
            wanted, ReadPages.of(lines, _ -> aspect, page -> ticks(media, file, page)), VOCABULARY);
    countInvented(wanted, lines, truth, file);
    Extraction extraction = Extraction.of(wanted, candidates, new Confidence());
    ObjectNode result = JSON.createObjectNode();
    for (Finding finding : extraction.findings()) {
      ObjectNode node = result.putObject(finding.path());
      node.putPOJO("value", finding.value());
      node.put("confidence", finding.confidence());
      finding
          .region()
          .ifPresent(region -> {
            node.put("text", region.text()).put("page", region.page().orElse(1) - 1);
            node.putArray("box")
                .add(region.box().x())
                .add(region.box().y())
                .add(region.box().width())
                .add(region.box().height());
          });
    }
    Files.writeString(Path.of(file + ".found.json"), JSON.writeValueAsString(result));
  }

  /** The text layer of the PDF is what was written. */
  static void countInvented(Wanted.Group wanted, List<TextLine> lines, Path truth, Path file)
      throws IOException {
    Path written = Path.of(truth.toString().replace(".json", ".pdf.lines.json"));
    InventedValues.Count count =
        InventedValues.count(
            wanted,
            lines,
            InventedValues.text(ReadingCache.read(written)),
            file.getFileName().toString().hashCode());
    ObjectNode node = JSON.createObjectNode().put("asked", count.asked());
    count
        .placed()
        .forEach((path, value) -> node.withObject("placed").put(path, String.valueOf(value)));
    Files.writeString(Path.of(file + ".invented.json"), JSON.writeValueAsString(node));
  }

  private static List<CheckBox> ticks(MediaReader media, Path file, int page) {
    try {
      Image picture =
          switch (open(media, file)) {
            case Image image -> image;
            case Document document -> document.page(page, CallScope.unlimited());
          };
      return CheckBoxes.find(picture, CallScope.unlimited());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Media open(MediaReader reader, Path file) throws IOException {
    byte[] content = Files.readAllBytes(file);
    return file.toString().endsWith(".pdf")
        ? reader.readDocument(content, CallScope.unlimited())
        : reader.readImage(content, CallScope.unlimited());
  }
}
