package dev.rigel.tools.document;

import dev.rigel.media.Table;
import java.util.List;
import java.util.stream.Collectors;

/** A table in Markdown; its first row counts as its header, for Markdown has no tables without. */
public final class MarkdownTable {
  private MarkdownTable() {}

  public static String of(Table table) {
    StringBuilder text = new StringBuilder();
    List<List<String>> rows = table.rows();
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
}
