package dev.rigel.agent.prediction;

import dev.rigel.media.Box;
import dev.rigel.media.Table;
import dev.rigel.tools.document.TableFinder;
import dev.rigel.tools.reading.TextLine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A document as {@code document.markdown}: each page's text in Markdown with a place-holder for
 * every table, and the tables cell by cell. Headings are told by the height of their letters.
 * Figures are not looked for, so that the list of them is always empty.
 */
public final class DocumentMarkdown {
  /** Of the usual line's height. */
  private static final double TITLE = 1.8;

  private static final double HEADING = 1.35;
  private static final int LONGEST_HEADING = 100;

  private int tables;

  private DocumentMarkdown() {}

  /** The response: {@code {"pages": […]}}. */
  public static ObjectNode of(List<ReadMedium> media) {
    DocumentMarkdown writer = new DocumentMarkdown();
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    ArrayNode pages = document.putArray("pages");
    for (ReadMedium medium : media) {
      for (Map.Entry<Integer, List<TextLine>> page : medium.byPage().entrySet()) {
        pages.add(writer.page(page.getValue(), page.getKey()));
      }
    }
    return document;
  }

  private ObjectNode page(List<TextLine> lines, int number) {
    ObjectNode page = JsonNodeFactory.instance.objectNode();
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    List<Table> found = TableFinder.find(lines);
    double usual = usualHeight(lines);
    List<String> blocks = new ArrayList<>();
    List<Table> placed = new ArrayList<>();
    StringBuilder paragraph = new StringBuilder();
    Optional<TextLine> last = Optional.empty();
    for (TextLine line : lines) {
      Optional<Table> table = around(line, found);
      String heading = table.isPresent() ? "" : heading(line, usual);
      boolean apart = last.isPresent() && isApart(last.get(), line, usual);
      if (table.isPresent() || !heading.isEmpty() || apart) {
        end(paragraph, blocks);
      }
      if (table.isPresent()) {
        if (!placed.contains(table.get())) {
          placed.add(table.get());
          String id = "tb-" + tables++;
          blocks.add("<Table id=\"" + id + "\"/>");
          list.add(MarkdownTable.json(table.get(), id));
        }
      } else if (!heading.isEmpty()) {
        blocks.add(heading + line.text().strip());
      } else {
        paragraph.append(paragraph.isEmpty() ? "" : "\n").append(line.text());
      }
      last = Optional.of(line);
    }
    end(paragraph, blocks);
    page.put("content", String.join("\n\n", blocks));
    page.set("tables", list);
    page.putArray("figures");
    page.putObject("metadata").put("page_number", number);
    return page;
  }

  private static void end(StringBuilder paragraph, List<String> blocks) {
    if (!paragraph.isEmpty()) {
      blocks.add(paragraph.toString());
      paragraph.setLength(0);
    }
  }

  private static Optional<Table> around(TextLine line, List<Table> tables) {
    Box box = line.region().box();
    return tables.stream()
        .filter(table -> table.region().box().intersection(box) > 0.5 * box.area())
        .findFirst();
  }

  /** Empty when the line is none. */
  private static String heading(TextLine line, double usual) {
    double height = line.region().box().height() / usual;
    boolean upright = line.region().angle().orElse(0) == 0;
    if (!upright || line.text().length() > LONGEST_HEADING || height < HEADING) {
      return "";
    }
    return height >= TITLE ? "# " : "## ";
  }

  private static boolean isApart(TextLine above, TextLine below, double usual) {
    double gap = below.region().box().y() - above.region().box().bottom();
    return gap > usual || gap < -2 * usual;
  }

  private static double usualHeight(List<TextLine> lines) {
    List<Double> heights =
        lines.stream()
            .map(line -> line.region().box().height())
            .sorted(Comparator.naturalOrder())
            .toList();
    return heights.isEmpty() ? 1 : Math.max(1e-6, heights.get(heights.size() / 2));
  }
}
