package dev.rigel.server.resource;

import dev.rigel.protocol.ErrorDetail;
import dev.rigel.protocol.ValidationException;
import dev.rigel.server.http.MultipartReader;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The form of a direct upload: the part {@code file}, and fields that may also be in the query. */
final class UploadForm implements MultipartReader.Parts, AutoCloseable {
  private static final String FILE = "file";

  private final Supplier<IncomingFile> incoming;
  private final Map<String, String> fields = new HashMap<>();
  private @Nullable IncomingFile file;
  private String filename = "";

  UploadForm(Supplier<IncomingFile> incoming) {
    this.incoming = incoming;
  }

  @Override
  public OutputStream file(String field, String name) {
    if (!field.equals(FILE) || file != null) {
      return OutputStream.nullOutputStream();
    }
    filename = name;
    IncomingFile begun = incoming.get();
    file = begun;
    return begun.sink();
  }

  @Override
  public void text(String field, String value) {
    fields.putIfAbsent(field, value);
  }

  /** The field's value; empty when it was not sent. */
  Optional<String> field(String name) {
    return Optional.ofNullable(fields.get(name));
  }

  String filename() {
    return filename;
  }

  /**
   * @throws ValidationException when no file was sent
   */
  IncomingFile content() {
    if (file != null) {
      return file;
    }
    throw new ValidationException(
        fields.containsKey(FILE)
            ? new ErrorDetail(
                List.of("body", FILE), "Expected a file: the part has no filename", "value_error")
            : new ErrorDetail(List.of("body", FILE), "Field required", "missing"));
  }

  @Override
  public void close() {
    if (file != null) {
      file.close();
    }
  }
}
