package dev.rigel.media.office;

import dev.rigel.media.office.OpenDocumentCursor.Frame;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLStreamException;

/** Texts, spreadsheets and slides of the OpenDocument format (ISO/IEC 26300). */
final class OpenDocumentBlocks {
  /** Spreadsheets say "and a million empty rows more". */
  private static final int MOST_REPEATED = 1_000;

  private static final double POINTS_PER_PIXEL = 0.75;

  private final Archive archive;
  private final OpenDocumentCursor xml;
  private final boolean withPictures;
  private final Blocks blocks = new Blocks();
  private final List<Frame> frames = new ArrayList<>();

  /** The styles of titles: this one, and those that a document makes of it. */
  private final Set<String> titles = new HashSet<>(Set.of("Title"));

  /** The one between paragraphs that began last. */
  private Frame frame = new Frame("", 0, 0);

  private boolean inSpreadsheet;

  private OpenDocumentBlocks(Archive archive, boolean withPictures)
      throws IOException, XMLStreamException {
    this.archive = archive;
    this.withPictures = withPictures;
    this.xml = new OpenDocumentCursor(archive.required("content.xml"));
  }

  /** A text with its headers at the beginning, its footers at the end, and its pictures. */
  static List<Block> ofText(byte[] content) throws IOException {
    try {
      Archive archive = Archive.withPictures(content);
      OpenDocumentBlocks reader = new OpenDocumentBlocks(archive, true);
      running(archive, "header").forEach(reader.blocks::paragraph);
      reader.flow("document-content", 0);
      running(archive, "footer").forEach(reader.blocks::paragraph);
      return reader.blocks.list();
    } catch (XMLStreamException e) {
      throw new IOException(e);
    }
  }

  static List<Block> of(byte[] content) throws IOException {
    try {
      OpenDocumentBlocks reader = new OpenDocumentBlocks(Archive.of(content), false);
      reader.flow("document-content", 0);
      return reader.blocks.list();
    } catch (XMLStreamException e) {
      throw new IOException(e);
    }
  }

  /** Headers or footers, each line once: the pages they stand on are not known. */
  private static Set<String> running(Archive archive, String kind) throws XMLStreamException {
    Set<String> lines = new LinkedHashSet<>();
    Optional<byte[]> styles = archive.part("styles.xml");
    if (styles.isEmpty()) {
      return lines;
    }
    OpenDocumentCursor xml = new OpenDocumentCursor(styles.get());
    while (xml.hasNext()) {
      xml.next();
      if (!xml.isStart() || !xml.name().matches(kind + "(-left|-first)?")) {
        continue;
      }
      if (xml.attribute("display").equals("false")) {
        xml.skip();
      } else {
        xml.text(_ -> {})
            .lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty())
            .forEach(lines::add);
      }
    }
    return lines;
  }

  /** Reads on to the end of the named element. */
  private void flow(String until, int lists) throws XMLStreamException {
    while (xml.hasNext()) {
      xml.next();
      if (xml.isEndOf(until)) {
        return;
      }
      if (!xml.isStart()) {
        continue;
      }
      switch (xml.name()) {
        case "h" -> {
          int level = xml.number("outline-level", 1);
          blocks.heading(level, text());
          pictures();
        }
        case "style" -> {
          if (titles.contains(xml.attribute("parent-style-name"))) {
            titles.add(xml.attribute("name"));
          }
        }
        case "p" -> {
          boolean title = titles.contains(xml.attribute("style-name"));
          String text = text();
          if (title) {
            blocks.heading(1, text);
          } else if (lists > 0) {
            blocks.item(lists - 1, text);
          } else {
            blocks.paragraph(text);
          }
          pictures();
        }
        case "list" -> flow("list", lists + 1);
        case "table" -> {
          table();
          pictures();
        }
        case "frame" -> frame = new Frame("", xml.length("width"), xml.length("height"));
        case "image" -> {
          frames.add(new Frame(xml.attribute("href"), frame.width(), frame.height()));
          pictures();
        }
        case "page" -> {
          blocks.newPage();
          flow("page", lists);
        }
        case "spreadsheet" -> inSpreadsheet = true;
        case "tracked-changes", "forms", "annotation" -> xml.skip();
        default -> {
          // What is around text is of no account.
        }
      }
    }
  }

  private String text() throws XMLStreamException {
    return xml.text(frames::add);
  }

  /** Sets the pictures that were met since the last time. */
  private void pictures() {
    if (withPictures) {
      for (Frame frame : frames) {
        archive
            .part(frame.place().replaceFirst("^\\./", ""))
            .ifPresent(content -> picture(content, frame));
      }
    }
    frames.clear();
  }

  private void picture(byte[] content, Frame frame) {
    if (frame.width() > 0 && frame.height() > 0) {
      blocks.picture(content, frame.width(), frame.height());
    } else {
      SettablePicture.size(content)
          .ifPresent(size ->
              blocks.picture(
                  content, size.width * POINTS_PER_PIXEL, size.height * POINTS_PER_PIXEL));
    }
  }

  private void table() throws XMLStreamException {
    String name = xml.attribute("name");
    List<List<Block.Cell>> rows = new ArrayList<>();
    int emptyRows = 0;
    while (xml.hasNext()) {
      xml.next();
      if (xml.isEndOf("table")) {
        break;
      }
      if (xml.isStart() && xml.name().equals("table-row")) {
        int repeated = Math.min(MOST_REPEATED, xml.number("number-rows-repeated", 1));
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
    if (inSpreadsheet) {
      blocks.newPage();
      blocks.heading(2, name);
    }
    blocks.grid(rows);
  }

  private List<Block.Cell> row() throws XMLStreamException {
    List<Block.Cell> cells = new ArrayList<>();
    int filled = 0;
    while (xml.hasNext()) {
      xml.next();
      if (xml.isEndOf("table-row")) {
        break;
      }
      if (!xml.isStart()) {
        continue;
      }
      if (xml.name().equals("table-cell")) {
        int repeated = Math.min(MOST_REPEATED, xml.number("number-columns-repeated", 1));
        int down = Math.min(MOST_REPEATED, xml.number("number-rows-spanned", 1));
        int across = Math.min(MOST_REPEATED, xml.number("number-columns-spanned", 1));
        String text = text();
        for (int i = 0; i < repeated; i++) {
          cells.add(new Block.Cell(text, down, across));
        }
        if (!text.isBlank()) {
          filled = cells.size();
        }
      } else if (xml.name().equals("covered-table-cell")) {
        xml.skip();
      }
    }
    return cells.subList(0, filled);
  }
}
