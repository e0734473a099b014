package dev.rigel.media.office;

import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import java.util.ArrayList;
import java.util.List;

/** Collects the flow of a document and refuses what is too long to be set on pages. */
final class Blocks {
  static final int MOST_CHARACTERS = 20_000_000;
  private static final int MOST_BLOCKS = 500_000;
  private static final int MOST_COLUMNS = 1_000;
  private static final int MOST_PICTURES = 500;

  private final List<Block> blocks = new ArrayList<>();
  private long characters;
  private int pictures;

  List<Block> list() {
    return blocks;
  }

  void heading(int level, String text) {
    if (!text.isBlank()) {
      add(new Block.Heading(Math.clamp(level, 1, 6), text.strip()), text.length());
    }
  }

  void paragraph(String text) {
    if (!text.isBlank()) {
      add(new Block.Paragraph(text.strip()), text.length());
    }
  }

  void item(int depth, String text) {
    if (!text.isBlank()) {
      add(new Block.Item(Math.clamp(depth, 0, 8), text.strip()), text.length());
    }
  }

  void grid(List<List<Block.Cell>> rows) {
    long length = 0;
    for (List<Block.Cell> row : rows) {
      if (row.size() > MOST_COLUMNS) {
        throw tooLong("a table of more than " + MOST_COLUMNS + " columns");
      }
      for (Block.Cell cell : row) {
        length += cell.text().length() + 1;
      }
    }
    if (length > 0) {
      add(new Block.Grid(rows), length);
    }
  }

  /** A picture of a kind and size that can be set; others are passed over. */
  void picture(byte[] content, double width, double height) {
    if (pictures < MOST_PICTURES && SettablePicture.is(content) && width > 0 && height > 0) {
      pictures++;
      add(new Block.Picture(content, (float) width, (float) height), 0);
    }
  }

  void newPage() {
    if (!blocks.isEmpty() && !(blocks.getLast() instanceof Block.NewPage)) {
      add(new Block.NewPage(), 0);
    }
  }

  private void add(Block block, long length) {
    characters += length;
    if (characters > MOST_CHARACTERS || blocks.size() >= MOST_BLOCKS) {
      throw tooLong("more than %,d characters".formatted(MOST_CHARACTERS));
    }
    blocks.add(block);
  }

  static RigelException tooLong(String what) {
    return new RigelException(
        ErrorCode.TOO_LARGE, "The document holds " + what + "; split it, or send it as a PDF.");
  }
}
