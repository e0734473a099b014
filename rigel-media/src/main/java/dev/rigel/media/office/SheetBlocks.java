package dev.rigel.media.office;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.poi.openxml4j.exceptions.OpenXML4JException;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.ss.util.CellAddress;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.util.XMLHelper;
import org.apache.poi.xssf.eventusermodel.ReadOnlySharedStringsTable;
import org.apache.poi.xssf.eventusermodel.XSSFReader;
import org.apache.poi.xssf.eventusermodel.XSSFSheetXMLHandler;
import org.apache.poi.xssf.model.StylesTable;
import org.apache.poi.xssf.usermodel.XSSFComment;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.XMLReader;

/**
 * Spreadsheets of Office Open XML (XLSX), read row by row: the values as they are shown, formulas
 * by their last result. Empty rows and columns around the filled ones are left out.
 */
final class SheetBlocks {
  private static final int MOST_CELLS = 2_000_000;

  private SheetBlocks() {}

  static List<Block> of(byte[] content) throws IOException {
    Blocks blocks = new Blocks();
    try (OPCPackage file = OPCPackage.open(new ByteArrayInputStream(content))) {
      XSSFReader reader = new XSSFReader(file);
      StylesTable styles = reader.getStylesTable();
      ReadOnlySharedStringsTable strings = new ReadOnlySharedStringsTable(file);
      XSSFReader.SheetIterator sheets = (XSSFReader.SheetIterator) reader.getSheetsData();
      while (sheets.hasNext()) {
        try (InputStream sheet = sheets.next()) {
          Rows rows = new Rows();
          XMLReader parser = XMLHelper.newXMLReader();
          parser.setContentHandler(
              new MergingHandler(styles, strings, rows, new DataFormatter(Locale.ROOT)));
          parser.parse(new InputSource(sheet));
          blocks.newPage();
          blocks.heading(2, sheets.getSheetName());
          blocks.grid(rows.cells());
        }
      }
    } catch (OpenXML4JException | SAXException | ParserConfigurationException e) {
      throw new IOException(e);
    }
    return blocks.list();
  }

  /** Also hears which cells are merged, which stands after the cells. */
  private static final class MergingHandler extends XSSFSheetXMLHandler {
    private final Rows rows;

    MergingHandler(
        StylesTable styles, ReadOnlySharedStringsTable strings, Rows rows, DataFormatter format) {
      super(styles, null, strings, rows, format, false);
      this.rows = rows;
    }

    @Override
    public void startElement(String uri, String name, String qualified, Attributes attributes)
        throws SAXException {
      if (name.equals("mergeCell") && attributes.getValue("ref") != null) {
        rows.merged.add(CellRangeAddress.valueOf(attributes.getValue("ref")));
      }
      super.startElement(uri, name, qualified, attributes);
    }
  }

  private static final class Rows implements XSSFSheetXMLHandler.SheetContentsHandler {
    private final Map<Integer, Map<Integer, String>> rows = new TreeMap<>();
    private final List<CellRangeAddress> merged = new ArrayList<>();
    private int cells;

    @Override
    public void startRow(int row) {}

    @Override
    public void endRow(int row) {}

    @Override
    public void cell(
        @Nullable String reference, @Nullable String value, @Nullable XSSFComment comment) {
      if (reference == null || value == null || value.isBlank()) {
        return;
      }
      if (++cells > MOST_CELLS) {
        throw Blocks.tooLong("more than %,d cells".formatted(MOST_CELLS));
      }
      CellAddress at = new CellAddress(reference);
      rows.computeIfAbsent(at.getRow(), _ -> new TreeMap<>()).put(at.getColumn(), value.strip());
    }

    List<List<Block.Cell>> cells() {
      int first = Integer.MAX_VALUE;
      int last = -1;
      for (Map<Integer, String> row : rows.values()) {
        for (int column : row.keySet()) {
          first = Math.min(first, column);
          last = Math.max(last, column);
        }
      }
      Map<Long, CellRangeAddress> begins = new HashMap<>();
      Set<Long> covered = new HashSet<>();
      for (CellRangeAddress area : merged) {
        if (area.getNumberOfCells() < 10_000) {
          begins.put(key(area.getFirstRow(), area.getFirstColumn()), area);
          area.forEach(cell -> covered.add(key(cell.getRow(), cell.getColumn())));
        }
      }
      List<List<Block.Cell>> grid = new ArrayList<>();
      int expected = -1;
      for (Map.Entry<Integer, Map<Integer, String>> row : rows.entrySet()) {
        // One empty row tells that a new table begins; a thousand tell no more.
        if (expected >= 0 && row.getKey() > expected) {
          grid.add(List.of());
        }
        expected = row.getKey() + 1;
        grid.add(row(row.getKey(), row.getValue(), first, last, begins, covered));
      }
      return grid;
    }

    private List<Block.Cell> row(
        int number,
        Map<Integer, String> values,
        int first,
        int last,
        Map<Long, CellRangeAddress> begins,
        Set<Long> covered) {
      List<Block.Cell> row = new ArrayList<>();
      for (int column = first; column <= last; column++) {
        String text = values.getOrDefault(column, "");
        CellRangeAddress area = begins.get(key(number, column));
        if (area != null) {
          int down = 1;
          while (rows.containsKey(number + down) && number + down <= area.getLastRow()) {
            down++;
          }
          int across = Math.min(last, area.getLastColumn()) - column + 1;
          row.add(new Block.Cell(text, down, across));
        } else if (!covered.contains(key(number, column))) {
          row.add(new Block.Cell(text));
        }
      }
      return row;
    }

    private static long key(int row, int column) {
      return (long) row << 20 | column;
    }
  }
}
