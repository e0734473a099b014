package dev.rigel.media.office;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.poi.sl.usermodel.Placeholder;
import org.apache.poi.xslf.usermodel.XMLSlideShow;
import org.apache.poi.xslf.usermodel.XSLFGroupShape;
import org.apache.poi.xslf.usermodel.XSLFShape;
import org.apache.poi.xslf.usermodel.XSLFSlide;
import org.apache.poi.xslf.usermodel.XSLFTable;
import org.apache.poi.xslf.usermodel.XSLFTableCell;
import org.apache.poi.xslf.usermodel.XSLFTableRow;
import org.apache.poi.xslf.usermodel.XSLFTextParagraph;
import org.apache.poi.xslf.usermodel.XSLFTextShape;

/** Slides of Office Open XML (PPTX): a page for each, its shapes in their order. */
final class SlideBlocks {
  private static final int DEEPEST = 20;

  private SlideBlocks() {}

  static List<Block> of(byte[] content) throws IOException {
    Blocks blocks = new Blocks();
    try (XMLSlideShow show = new XMLSlideShow(new ByteArrayInputStream(content))) {
      for (XSLFSlide slide : show.getSlides()) {
        blocks.newPage();
        shapes(slide.getShapes(), blocks, 0);
      }
    }
    return blocks.list();
  }

  private static void shapes(List<XSLFShape> shapes, Blocks blocks, int depth) {
    for (XSLFShape shape : shapes) {
      if (shape instanceof XSLFTextShape text) {
        text(text, blocks);
      } else if (shape instanceof XSLFTable table) {
        blocks.grid(rows(table));
      } else if (shape instanceof XSLFGroupShape group && depth < DEEPEST) {
        shapes(group.getShapes(), blocks, depth + 1);
      }
    }
  }

  private static void text(XSLFTextShape shape, Blocks blocks) {
    Placeholder kind = shape.getTextType();
    if (kind == Placeholder.TITLE || kind == Placeholder.CENTERED_TITLE) {
      blocks.heading(1, shape.getText());
      return;
    }
    for (XSLFTextParagraph paragraph : shape.getTextParagraphs()) {
      if (paragraph.isBullet()) {
        blocks.item(paragraph.getIndentLevel(), paragraph.getText());
      } else {
        blocks.paragraph(paragraph.getText());
      }
    }
  }

  private static List<List<Block.Cell>> rows(XSLFTable table) {
    List<List<Block.Cell>> rows = new ArrayList<>();
    for (XSLFTableRow row : table.getRows()) {
      List<Block.Cell> cells = new ArrayList<>();
      for (XSLFTableCell cell : row.getCells()) {
        if (!cell.isMerged()) {
          cells.add(
              new Block.Cell(
                  cell.getText().strip(),
                  Math.max(1, cell.getRowSpan()),
                  Math.max(1, cell.getGridSpan())));
        }
      }
      rows.add(cells);
    }
    return rows;
  }
}
