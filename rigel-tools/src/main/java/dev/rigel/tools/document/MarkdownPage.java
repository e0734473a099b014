package dev.rigel.tools.document;

import static java.util.Objects.requireNonNull;

import dev.rigel.media.Region;
import dev.rigel.media.Table;
import dev.rigel.perception.layout.LayoutCategory;
import dev.rigel.perception.layout.LayoutElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A page in Markdown: headings by level, lists, tables and figures where they stand, running titles
 * apart at the end as comments.
 *
 * @param content with tables and figures written out or as place-holders
 * @param tables those that begin on the page, in order
 * @param figures in order
 */
public record MarkdownPage(String content, List<PlacedTable> tables, List<PlacedFigure> figures) {
  /** A table with the id of its place-holder and the caption beside it. */
  public record PlacedTable(String id, Table table, Optional<String> caption) {}

  /** A picture with the id of its place-holder and the caption beside it. */
  public record PlacedFigure(String id, Region region, Optional<String> caption) {}

  private static final Pattern BULLET = Pattern.compile("^[•◦▪●○■□‣⁃–—*·-]\\s+");

  public MarkdownPage {
    requireNonNull(content, "content");
    tables = List.copyOf(tables);
    figures = List.copyOf(figures);
  }

  /** Pages whose tables stand in the text. */
  public static List<MarkdownPage> written(DocumentContent document) {
    return pages(document.layout(), true);
  }

  /** Pages with {@code <Table id="tb-0"/>} in place of tables; ids count through all documents. */
  public static List<MarkdownPage> withPlaceHolders(List<DocumentContent> documents) {
    return pages(documents.stream().flatMap(d -> d.layout().stream()).toList(), false);
  }

  private static List<MarkdownPage> pages(List<List<LayoutElement>> pages, boolean written) {
    List<MarkdownPage> made = new ArrayList<>();
    int tables = 0;
    int figures = 0;
    for (List<LayoutElement> page : pages) {
      MarkdownPage next = page(page, written, tables, figures);
      tables += next.tables().size();
      figures += next.figures().size();
      made.add(next);
    }
    return made;
  }

  private static MarkdownPage page(
      List<LayoutElement> elements, boolean written, int tablesBefore, int figuresBefore) {
    List<String> blocks = new ArrayList<>();
    List<String> margins = new ArrayList<>();
    List<PlacedTable> tables = new ArrayList<>();
    List<PlacedFigure> figures = new ArrayList<>();
    boolean inList = false;
    for (int i = 0; i < elements.size(); i++) {
      LayoutElement element = elements.get(i);
      String text = element.region().text().strip();
      boolean item = element.category() == LayoutCategory.LIST_ITEM;
      switch (element.category()) {
        case TITLE, SECTION_HEADER ->
            blocks.add("#".repeat(Math.max(1, element.level())) + " " + oneLine(text));
        case LIST_ITEM -> {
          String line = oneLine(BULLET.matcher(text).replaceFirst("- "));
          if (inList) {
            blocks.set(blocks.size() - 1, blocks.getLast() + "\n" + line);
          } else {
            blocks.add(line);
          }
        }
        case CAPTION -> blocks.add("*" + oneLine(text).replace("*", "\\*") + "*");
        case FORMULA -> blocks.add("$$\n" + text + "\n$$");
        case FOOTNOTE, TEXT -> blocks.add(text);
        case PAGE_HEADER -> margins.add("<!-- header: " + comment(text) + " -->");
        case PAGE_FOOTER -> margins.add("<!-- footer: " + comment(text) + " -->");
        case TABLE -> {
          if (element.table().isPresent()) {
            String id = "tb-" + (tablesBefore + tables.size());
            Table table = element.table().get();
            tables.add(new PlacedTable(id, table, caption(elements, i)));
            blocks.add(written ? MarkdownTable.of(table) : "<Table id=\"" + id + "\"/>");
          }
        }
        case PICTURE -> {
          String id = "fg-" + (figuresBefore + figures.size());
          figures.add(new PlacedFigure(id, element.region(), caption(elements, i)));
          blocks.add("<Figure id=\"" + id + "\"/>");
        }
      }
      inList = item;
    }
    blocks.addAll(margins);
    return new MarkdownPage(String.join("\n\n", blocks), tables, figures);
  }

  private static Optional<String> caption(List<LayoutElement> elements, int at) {
    for (int beside : new int[] {at + 1, at - 1}) {
      if (beside >= 0
          && beside < elements.size()
          && elements.get(beside).category() == LayoutCategory.CAPTION) {
        return Optional.of(oneLine(elements.get(beside).region().text()));
      }
    }
    return Optional.empty();
  }

  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s*\\n\\s*", " ");
  }

  private static String comment(String text) {
    return oneLine(text).replace("--", "- -");
  }
}
