package dev.rigel.media.office;

import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** Plain text, Markdown, and comma-separated values. */
final class TextBlocks {
  private TextBlocks() {}

  static List<Block> plain(byte[] content) {
    Blocks blocks = new Blocks();
    add(decoded(content), blocks);
    return blocks.list();
  }

  /** Each line stands for itself: in plain text line ends are often meant. */
  static void add(String text, Blocks blocks) {
    text.lines().forEach(blocks::paragraph);
  }

  static List<Block> markdown(byte[] content) {
    Parser parser = Parser.builder().extensions(List.of(TablesExtension.create())).build();
    HtmlRenderer renderer =
        HtmlRenderer.builder()
            .extensions(List.of(TablesExtension.create()))
            .escapeHtml(true)
            .build();
    Blocks blocks = new Blocks();
    HtmlBlocks.add(renderer.render(parser.parse(decoded(content))), blocks);
    return blocks.list();
  }

  static List<Block> separated(byte[] content, char separator) throws IOException {
    Blocks blocks = new Blocks();
    List<List<Block.Cell>> rows = new ArrayList<>();
    long length = 0;
    CSVFormat format =
        CSVFormat.DEFAULT.builder().setDelimiter(separator).setIgnoreEmptyLines(true).get();
    try (CSVParser parser = CSVParser.parse(new StringReader(decoded(content)), format)) {
      for (CSVRecord record : parser) {
        List<Block.Cell> row = new ArrayList<>();
        for (String value : record) {
          length += value.length() + 1;
          row.add(new Block.Cell(value.strip()));
        }
        if (length > Blocks.MOST_CHARACTERS) {
          throw Blocks.tooLong("too much text");
        }
        rows.add(row);
      }
    }
    blocks.grid(rows);
    return blocks.list();
  }

  /** UTF-8, UTF-16 with its mark, else the encoding of western Windows. */
  static String decoded(byte[] content) {
    if (content.length > 1 && (content[0] & 0xff) == 0xfe && (content[1] & 0xff) == 0xff) {
      return new String(content, 2, content.length - 2, StandardCharsets.UTF_16BE);
    }
    if (content.length > 1 && (content[0] & 0xff) == 0xff && (content[1] & 0xff) == 0xfe) {
      return new String(content, 2, content.length - 2, StandardCharsets.UTF_16LE);
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      return new String(content, Charset.forName("windows-1252"));
    }
  }
}
