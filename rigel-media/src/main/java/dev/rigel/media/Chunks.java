package dev.rigel.media;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Finds a named chunk in a PNG or RIFF file without reading any other. */
final class Chunks {
  private Chunks() {}

  /**
   * @param png PNG's layout (length, name, content, checksum; big-endian), else RIFF's (name,
   *     length, content padded to even; little-endian)
   */
  static Optional<byte[]> find(byte[] file, int start, boolean png, String name) {
    ByteBuffer buffer =
        ByteBuffer.wrap(file).order(png ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    byte[] wanted = name.getBytes(StandardCharsets.ISO_8859_1);
    long at = start;
    while (at + 8 <= file.length) {
      int header = (int) at;
      long length = buffer.getInt(png ? header : header + 4) & 0xffffffffL;
      int nameAt = png ? header + 4 : header;
      if (at + 8 + length > file.length) {
        return Optional.empty();
      }
      if (Arrays.equals(file, nameAt, nameAt + 4, wanted, 0, 4)) {
        return Optional.of(Arrays.copyOfRange(file, header + 8, (int) (header + 8 + length)));
      }
      at += 8 + length + (png ? 4 : length & 1);
    }
    return Optional.empty();
  }
}
