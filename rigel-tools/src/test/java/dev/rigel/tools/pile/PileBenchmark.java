package dev.rigel.tools.pile;

import dev.rigel.tools.Part;
import dev.rigel.tools.reading.FolderOfDocuments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.LongSummaryStatistics;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Splits the piles of {@code benchmarks/documents/piles.py}, names the kind of each of their
 * documents, and writes both beside them; {@code score_piles.py} compares.
 *
 * <p>usage: {@code PileBenchmark FOLDER [THREADS]}
 */
public final class PileBenchmark {
  private static final JsonMapper JSON = JsonMapper.shared();

  private PileBenchmark() {}

  public static void main(String[] arguments) throws IOException {
    int threads = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 2;
    LongSummaryStatistics pages = new LongSummaryStatistics();
    LongSummaryStatistics nanoseconds = new LongSummaryStatistics();
    FolderOfDocuments.each(
        Path.of(arguments[0]),
        threads,
        (file, document, text, context) -> {
          String name = file.toString().replaceAll("\\.pdf$", "");
          List<PageView> views = new PageViews(text).of(document, document.pageCount(), context);
          long start = System.nanoTime();
          List<Part> parts = Pile.parts(views);
          nanoseconds.accept(System.nanoTime() - start);
          pages.accept(views.size());
          write(parts, views, JSON.readTree(Path.of(name + ".json").toFile()), name);
        });
    System.err.printf(
        "%.2f ms a page beside reading%n", nanoseconds.getSum() / 1e6 / pages.getSum());
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
