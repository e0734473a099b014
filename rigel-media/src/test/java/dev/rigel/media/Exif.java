package dev.rigel.media;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Puts segments into JPEGs. */
final class Exif {
  private static final short SHORT = 3;
  private static final short LONG = 4;

  private Exif() {}

  static byte[] withOrientation(byte[] jpeg, int orientation) {
    ByteBuffer block = ByteBuffer.allocate(32);
    block.put("Exif\0\0MM".getBytes(StandardCharsets.ISO_8859_1));
    block.putShort((short) 42).putInt(8).putShort((short) 1);
    entry(block, 0x112, SHORT, 1, orientation << 16);
    block.putInt(0);
    return insert(jpeg, segment(0xe1, block.array()));
  }

  /** As a camera writes it: where the picture was taken, and a small copy with its own turn. */
  static byte[] withPlaceAndThumbnail(
      byte[] jpeg, int orientation, byte[] thumbnail, int thumbnailOrientation) {
    int firstDirectory = 8;
    int placeDirectory = firstDirectory + 2 + 2 * 12 + 4;
    int degrees = placeDirectory + 2 + 4 * 12 + 4;
    int secondDirectory = degrees + 3 * 8;
    int picture = secondDirectory + 2 + 4 * 12 + 4;
    ByteBuffer block = ByteBuffer.allocate(6 + picture + thumbnail.length);
    block.put("Exif\0\0MM".getBytes(StandardCharsets.ISO_8859_1));
    block.putShort((short) 42).putInt(firstDirectory);
    block.putShort((short) 2);
    entry(block, 0x112, SHORT, 1, orientation << 16);
    entry(block, 0x8825, LONG, 1, placeDirectory);
    block.putInt(secondDirectory);
    block.putShort((short) 4);
    entry(block, 1, (short) 2, 2, 'N' << 24);
    entry(block, 2, (short) 5, 3, degrees);
    entry(block, 3, (short) 2, 2, 'E' << 24);
    entry(block, 4, (short) 5, 3, degrees);
    block.putInt(0);
    block.putInt(46).putInt(1).putInt(57).putInt(1).putInt(0).putInt(1);
    block.putShort((short) 4);
    entry(block, 0x103, SHORT, 1, 6 << 16);
    entry(block, 0x112, SHORT, 1, thumbnailOrientation << 16);
    entry(block, 0x201, LONG, 1, picture);
    entry(block, 0x202, LONG, 1, thumbnail.length);
    block.putInt(0);
    block.put(thumbnail);
    return insert(jpeg, segment(0xe1, block.array()));
  }

  private static void entry(ByteBuffer block, int tag, short type, int count, int value) {
    block.putShort((short) tag).putShort(type).putInt(count).putInt(value);
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
