package dev.rigel.agent.skill;

import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Counts the entries of a zip by walking its central directory, before a library makes an object of
 * each.
 */
final class ZipDirectory {
  private static final int END_SIGNATURE = 0x06054b50;
  private static final int ENTRY_SIGNATURE = 0x02014b50;
  private static final int END_LENGTH = 22;
  private static final int LONGEST_COMMENT = 0xFFFF;
  private static final int ENTRY_LENGTH = 46;

  private ZipDirectory() {}

  static void checkEntryCount(byte[] zip, int most) {
    ByteBuffer bytes = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
    int end = end(bytes);
    long position = Integer.toUnsignedLong(bytes.getInt(end + 16));
    int count = 0;
    while (position + ENTRY_LENGTH <= end && bytes.getInt((int) position) == ENTRY_SIGNATURE) {
      if (++count > most) {
        throw new RigelException(
            ErrorCode.TOO_LARGE,
            "The skill's zip has more than %,d entries.".formatted(most),
            "skill");
      }
      int at = (int) position;
      position +=
          ENTRY_LENGTH
              + Short.toUnsignedInt(bytes.getShort(at + 28))
              + Short.toUnsignedInt(bytes.getShort(at + 30))
              + Short.toUnsignedInt(bytes.getShort(at + 32));
    }
    // More entries than the directory can be followed through: larger or other zips than a skill's.
    if (count != Short.toUnsignedInt(bytes.getShort(end + 10))) {
      throw notAZip();
    }
  }

  private static int end(ByteBuffer bytes) {
    int first = Math.max(0, bytes.limit() - END_LENGTH - LONGEST_COMMENT);
    for (int at = bytes.limit() - END_LENGTH; at >= first; at--) {
      if (bytes.getInt(at) == END_SIGNATURE) {
        return at;
      }
    }
    throw notAZip();
  }

  private static RigelException notAZip() {
    return RigelException.invalid(
        "The skill is not a zip that can be read; zip the content of its folder again.", "skill");
  }
}
