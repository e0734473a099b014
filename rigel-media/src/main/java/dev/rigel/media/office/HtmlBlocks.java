package dev.rigel.media.office;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/** The text of web pages. Nothing that a page names is run or fetched. */
final class HtmlBlocks {
  private static final Set<String> SILENT =
      Set.of("script", "style", "noscript", "template", "head", "svg", "math", "iframe", "object");
  private static final int DEEPEST = 200;

  private final Blocks blocks;
  private final StringBuilder running = new StringBuilder();

  private HtmlBlocks(Blocks blocks) {
    this.blocks = blocks;
  }

  static List<Block> of(byte[] content) throws IOException {
    Blocks blocks = new Blocks();
    // The encoding is told from the content when none is named.
    Document page = Jsoup.parse(new ByteArrayInputStream(content), null, "");
    add(page, blocks);
    return blocks.list();
  }

  static void add(String html, Blocks blocks) {
    add(Jsoup.parse(html), blocks);
  }

  private static void add(Document page, Blocks blocks) {
    HtmlBlocks reader = new HtmlBlocks(blocks);
    reader.children(page.body(), 0, 0);
    reader.end(0);
  }

  private void children(Node parent, int lists, int depth) {
    for (Node node : parent.childNodes()) {
      if (node instanceof TextNode text) {
        running.append(text.getWholeText());
      } else if (node instanceof Element element && depth < DEEPEST) {
        element(element, lists, depth + 1);
      }
    }
  }

  private void element(Element element, int lists, int depth) {
    String name = element.normalName();
    if (SILENT.contains(name)) {
      return;
    }
    switch (name) {
      case "h1", "h2", "h3", "h4", "h5", "h6" -> {
        end(lists);
        blocks.heading(name.charAt(1) - '0', even(element.text()));
      }
      case "br" -> running.append(' ');
      case "table" -> {
        end(lists);
        table(element, lists, depth);
      }
      case "ul", "ol" -> {
        end(lists);
        children(element, lists + 1, depth);
        end(lists + 1);
      }
      default -> {
        boolean block = element.isBlock() || name.equals("li");
        if (block) {
          end(lists);
        }
        children(element, lists, depth);
        if (block) {
          end(lists);
        }
      }
    }
  }

  private void table(Element table, int lists, int depth) {
    // A table in a table is a page's frame: its own tables and texts are what is meant.
    if (table.select("table").size() > 1) {
      children(table, lists, depth);
      end(lists);
      return;
    }
    Element caption = table.selectFirst("caption");
    if (caption != null) {
      blocks.paragraph(even(caption.text()));
    }
    List<List<Block.Cell>> rows = new ArrayList<>();
    for (Element row : table.select("tr")) {
      List<Block.Cell> cells = new ArrayList<>();
      for (Element cell : row.select("> td, > th")) {
        cells.add(
            new Block.Cell(
                even(cell.text()), span(cell.attr("rowspan")), span(cell.attr("colspan"))));
      }
      rows.add(cells);
    }
    blocks.grid(rows);
  }

  private static int span(String text) {
    return text.strip().matches("[0-9]{1,3}") ? Math.max(1, Integer.parseInt(text.strip())) : 1;
  }

  private void end(int lists) {
    String text = even(running.toString());
    running.setLength(0);
    if (lists > 0) {
      blocks.item(lists - 1, text);
    } else {
      blocks.paragraph(text);
    }
  }

  private static String even(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }
}
