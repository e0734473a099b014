package dev.rigel.tools.document;

import dev.rigel.tools.reading.FolderOfDocuments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the forms of {@code benchmarks/documents/fillable.py} and writes the fields found beside
 * them; {@code score_forms.py} compares them with the truth.
 *
 * <p>usage: {@code FormBenchmark FOLDER [THREADS]}
 */
public final class FormBenchmark {
  private static final JsonMapper JSON = JsonMapper.shared();

  private FormBenchmark() {}

  public static void main(String[] arguments) throws IOException {
    int threads = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 2;
    FolderOfDocuments.each(
        Path.of(arguments[0]),
        threads,
        (file, document, text, context) ->
            write(new PageFields(text).of(document, context), Path.of(file + ".found.json")));
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
