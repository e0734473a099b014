package dev.rigel.perception.network;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads the texts that a network's makers stored in its file ({@code metadata_props}, field 14 of
 * the ONNX {@code ModelProto}; key and value are fields 1 and 2 of an entry).
 *
 * <p>ONNX Runtime's own binding hands them over as modified UTF-8, which loses every character
 * outside the basic plane, and with it the line breaks after them.
 */
final class NetworkMetadata {
  private static final int ENTRY = 14;
  private static final int KEY = 1;
  private static final int VALUE = 2;

  private static final int VARIABLE = 0;
  private static final int EIGHT_BYTES = 1;
  private static final int LENGTH_DELIMITED = 2;
  private static final int FOUR_BYTES = 5;

  private NetworkMetadata() {}

  static Map<String, String> of(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      ByteBuffer model = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
      return read(model.order(ByteOrder.LITTLE_ENDIAN));
    }
  }

  static Map<String, String> read(ByteBuffer model) throws IOException {
    Map<String, String> entries = new HashMap<>();
    try {
      while (model.hasRemaining()) {
        long tag = variable(model);
        ByteBuffer content = field(model, (int) (tag & 7));
        if (tag >>> 3 == ENTRY) {
          String key = "";
          String value = "";
          while (content.hasRemaining()) {
            long inner = variable(content);
            ByteBuffer text = field(content, (int) (inner & 7));
            if (inner >>> 3 == KEY) {
              key = UTF_8.decode(text).toString();
            } else if (inner >>> 3 == VALUE) {
              value = UTF_8.decode(text).toString();
            }
          }
          entries.put(key, value);
        }
      }
    } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
      throw new IOException("the file ends inside a field", e);
    }
    return Map.copyOf(entries);
  }

  private static ByteBuffer field(ByteBuffer from, int wireType) throws IOException {
    return switch (wireType) {
      case VARIABLE -> {
        variable(from);
        yield ByteBuffer.allocate(0);
      }
      case EIGHT_BYTES -> slice(from, 8);
      case LENGTH_DELIMITED -> slice(from, variable(from));
      case FOUR_BYTES -> slice(from, 4);
      default -> throw new IOException("not a protocol buffer");
    };
  }

  private static ByteBuffer slice(ByteBuffer from, long length) throws IOException {
    if (length < 0 || length > from.remaining()) {
      throw new IOException("a field is longer than the file");
    }
    ByteBuffer slice = from.slice(from.position(), (int) length);
    from.position(from.position() + (int) length);
    return slice;
  }

  private static long variable(ByteBuffer from) throws IOException {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      byte next = from.get();
      value |= (next & 127L) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new IOException("a number without an end");
  }
}
