package dev.rigel.server.http;

import dev.rigel.protocol.ErrorDetail;
import dev.rigel.protocol.ValidationException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.io.Content;
import org.jspecify.annotations.Nullable;

/** Reads a {@code multipart/form-data} body as it comes; nothing of a file is held in memory. */
public final class MultipartReader {
  /** Where the parts go. */
  public interface Parts {
    /**
     * A file begins; its bytes are written until the stream is closed.
     *
     * @param filename as the client sent it
     */
    OutputStream file(String field, String filename);

    /** A plain field, which is short. */
    void text(String field, String value);
  }

  private static final String TYPE = "multipart/form-data";
  private static final int LARGEST_TEXT = 64 * 1024;
  private static final int LARGEST_PART_HEAD = 8 * 1024;
  private static final int MOST_PARTS = 100;
  private static final int LONGEST_BOUNDARY = 200;

  private MultipartReader() {}

  /**
   * Reads all parts.
   *
   * @throws ValidationException when the body is not what its type says, or of another type
   */
  public static void read(Optional<String> contentType, InputStream body, Parts parts)
      throws IOException {
    String boundary = boundary(contentType);
    Listener listener = new Listener(parts);
    MultiPart.Parser parser = new MultiPart.Parser(boundary, listener);
    parser.setMaxParts(MOST_PARTS);
    parser.setPartHeadersMaxLength(LARGEST_PART_HEAD);
    try {
      while (true) {
        // The parser may keep what it was given until it has seen the next piece.
        byte[] buffer = new byte[64 * 1024];
        int read = body.read(buffer);
        if (read < 0) {
          break;
        }
        parser.parse(Content.Chunk.from(ByteBuffer.wrap(buffer, 0, read), false));
        listener.throwFailure();
      }
      parser.parse(Content.Chunk.EOF);
      listener.throwFailure();
    } finally {
      listener.close();
    }
    if (!listener.complete) {
      throw malformed();
    }
  }

  private static String boundary(Optional<String> contentType) {
    if (contentType
        .filter(type -> type.strip().toLowerCase(Locale.ROOT).startsWith(TYPE))
        .isEmpty()) {
      throw new ValidationException(
          new ErrorDetail(
              List.of("body", "file"),
              "Field required: send the file as multipart/form-data with a part named file",
              "missing"));
    }
    @Nullable String boundary = MultiPart.extractBoundary(contentType.get());
    if (boundary == null || boundary.isEmpty() || boundary.length() > LONGEST_BOUNDARY) {
      throw malformed();
    }
    return boundary;
  }

  private static ValidationException malformed() {
    return new ValidationException(
        new ErrorDetail(
            List.of("body"), "The body is not valid multipart/form-data", "multipart_invalid"));
  }

  /** Gives each part's bytes to where they belong. Failures are kept: the parser swallows them. */
  private static final class Listener extends MultiPart.AbstractPartsListener {
    private final Parts parts;
    private @Nullable OutputStream file;
    private ByteArrayOutputStream text = new ByteArrayOutputStream();
    private @Nullable Exception failure;
    private boolean complete;

    private Listener(Parts parts) {
      this.parts = parts;
    }

    @Override
    public void onPartHeaders() {
      String name = getName();
      String filename = getFileName();
      text = new ByteArrayOutputStream();
      if (name != null && filename != null && failure == null) {
        attempt(() -> file = parts.file(name, decoded(filename)));
      }
    }

    @Override
    public void onPartContent(Content.Chunk chunk) {
      if (failure != null) {
        return;
      }
      byte[] bytes = new byte[chunk.remaining()];
      chunk.getByteBuffer().get(bytes);
      OutputStream target = file;
      attempt(() -> {
        if (target != null) {
          target.write(bytes);
        } else if (text.size() + bytes.length > LARGEST_TEXT) {
          throw malformed();
        } else {
          text.write(bytes);
        }
      });
    }

    @Override
    public void onPart(String name, String filename, HttpFields headers) {
      if (failure != null) {
        return;
      }
      OutputStream ended = file;
      if (ended != null) {
        file = null;
        attempt(ended::close);
      } else if (name != null) {
        attempt(() -> parts.text(name, text.toString(StandardCharsets.UTF_8)));
      }
    }

    @Override
    public void onComplete() {
      complete = true;
    }

    @Override
    public void onFailure(Throwable cause) {
      if (failure == null) {
        failure = malformed();
      }
    }

    /** Browsers and clients write these three as percent signs, and nothing else. */
    private static String decoded(String filename) {
      return filename.replace("%22", "\"").replace("%0D", "\r").replace("%0A", "\n");
    }

    private interface Step {
      void run() throws IOException;
    }

    private void attempt(Step step) {
      try {
        step.run();
      } catch (IOException | RuntimeException e) {
        failure = e;
      }
    }

    private void throwFailure() throws IOException {
      switch (failure) {
        case null -> {}
        case IOException e -> throw e;
        case RuntimeException e -> throw e;
        case Exception e -> throw new IllegalStateException("only these two are kept", e);
      }
    }

    private void close() throws IOException {
      if (file != null) {
        file.close();
      }
    }
  }
}
