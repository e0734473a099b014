package dev.rigel.benchmarks;

import dev.rigel.base.CallScope;
import dev.rigel.media.Document;
import dev.rigel.media.MediaLimits;
import dev.rigel.media.MediaReader;
import dev.rigel.media.PageDrawing;
import dev.rigel.media.PixelAccount;
import dev.rigel.media.Table;
import dev.rigel.media.TableCell;
import dev.rigel.perception.tables.PageContent;
import dev.rigel.perception.tables.TableReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the tables of all PDFs in a folder and writes them down, one JSON object a line, for {@code
 * benchmarks/tables/score.py}.
 *
 * <p>usage: {@code TableBenchmark FOLDER OUT}
 */
public final class TableBenchmark {
  private TableBenchmark() {}

  /** Reads the folder named first, writes the file named second. */
  public static void main(String[] arguments) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(Path.of(arguments[0]))) {
      files = all.filter(path -> path.toString().endsWith(".pdf")).sorted().toList();
    }
    JsonMapper json = new JsonMapper();
    try (MediaReader reader =
            new MediaReader(MediaLimits.DEFAULT, new PixelAccount(500_000_000), 1);
        Writer out = Files.newBufferedWriter(Path.of(arguments[1]))) {
      read(reader, files.getFirst());
      for (Path file : files) {
        long start = System.nanoTime();
        List<Table> tables = read(reader, file);
        double seconds = (System.nanoTime() - start) / 1e9;
        ObjectNode record = JsonNodeFactory.instance.objectNode();
        record.put("file", file.getFileName().toString());
        record.put("seconds", Double.parseDouble(String.format(Locale.ROOT, "%.4f", seconds)));
        ArrayNode list = record.putArray("tables");
        tables.forEach(table -> list.add(table(table)));
        out.write(json.writeValueAsString(record));
        out.write('\n');
      }
    }
  }

  private static List<Table> read(MediaReader reader, Path file) throws IOException {
    CallScope scope = CallScope.unlimited();
    Document document = reader.readDocument(Files.readAllBytes(file), scope);
    List<PageContent> pages = new ArrayList<>();
    for (int page = 1; page <= document.pageCount(); page++) {
      PageDrawing drawing = document.drawing(page, scope);
      pages.add(
          new PageContent(
              document.contentHash(),
              OptionalInt.of(page),
              drawing.width(),
              drawing.height(),
              document.words(page, scope),
              drawing.rulings()));
    }
    return TableReader.read(pages);
  }

  private static ObjectNode table(Table table) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("page", table.page().orElse(0));
    ArrayNode cells = node.putArray("cells");
    for (TableCell cell : table.cells()) {
      cells
          .addArray()
          .add(cell.row())
          .add(cell.column())
          .add(cell.rowSpan())
          .add(cell.columnSpan())
          .add(cell.text());
    }
    return node;
  }
}
