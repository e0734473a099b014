package dev.rigel.language.embedded.wire;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON messages with a length before them: four bytes, big-endian, then so many bytes of JSON. The
 * length is bounded, so that stray bytes on the stream are an error and not an allocation.
 */
public final class Frames {
  /** Longest message in bytes. */
  public static final int LIMIT = 16 * 1024 * 1024;

  private static final JsonMapper JSON = JsonMapper.shared();

  private Frames() {}

  public static ObjectNode message(String type) {
    return JSON.createObjectNode().put("type", type);
  }

  /** Writes whole messages; may be used by several threads. */
  public static final class Writer {
    private final DataOutputStream out;

    public Writer(OutputStream out) {
      this.out = new DataOutputStream(new BufferedOutputStream(out, 1 << 16));
    }

    /**
     * Writes one message and flushes.
     *
     * @throws IllegalArgumentException when the message is longer than {@link Frames#LIMIT}
     */
    public void write(ObjectNode message) throws IOException {
      byte[] bytes = JSON.writeValueAsBytes(message);
      if (bytes.length > LIMIT) {
        throw new IllegalArgumentException("message of " + bytes.length + " bytes");
      }
      synchronized (out) {
        out.writeInt(bytes.length);
        out.write(bytes);
        out.flush();
      }
    }
  }

  /** Reads whole messages. */
  public static final class Reader {
    private final DataInputStream in;

    public Reader(InputStream in) {
      this.in = new DataInputStream(in);
    }

    /**
     * The next message; empty at the end of the stream.
     *
     * @throws IOException when what arrives is no message
     */
    public Optional<JsonNode> read() throws IOException {
      int length;
      try {
        length = in.readInt();
      } catch (EOFException e) {
        return Optional.empty();
      }
      if (length <= 0 || length > LIMIT) {
        throw new IOException("a frame cannot be " + length + " bytes long");
      }
      byte[] bytes = new byte[length];
      in.readFully(bytes);
      try {
        return Optional.of(JSON.readTree(bytes));
      } catch (JacksonException e) {
        throw new IOException("a frame that is not JSON", e);
      }
    }
  }
}
