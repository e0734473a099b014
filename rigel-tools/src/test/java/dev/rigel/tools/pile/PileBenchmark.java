package dev.rigel.tools.pile;

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
import dev.rigel.tools.Part;
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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Splits the piles of {@code benchmarks/documents/piles.py}, names the kind of each of their
 * documents, and writes both beside them; {@code score_piles.py} compares. What was read in
 * pictures is kept, so that a second run measures the rules alone.
 *
 * <p>usage: {@code PileBenchmark FOLDER [THREADS]}
 */
public final class PileBenchmark {
  private static final JsonMapper JSON = JsonMapper.shared();

  private PileBenchmark() {}

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
      long pages = 0;
      long nanoseconds = 0;
      for (Path file : files) {
        String name = file.toString().replaceAll("\\.pdf$", "");
        Document document = media.readDocument(Files.readAllBytes(file), context.scope());
        List<PageView> views = new PageViews(text).of(document, document.pageCount(), context);
        long start = System.nanoTime();
        List<Part> parts = Pile.parts(views);
        nanoseconds += System.nanoTime() - start;
        pages += views.size();
        write(parts, views, JSON.readTree(Path.of(name + ".json").toFile()), name);
      }
      System.err.printf("%.2f ms a page beside reading%n", nanoseconds / 1e6 / pages);
    }
  }

  private static void write(List<Part> parts, List<PageView> views, JsonNode truth, String name)
      throws IOException {
    ObjectNode root = JSON.createObjectNode();
    ArrayNode found = root.putArray("parts");
    parts.forEach(part ->
        found
            .addObject()
            .put("first", part.first())
            .put("last", part.last())
            .put("kind", part.kind())
            .put("confidence", part.confidence())
            .put("why", part.why()));
    ArrayNode blank = root.putArray("blank");
    views.stream().filter(PageView::isBlank).forEach(page -> blank.add(page.number()));
    ArrayNode kinds = root.putArray("kinds");
    for (JsonNode document : truth.get("documents")) {
      List<PageView> own =
          views.subList(document.get("first").asInt() - 1, document.get("last").asInt());
      ObjectNode kind = kinds.addObject();
      new KindReader(KindVocabulary.kinds())
          .best(own)
          .ifPresentOrElse(
              best ->
                  kind.put("label", best.kind().name())
                      .put("confidence", best.confidence())
                      .put("text", best.proof().stream().map(p -> p.text()).toList().toString()),
              () -> kind.put("label", Classify.OTHER).put("confidence", 0).put("text", ""));
    }
    Files.writeString(Path.of(name + ".found.json"), JSON.writeValueAsString(root));
  }
}
