package dev.rigel.media.office;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.poi.xwpf.usermodel.IBodyElement;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFHeaderFooter;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFPicture;
import org.apache.poi.xwpf.usermodel.XWPFRun;
import org.apache.poi.xwpf.usermodel.XWPFStyle;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.apache.poi.xwpf.usermodel.XWPFTableCell;
import org.apache.poi.xwpf.usermodel.XWPFTableRow;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTTcPr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STMerge;

/** Text documents of Office Open XML (DOCX). */
final class WordBlocks {
  private static final Pattern HEADING = Pattern.compile("heading ([1-6])");

  private WordBlocks() {}

  static List<Block> of(byte[] content) throws IOException {
    Blocks blocks = new Blocks();
    try (XWPFDocument document = new XWPFDocument(new ByteArrayInputStream(content))) {
      running(document.getHeaderList(), blocks);
      for (IBodyElement element : document.getBodyElements()) {
        if (element instanceof XWPFParagraph paragraph) {
          paragraph(paragraph, document, blocks);
        } else if (element instanceof XWPFTable table) {
          blocks.grid(rows(table));
        }
      }
      running(document.getFooterList(), blocks);
    }
    return blocks.list();
  }

  /** Headers or footers, each text once: the pages they stood on are not known. */
  private static void running(List<? extends XWPFHeaderFooter> texts, Blocks blocks) {
    Set<String> written = new LinkedHashSet<>();
    for (XWPFHeaderFooter one : texts) {
      one.getText()
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty())
          .forEach(written::add);
    }
    written.forEach(blocks::paragraph);
  }

  private static void pictures(XWPFParagraph paragraph, Blocks blocks) {
    for (XWPFRun run : paragraph.getRuns()) {
      for (XWPFPicture picture : run.getEmbeddedPictures()) {
        if (picture.getPictureData() != null) {
          blocks.picture(
              picture.getPictureData().getData(), picture.getWidth(), picture.getDepth());
        }
      }
    }
  }

  private static void paragraph(XWPFParagraph paragraph, XWPFDocument document, Blocks blocks) {
    if (paragraph.isPageBreak()) {
      blocks.newPage();
    }
    String style = style(paragraph, document);
    Matcher heading = HEADING.matcher(style);
    if (style.equals("title")) {
      blocks.heading(1, paragraph.getText());
    } else if (heading.matches()) {
      blocks.heading(Integer.parseInt(heading.group(1)), paragraph.getText());
    } else if (paragraph.getNumID() != null) {
      blocks.item(
          paragraph.getNumIlvl() == null ? 0 : paragraph.getNumIlvl().intValue(),
          paragraph.getText());
    } else {
      paragraph.getText().lines().forEach(blocks::paragraph);
    }
    pictures(paragraph, blocks);
  }

  /** The name of the style in lower case; programs keep the English names inside. */
  private static String style(XWPFParagraph paragraph, XWPFDocument document) {
    String id = paragraph.getStyle();
    if (id == null) {
      return "";
    }
    XWPFStyle style = document.getStyles() == null ? null : document.getStyles().getStyle(id);
    String name = style == null || style.getName() == null ? id : style.getName();
    return name.toLowerCase(Locale.ROOT).replaceAll("^heading([1-6])$", "heading $1");
  }

  private static List<List<Block.Cell>> rows(XWPFTable table) {
    List<List<Block.Cell>> rows = new ArrayList<>();
    List<XWPFTableRow> all = table.getRows();
    for (int i = 0; i < all.size(); i++) {
      List<Block.Cell> cells = new ArrayList<>();
      int column = 0;
      for (XWPFTableCell cell : all.get(i).getTableCells()) {
        int across = across(cell);
        if (!goesOn(cell)) {
          int down = 1;
          while (i + down < all.size() && goesOn(all.get(i + down), column)) {
            down++;
          }
          cells.add(new Block.Cell(cell.getTextRecursively().strip(), down, across));
        }
        column += across;
      }
      rows.add(cells);
    }
    return rows;
  }

  private static boolean goesOn(XWPFTableRow row, int column) {
    int at = 0;
    for (XWPFTableCell cell : row.getTableCells()) {
      if (at == column) {
        return goesOn(cell);
      }
      at += across(cell);
    }
    return false;
  }

  private static boolean goesOn(XWPFTableCell cell) {
    CTTcPr properties = cell.getCTTc().getTcPr();
    return properties != null
        && properties.isSetVMerge()
        && properties.getVMerge().getVal() != STMerge.RESTART;
  }

  private static int across(XWPFTableCell cell) {
    CTTcPr properties = cell.getCTTc().getTcPr();
    return properties == null || !properties.isSetGridSpan()
        ? 1
        : Math.clamp(properties.getGridSpan().getVal().intValue(), 1, 1_000);
  }
}
