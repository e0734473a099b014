package dev.rigel.media;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/**
 * The names of the streams of a compound file, in which older office programs write (MS-CFB 2.2 to
 * 2.6). Of a damaged one those that are found.
 */
final class CompoundDirectory {
  private static final int ENTRY = 128;
  private static final int NAME_LENGTH_AT = 64;
  private static final int FIRST_TABLES = 109;
  private static final int MOST_SECTORS = 1_000;

  private final ByteBuffer file;
  private final int shift;

  private CompoundDirectory(byte[] content) {
    this.file = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    this.shift = content.length < 32 ? 0 : file.getShort(30);
  }

  static Set<String> names(byte[] content) {
    Set<String> names = new HashSet<>();
    CompoundDirectory directory = new CompoundDirectory(content);
    if (content.length < 512 || (directory.shift != 9 && directory.shift != 12)) {
      return names;
    }
    int sector = directory.file.getInt(48);
    for (int i = 0; i < MOST_SECTORS && directory.isInside(sector); i++) {
      directory.addNames(sector, names);
      sector = directory.next(sector);
    }
    return names;
  }

  private long start(int sector) {
    return (sector + 1L) << shift;
  }

  private boolean isInside(int sector) {
    return sector >= 0 && start(sector) + (1L << shift) <= file.capacity();
  }

  private void addNames(int sector, Set<String> names) {
    for (int at = 0; at < 1 << shift; at += ENTRY) {
      int entry = (int) start(sector) + at;
      int length = file.getShort(entry + NAME_LENGTH_AT) - Character.BYTES;
      if (length > 0 && length <= NAME_LENGTH_AT) {
        names.add(new String(file.array(), entry, length, StandardCharsets.UTF_16LE));
      }
    }
  }

  /** The sector after this one, by the table of the header; -1 when there is none. */
  private int next(int sector) {
    int each = 1 << (shift - 2);
    int table = sector / each;
    if (table >= FIRST_TABLES) {
      return -1;
    }
    int place = file.getInt(76 + Integer.BYTES * table);
    return isInside(place) ? file.getInt((int) start(place) + Integer.BYTES * (sector % each)) : -1;
  }
}
