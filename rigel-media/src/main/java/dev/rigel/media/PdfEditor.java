package dev.rigel.media;

import static java.util.Objects.requireNonNull;

import dev.rigel.base.CallScope;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.RigelException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;

/**
 * Makes new PDFs: from pages of others, from pictures, and with parts removed for good. Every
 * result is written anew, with the pages' content and nothing else: no older revision, no metadata,
 * bookmarks, scripts, embedded files or form fields. Form values stay visible where they are drawn.
 */
public final class PdfEditor {
  private final Decoding decoding;

  public PdfEditor(MediaReader reader) {
    this.decoding = requireNonNull(reader, "reader").decoding();
  }

  /** All pages of all documents, in their order. */
  public Document merge(List<Document> documents, CallScope scope) {
    if (documents.isEmpty()) {
      throw new RigelException(ErrorCode.INVALID_REQUEST, "There is no document to merge.");
    }
    int pages = documents.stream().mapToInt(Document::pageCount).sum();
    checkPages(pages);
    return built(
        scope,
        pages,
        assembly -> {
          for (Document document : documents) {
            List<Integer> all = new ArrayList<>();
            for (int page = 1; page <= document.pageCount(); page++) {
              all.add(page);
            }
            assembly.addPages(document.bytes(), all);
          }
        });
  }

  /**
   * Some pages of a document.
   *
   * @param pages from 1, in the wanted order; a page may come twice
   */
  public Document select(Document document, List<Integer> pages, CallScope scope) {
    if (pages.isEmpty()) {
      throw new RigelException(ErrorCode.INVALID_REQUEST, "There is no page to select.");
    }
    checkPages(pages.size());
    for (int page : pages) {
      document.check(page);
    }
    return built(scope, pages.size(), assembly -> assembly.addPages(document.bytes(), pages));
  }

  /** A page for each picture, of the picture's size at 150 dots an inch. */
  public Document ofImages(List<Image> images, CallScope scope) {
    if (images.isEmpty()) {
      throw new RigelException(ErrorCode.INVALID_REQUEST, "There is no picture for the PDF.");
    }
    checkPages(images.size());
    return built(
        scope,
        images.size(),
        assembly -> {
          for (Image image : images) {
            assembly.addPicture(image);
          }
        });
  }

  /**
   * The document with everything under the regions gone: each page that has one becomes a picture
   * painted black there, with an invisible layer of the words that are left. The result is read
   * again before it is given back.
   *
   * @param regions with their pages; a region without page lies on the only one
   * @throws RigelException when a region names no page of the document, or words are still there
   */
  public Document redact(Document document, List<Region> regions, CallScope scope) {
    PdfRedaction redaction = PdfRedaction.of(document, regions);
    List<PdfRedaction.Page> redacted = redaction.pages(scope);
    Document result =
        built(
            scope,
            document.pageCount(),
            assembly -> assembly.addRedacted(document.bytes(), redacted, document.pageCount()));
    redaction.prove(result, scope);
    return result;
  }

  @FunctionalInterface
  private interface Work {
    void run(PdfAssembly assembly) throws IOException;
  }

  private Document built(CallScope scope, int pages, Work work) {
    Duration limit = decoding.limits().decodeTime().plusMillis(250L * pages);
    byte[] content =
        decoding
            .lane()
            .call(
                scope,
                limit,
                "Writing the PDF",
                () ->
                    PdfFile.guarded(
                        "A page for the new PDF",
                        () -> {
                          try (PdfAssembly assembly =
                              new PdfAssembly(
                                  new PDDocument(), new UnpackingLimit(decoding.unpackedBytes()))) {
                            work.run(assembly);
                            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                            assembly.save(bytes);
                            return bytes.toByteArray();
                          }
                        }));
    return Document.open(content, decoding, scope);
  }

  private void checkPages(int count) {
    if (count > decoding.limits().pagesPerDocument()) {
      throw new RigelException(
          ErrorCode.TOO_LARGE,
          "The PDF would have %,d pages; at most %,d are made."
              .formatted(count, decoding.limits().pagesPerDocument()));
    }
  }
}
