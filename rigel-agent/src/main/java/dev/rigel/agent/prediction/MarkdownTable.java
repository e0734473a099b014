package dev.rigel.agent.prediction;

import dev.rigel.media.Box;
import dev.rigel.media.Table;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A table as {@code document.markdown} has it; its first row counts as its header. */
final class MarkdownTable {
  private MarkdownTable() {}

  static ObjectNode json(Table table, String id) {
    List<String> names = table.rows().getFirst();
    List<List<String>> rows = table.rows().subList(1, table.rows().size());
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("id", id);
    node.putObject("metadata").putNull("title").putNull("caption").putNull("notes");
    node.put("content", markdown(table.rows()));
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
    node.putObject("bbox").set("xywh", xywh(table.region().box()));
    ArrayNode cells = node.putArray("cells");
    for (int row = 0; row < table.rows().size(); row++) {
      for (int column = 0; column < table.columns(); column++) {
        ObjectNode cell = cells.addObject().put("content", table.rows().get(row).get(column));
        cell.putNull("bbox");
        cell.putArray("index").add(row).add(column);
        cell.putArray("span").add(1).add(1);
      }
    }
    return node;
  }

  private static String header(int column) {
    return "col-" + column;
  }

  private static String markdown(List<List<String>> rows) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < rows.size(); i++) {
      text.append(
          rows.get(i).stream()
              .map(cell -> cell.replace("|", "\\|").replaceAll("\\s+", " "))
              .collect(Collectors.joining(" | ", "| ", " |\n")));
      if (i == 0) {
        text.append("|").append(" --- |".repeat(rows.getFirst().size())).append('\n');
      }
    }
    return text.toString().strip();
  }

  private static ArrayNode xywh(Box box) {
    ArrayNode numbers = JsonNodeFactory.instance.arrayNode();
    for (double number : new double[] {box.x(), box.y(), box.width(), box.height()}) {
      numbers.add(Double.parseDouble(String.format(Locale.ROOT, "%.4f", number)));
    }
    return numbers;
  }
}
