package dev.rigel.media.office;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Texts, spreadsheets and slides of the OpenDocument format (ISO/IEC 26300). */
final class OpenDocumentBlocks {
  /** Spreadsheets say "and a million empty rows more". */
  private static final int MOST_REPEATED = 1_000;

  private final XMLStreamReader xml;
  private final Blocks blocks = new Blocks();

  private OpenDocumentBlocks(XMLStreamReader xml) {
    this.xml = xml;
  }

  static List<Block> of(byte[] content) throws IOException {
    try {
      XMLStreamReader xml = SafeXml.reader(Archive.of(content).required("content.xml"));
      OpenDocumentBlocks reader = new OpenDocumentBlocks(xml);
      reader.flow("document-content", 0);
      return reader.blocks.list();
    } catch (XMLStreamException e) {
      throw new IOException(e);
    }
  }

  /** Reads on to the end of the named element. */
  private void flow(String until, int lists) throws XMLStreamException {
    while (xml.hasNext()) {
      int event = xml.next();
      if (event == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals(until)) {
        return;
      }
      if (event != XMLStreamConstants.START_ELEMENT) {
        continue;
      }
      switch (xml.getLocalName()) {
        case "h" -> blocks.heading(number("outline-level", 1), text("h"));
        case "p" -> {
          String text = text("p");
          if (lists > 0) {
            blocks.item(lists - 1, text);
          } else {
            blocks.paragraph(text);
          }
        }
        case "list" -> flow("list", lists + 1);
        case "table" -> table();
        case "page" -> {
          blocks.newPage();
          flow("page", lists);
        }
        case "tracked-changes", "forms", "annotation" -> skip(xml.getLocalName());
        default -> {
          // What is around text is of no account.
        }
      }
    }
  }

  private void table() throws XMLStreamException {
    String name = attribute("name");
    boolean sheet = blocks.list().isEmpty() || !name.isEmpty();
    List<List<Block.Cell>> rows = new ArrayList<>();
    int emptyRows = 0;
    while (xml.hasNext()) {
      int event = xml.next();
      if (event == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals("table")) {
        break;
      }
      if (event == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals("table-row")) {
        int repeated = Math.min(MOST_REPEATED, number("number-rows-repeated", 1));
        List<Block.Cell> row = row();
        if (row.isEmpty()) {
          emptyRows += repeated;
        } else {
          // Empty rows count only between filled ones.
          for (; emptyRows > 0; emptyRows--) {
            rows.add(List.of());
          }
          for (int i = 0; i < repeated; i++) {
            rows.add(row);
          }
        }
      }
    }
    if (sheet && inSpreadsheet) {
      blocks.newPage();
      blocks.heading(2, name);
    }
    blocks.grid(rows);
  }

  private boolean inSpreadsheet;

  private List<Block.Cell> row() throws XMLStreamException {
    List<Block.Cell> cells = new ArrayList<>();
    int filled = 0;
    while (xml.hasNext()) {
      int event = xml.next();
      if (event == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals("table-row")) {
        break;
      }
      if (event != XMLStreamConstants.START_ELEMENT) {
        continue;
      }
      String name = xml.getLocalName();
      if (name.equals("table-cell")) {
        inSpreadsheet |= !attribute("value-type").isEmpty();
        int repeated = Math.min(MOST_REPEATED, number("number-columns-repeated", 1));
        int down = Math.min(MOST_REPEATED, number("number-rows-spanned", 1));
        int across = Math.min(MOST_REPEATED, number("number-columns-spanned", 1));
        String text = text("table-cell");
        for (int i = 0; i < repeated; i++) {
          cells.add(new Block.Cell(text, down, across));
        }
        if (!text.isBlank()) {
          filled = cells.size();
        }
      } else if (name.equals("covered-table-cell")) {
        skip(name);
      }
    }
    return cells.subList(0, filled);
  }

  /** All text up to the end of the element, paragraphs in it as lines. */
  private String text(String until) throws XMLStreamException {
    StringBuilder text = new StringBuilder();
    int depth = 1;
    while (depth > 0 && xml.hasNext()) {
      switch (xml.next()) {
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text.append(xml.getText());
        case XMLStreamConstants.START_ELEMENT -> {
          String name = xml.getLocalName();
          if (name.equals(until)) {
            depth++;
          }
          switch (name) {
            case "s" -> text.append(" ".repeat(Math.min(100, number("c", 1))));
            case "tab", "line-break" -> text.append(' ');
            case "p" -> text.append(text.isEmpty() ? "" : "\n");
            case "note", "annotation" -> skip(name);
            default -> {
              // Spans and links only carry text.
            }
          }
        }
        case XMLStreamConstants.END_ELEMENT -> depth -= xml.getLocalName().equals(until) ? 1 : 0;
        default -> {
          // Comments and instructions say nothing.
        }
      }
      if (text.length() > Blocks.MOST_CHARACTERS) {
        throw Blocks.tooLong("too much text");
      }
    }
    return text.toString();
  }

  private void skip(String name) throws XMLStreamException {
    int depth = 1;
    while (depth > 0 && xml.hasNext()) {
      int event = xml.next();
      if (event == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals(name)) {
        depth++;
      } else if (event == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals(name)) {
        depth--;
      }
    }
  }

  private String attribute(String name) {
    for (int i = 0; i < xml.getAttributeCount(); i++) {
      if (xml.getAttributeLocalName(i).equals(name)) {
        return xml.getAttributeValue(i);
      }
    }
    return "";
  }

  private int number(String name, int otherwise) {
    String value = attribute(name);
    return value.matches("[0-9]{1,7}") ? Math.max(1, Integer.parseInt(value)) : otherwise;
  }
}
