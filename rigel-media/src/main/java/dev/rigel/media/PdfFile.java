package dev.rigel.media;

import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.ref.Cleaner;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.MemoryUsageSetting;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.jspecify.annotations.Nullable;

/**
 * A PDF's bytes and, while it is in use, PDFBox's view of them. Used by one thread at a time.
 * Nothing in the PDF is ever run or fetched: PDFBox has no JavaScript and follows no links.
 */
final class PdfFile {
  /** Beyond this, decoded streams of one document go to a temporary file. */
  private static final long MAIN_MEMORY_BYTES = 64L << 20;

  /** What decoded streams of one document may take on disk before it counts as a bomb. */
  private static final long SCRATCH_BYTES = 2L << 30;

  private static final Cleaner CLEANER = Cleaner.create();

  private final byte[] content;
  private final long unpackedBytes;
  private final OpenFile opened = new OpenFile();

  /** Knows which streams of the open document are harmless. */
  private UnpackingLimit unpacking;

  private PdfFile(byte[] content, long unpackedBytes) {
    this.content = content;
    this.unpackedBytes = unpackedBytes;
    this.unpacking = new UnpackingLimit(unpackedBytes);
  }

  /**
   * @param unpackedBytes what one stream may have when it is unpacked
   */
  static PdfFile of(byte[] content, long unpackedBytes) {
    PdfFile file = new PdfFile(content, unpackedBytes);
    CLEANER.register(file, file.opened::close);
    return file;
  }

  /** The open document, opened when it is not. */
  PDDocument open() {
    PDDocument document = opened.current.get();
    if (document == null) {
      document = load(content);
      unpacking = new UnpackingLimit(unpackedBytes);
      opened.current.set(document);
    }
    return document;
  }

  /** The open document, after a check that none of the page's streams is too large to unpack. */
  PDDocument openFor(int page) throws IOException {
    PDDocument document = open();
    unpacking.check(document.getPage(page - 1));
    return document;
  }

  int pageCount(int limit) {
    int pages =
        guarded(
            "The PDF",
            () -> {
              unpacking.checkObjectStreams(content);
              return open().getNumberOfPages();
            });
    if (pages < 1) {
      throw new RigelException(
          ErrorCode.MEDIA_REFUSED, "The PDF has no pages that can be read; it is damaged.");
    }
    if (pages > limit) {
      throw new RigelException(
          ErrorCode.TOO_LARGE,
          "The PDF has %,d pages; at most %,d are read. Split it.".formatted(pages, limit));
    }
    return pages;
  }

  void close() {
    opened.close();
  }

  /** Forgets the open document without touching it: another thread may be stuck in it. */
  void abandon() {
    opened.current.set(null);
  }

  /**
   * The same PDF without encryption; as it is when it has none.
   *
   * @param unpackedBytes what one stream may have when it is unpacked
   */
  static byte[] unlocked(byte[] content, String password, long unpackedBytes) {
    return guarded(
        "The PDF",
        () -> {
          new UnpackingLimit(unpackedBytes).checkObjectStreams(content);
          try (PDDocument document = load(content, password)) {
            if (!document.isEncrypted()) {
              return content;
            }
            document.setAllSecurityToBeRemoved(true);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            document.save(bytes);
            return bytes.toByteArray();
          }
        });
  }

  static PDDocument load(byte[] content) {
    return load(content, "");
  }

  private static PDDocument load(byte[] content, String password) {
    try {
      return Loader.loadPDF(
          new InterruptibleSource(content),
          password,
          MemoryUsageSetting.setupMixed(MAIN_MEMORY_BYTES, SCRATCH_BYTES).streamCache);
    } catch (InvalidPasswordException e) {
      throw password.isEmpty() ? passwordRequired(e) : wrongPassword(e);
    } catch (NoClassDefFoundError e) {
      // Certificates instead of passwords: PDFBox reads them with a library that is not there.
      throw passwordRequired(e);
    } catch (IOException | RuntimeException e) {
      if (new String(content, StandardCharsets.ISO_8859_1).contains("/Encrypt")) {
        throw passwordRequired(e);
      }
      throw damaged("The PDF", e);
    }
  }

  /** Runs work on a PDF; whatever it meets in a broken file becomes one clear refusal. */
  static <T> T guarded(String what, Callable<T> work) {
    try {
      return work.call();
    } catch (RigelException e) {
      throw e;
    } catch (Exception e) {
      throw damaged(what, e);
    }
  }

  private static RigelException passwordRequired(Throwable cause) {
    return RigelException.causedBy(
        cause,
        ErrorCode.MEDIA_REFUSED,
        "The PDF is encrypted: password required. Send its user or owner password in the field"
            + " \"password\" beside it, or send the PDF without encryption.");
  }

  private static RigelException wrongPassword(Throwable cause) {
    return RigelException.causedBy(
        cause,
        ErrorCode.MEDIA_REFUSED,
        "The PDF is encrypted: password required, and the one that was sent does not open it.");
  }

  private static RigelException damaged(String what, Throwable cause) {
    return RigelException.causedBy(
        cause, ErrorCode.MEDIA_REFUSED, what + " is damaged and cannot be read.");
  }

  /** Apart from the file, so that it can be closed once nobody can reach the file any more. */
  private static final class OpenFile {
    private final AtomicReference<@Nullable PDDocument> current = new AtomicReference<>();

    void close() {
      PDDocument document = current.getAndSet(null);
      if (document != null) {
        try {
          document.close();
        } catch (IOException _) {
          // Only scratch space is behind it, and that is gone either way.
        }
      }
    }
  }
}
