package dev.rigel.media;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.Adler32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * A PDF written object by object, as no tool would write it. Object 1 is the catalogue, 2 the root
 * of the pages and 3 the only page, unless a test says otherwise.
 */
final class RawPdf {
  private final Map<Integer, byte[]> objects = new TreeMap<>();
  private String trailer = "";

  RawPdf() {
    object(1, "<</Type/Catalog/Pages 2 0 R>>");
    object(2, "<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 300 200]>>");
    object(3, "<</Type/Page/Parent 2 0 R>>");
  }

  RawPdf object(int number, String body) {
    objects.put(number, bytes(body));
    return this;
  }

  /**
   * @param dictionary without its brackets and without the length
   */
  RawPdf stream(int number, String dictionary, byte[] content) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(bytes("<<" + dictionary + "/Length " + content.length + ">>\nstream\n"));
    body.writeBytes(content);
    body.writeBytes(bytes("\nendstream"));
    objects.put(number, body.toByteArray());
    return this;
  }

  RawPdf stream(int number, String dictionary, String content) {
    return stream(number, dictionary, bytes(content));
  }

  /** The page with these entries beside its type and parent. */
  RawPdf page(String entries) {
    return object(3, "<</Type/Page/Parent 2 0 R" + entries + ">>");
  }

  /** More entries of the trailer. */
  RawPdf trailer(String entries) {
    trailer = entries;
    return this;
  }

  /** With one table of all objects; {@code @} in the trailer stands for the table's place. */
  byte[] written() {
    Body body = body();
    StringBuilder table = new StringBuilder("xref\n0 1\n0000000000 65535 f \n");
    body.places.forEach(
        (number, place) -> table.append("%d 1\n%010d 00000 n \n".formatted(number, place)));
    int size = body.places.size() + 1;
    String end = "trailer\n<</Size " + size + "/Root 1 0 R" + trailer + ">>\n";
    return body.with(table + end.replace("@", String.valueOf(body.bytes.size())));
  }

  /**
   * With a table in a stream, which is the object of this number.
   *
   * @param inStreams objects that are said to lie in an object stream, and the stream's number
   */
  byte[] writtenWithTableStream(int number, Map<Integer, Integer> inStreams) {
    Body body = body();
    ByteArrayOutputStream rows = new ByteArrayOutputStream();
    for (int i = 0; i <= number; i++) {
      int place = i == number ? body.bytes.size() : body.places.getOrDefault(i, -1);
      if (inStreams.containsKey(i)) {
        row(rows, 2, inStreams.get(i));
      } else {
        row(rows, place < 0 ? 0 : 1, Math.max(0, place));
      }
    }
    String dictionary =
        "/Type/XRef/W[1 4 1]/Size %d/Root 1 0 R/Length %d".formatted(number + 1, rows.size());
    String stream = rows.toString(StandardCharsets.ISO_8859_1);
    return body.with(
        number + " 0 obj\n<<" + dictionary + ">>\nstream\n" + stream + "\nendstream\nendobj\n");
  }

  private static void row(ByteArrayOutputStream rows, int kind, int value) {
    rows.write(kind);
    rows.write(value >>> 24);
    rows.write(value >>> 16);
    rows.write(value >>> 8);
    rows.write(value);
    rows.write(0);
  }

  private record Body(ByteArrayOutputStream bytes, Map<Integer, Integer> places) {
    byte[] with(String table) {
      int start = bytes.size();
      bytes.writeBytes(RawPdf.bytes(table));
      bytes.writeBytes(RawPdf.bytes("startxref\n" + start + "\n%%EOF\n"));
      return bytes.toByteArray();
    }
  }

  private Body body() {
    Body body = new Body(new ByteArrayOutputStream(), new TreeMap<>());
    body.bytes.writeBytes(bytes("%PDF-1.7\n"));
    objects.forEach((number, object) -> {
      body.places.put(number, body.bytes.size());
      body.bytes.writeBytes(bytes(number + " 0 obj\n"));
      body.bytes.writeBytes(object);
      body.bytes.writeBytes(bytes("\nendobj\n"));
    });
    return body;
  }

  /** So many megabytes of spaces, packed to about a thousandth: one block again and again. */
  static byte[] packedSpaces(int megabytes) {
    byte[] spaces = new byte[1 << 20];
    Arrays.fill(spaces, (byte) ' ');
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
    byte[] first = block(deflater, spaces);
    byte[] next = block(deflater, spaces);
    deflater.end();
    Adler32 checksum = new Adler32();
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    for (int i = 0; i < megabytes; i++) {
      packed.writeBytes(i == 0 ? first : next);
      checksum.update(spaces);
    }
    byte[] emptyLastBlock = {3, 0};
    packed.writeBytes(emptyLastBlock);
    packed.writeBytes(ByteBuffer.allocate(4).putInt((int) checksum.getValue()).array());
    return packed.toByteArray();
  }

  /** A block that refers to none before it. */
  private static byte[] block(Deflater deflater, byte[] content) {
    deflater.setInput(content);
    byte[] packed = new byte[content.length];
    int length = deflater.deflate(packed, 0, packed.length, Deflater.FULL_FLUSH);
    return Arrays.copyOf(packed, length);
  }

  static byte[] packed(byte[] content) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(packed)) {
      out.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
