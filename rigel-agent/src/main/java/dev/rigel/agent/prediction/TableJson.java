package dev.rigel.agent.prediction;

import dev.rigel.media.Box;
import dev.rigel.media.Region;
import dev.rigel.media.Table;
import dev.rigel.media.TableCell;
import dev.rigel.tools.document.MarkdownPage;
import dev.rigel.tools.document.MarkdownTable;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/** A table as {@code document.markdown} has it; its first row counts as its header. */
final class TableJson {
  private TableJson() {}

  static ObjectNode of(MarkdownPage.PlacedTable placed) {
    Table table = placed.table();
    List<String> names = table.rows().getFirst();
    List<List<String>> rows = table.rows().subList(1, table.rows().size());
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("id", placed.id());
    node.putObject("metadata")
        .putNull("title")
        .put("caption", placed.caption().orElse(null))
        .putNull("notes");
    node.put("content", MarkdownTable.of(table));
    ArrayNode headers = node.putArray("headers");
    for (int column = 0; column < names.size(); column++) {
      headers
          .addObject()
          .put("id", header(column))
          .put("column", column)
          .put("name", names.get(column))
          .put("dtype", ValueType.ofColumn(rows, column).markdownName());
    }
    ArrayNode data = node.putArray("data");
    for (List<String> row : rows) {
      ObjectNode record = data.addObject();
      for (int column = 0; column < row.size(); column++) {
        record.put(header(column), row.get(column));
      }
    }
    node.set("bbox", bbox(table.region().box()));
    ArrayNode cells = node.putArray("cells");
    for (TableCell cell : table.cells()) {
      ObjectNode json = cells.addObject().put("content", cell.text());
      Optional<Box> box = cell.region().filter(r -> r.page().equals(table.page())).map(Region::box);
      json.set("bbox", box.<JsonNode>map(TableJson::bbox).orElse(NullNode.getInstance()));
      json.putArray("index").add(cell.row()).add(cell.column());
      json.putArray("span").add(cell.rowSpan()).add(cell.columnSpan());
    }
    return node;
  }

  private static String header(int column) {
    return "col-" + column;
  }

  static ObjectNode bbox(Box box) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.set("xywh", xywh(box));
    return node;
  }

  private static ArrayNode xywh(Box box) {
    ArrayNode numbers = JsonNodeFactory.instance.arrayNode();
    for (double number : new double[] {box.x(), box.y(), box.width(), box.height()}) {
      numbers.add(Double.parseDouble(String.format(Locale.ROOT, "%.4f", number)));
    }
    return numbers;
  }
}
