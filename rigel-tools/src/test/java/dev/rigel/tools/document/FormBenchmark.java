package dev.rigel.tools.document;

import dev.rigel.base.CallScope;
import dev.rigel.base.Folders;
import dev.rigel.base.Lane;
import dev.rigel.media.Document;
import dev.rigel.media.MediaLimits;
import dev.rigel.media.MediaReader;
import dev.rigel.media.PixelAccount;
import dev.rigel.media.Workspace;
import dev.rigel.perception.network.Networks;
import dev.rigel.perception.text.PaddleTextReader;
import dev.rigel.program.RunListener;
import dev.rigel.tools.CallContext;
import dev.rigel.tools.reading.KeptReadings;
import dev.rigel.tools.reading.MediaText;
import dev.rigel.weights.PullListener;
import dev.rigel.weights.PullingModelFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the forms of {@code benchmarks/documents/fillable.py} and writes the fields found beside
 * them; {@code score_forms.py} compares them with the truth. What was read in pictures is kept, so
 * that a second run measures the rules alone.
 *
 * <p>usage: {@code FormBenchmark FOLDER [THREADS]}
 */
public final class FormBenchmark {
  private static final JsonMapper JSON = JsonMapper.shared();

  private FormBenchmark() {}

  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    int threads = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 2;
    MediaReader media = new MediaReader(MediaLimits.DEFAULT, new PixelAccount(500_000_000), 2);
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(file -> file.toString().endsWith(".pdf")).sorted().toList();
    }
    Map<String, String> environment = System.getenv();
    try (PullingModelFiles models = PullingModelFiles.standard(environment, PullListener.silent());
        Lane lane = new Lane("networks", 1, 4);
        Networks networks =
            new Networks(models, lane, threads, Folders.of(environment).cache().resolve("native"));
        Workspace workspace = new Workspace(folder, new PixelAccount(500_000_000))) {
      MediaText text =
          new MediaText(new KeptReadings(new PaddleTextReader(networks), folder.resolve("read")));
      CallContext context = new CallContext(workspace, CallScope.unlimited(), RunListener.SILENT);
      for (Path file : files) {
        Document document = media.readDocument(Files.readAllBytes(file), context.scope());
        write(new PageFields(text).of(document, context), Path.of(file + ".found.json"));
      }
    }
  }

  private static void write(List<PageFields.Found> found, Path file) throws IOException {
    ArrayNode list = JSON.createArrayNode();
    found.stream()
        .map(PageFields.Found::field)
        .forEach(field -> {
          ObjectNode node = list.addObject();
          node.put("kind", field.kind().word()).put("label", field.label());
          node.put("value", field.value()).put("hand", field.byHand());
          node.put("confidence", field.confidence());
          node.putArray("box")
              .add(field.box().x())
              .add(field.box().y())
              .add(field.box().width())
              .add(field.box().height());
        });
    Files.writeString(file, JSON.writeValueAsString(list));
  }
}
