package dev.rigel.media;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Puts segments into JPEGs. */
final class Exif {
  private Exif() {}

  static byte[] withOrientation(byte[] jpeg, int orientation) {
    ByteBuffer block = ByteBuffer.allocate(32);
    block.put("Exif\0\0MM".getBytes(StandardCharsets.ISO_8859_1));
    block.putShort((short) 42).putInt(8).putShort((short) 1);
    block.putShort((short) 0x112).putShort((short) 3).putInt(1);
    block.putShort((short) orientation).putShort((short) 0).putInt(0);
    return insert(jpeg, segment(0xe1, block.array()));
  }

  static byte[] segment(int marker, byte[] payload) {
    return ByteBuffer.allocate(payload.length + 4)
        .put((byte) 0xff)
        .put((byte) marker)
        .putShort((short) (payload.length + 2))
        .put(payload)
        .array();
  }

  /** Right after the start of the picture. */
  static byte[] insert(byte[] jpeg, byte[] segments) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(jpeg, 0, 2);
    bytes.writeBytes(segments);
    bytes.writeBytes(Arrays.copyOfRange(jpeg, 2, jpeg.length));
    return bytes.toByteArray();
  }
}
