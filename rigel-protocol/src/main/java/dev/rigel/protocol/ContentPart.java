package dev.rigel.protocol;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/** One part of a message: text, or a medium by URL, data URI or file id. */
public sealed interface ContentPart {
  record Text(String text) implements ContentPart {
    public Text {
      requireNonNull(text, "text");
    }
  }

  /**
   * @param url http(s) or a data URI, as the client sent it
   * @param detail {@code auto}, {@code low} or {@code high}; a hint
   */
  record ImageUrl(String url, Optional<String> detail) implements ContentPart {
    public ImageUrl {
      requireNonNull(url, "url");
      requireNonNull(detail, "detail");
    }

    public ImageUrl(String url) {
      this(url, Optional.empty());
    }
  }

  record VideoUrl(String url) implements ContentPart {
    public VideoUrl {
      requireNonNull(url, "url");
    }
  }

  record AudioUrl(String url) implements ContentPart {
    public AudioUrl {
      requireNonNull(url, "url");
    }
  }

  /**
   * A document, or any file whose kind its content tells.
   *
   * @param password opens it when it is encrypted
   */
  record FileUrl(String url, Optional<Password> password) implements ContentPart {
    public FileUrl {
      requireNonNull(url, "url");
      requireNonNull(password, "password");
    }

    public FileUrl(String url) {
      this(url, Optional.empty());
    }
  }

  /**
   * An uploaded file by its id, or a file by URL: exactly one of the two.
   *
   * @param password opens it when it is encrypted
   */
  record InputFile(Optional<String> fileId, Optional<String> fileUrl, Optional<Password> password)
      implements ContentPart {
    public InputFile(Optional<String> fileId, Optional<String> fileUrl) {
      this(fileId, fileUrl, Optional.empty());
    }

    public InputFile {
      requireNonNull(password, "password");
      if (fileId.isPresent() == fileUrl.isPresent()) {
        throw new IllegalArgumentException("an input_file has either a file_id or a file_url");
      }
    }
  }

  /**
   * OpenAI's {@code file} part.
   *
   * @param fileData a data URI, or bare base64
   * @param password opens it when it is encrypted
   */
  record OpenAiFile(
      Optional<String> filename,
      Optional<String> fileData,
      Optional<String> fileId,
      Optional<Password> password)
      implements ContentPart {
    public OpenAiFile(
        Optional<String> filename, Optional<String> fileData, Optional<String> fileId) {
      this(filename, fileData, fileId, Optional.empty());
    }

    public OpenAiFile {
      requireNonNull(password, "password");
      requireNonNull(filename, "filename");
      if (fileData.isPresent() == fileId.isPresent()) {
        throw new IllegalArgumentException("a file part has either file_data or a file_id");
      }
    }
  }

  /**
   * Sound inside the request.
   *
   * @param data base64
   * @param format for example {@code wav} or {@code mp3}
   */
  record InputAudio(String data, String format) implements ContentPart {
    public InputAudio {
      requireNonNull(data, "data");
      requireNonNull(format, "format");
    }
  }
}
