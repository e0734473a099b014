package dev.rigel.media;

import dev.rigel.base.CallScope;
import dev.rigel.base.ErrorCode;
import dev.rigel.base.Hashes;
import dev.rigel.base.RigelException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A PDF, or a document of another kind set on the pages of one. Page numbers count from 1.
 * Rendering and text extraction are lazy, limited in time a page, and thread-safe.
 */
public final class Document implements Media {
  private final byte[] content;
  private final String contentHash;
  private final int pageCount;
  private final Decoding decoding;

  /** PDFBox documents are for one thread: held by the caller around work on the lane. */
  private final ReentrantLock turn = new ReentrantLock(true);

  private final PdfFile file;
  private final Optional<String> note;

  private Document(
      byte[] content, Decoding decoding, PdfFile file, int pageCount, Optional<String> note) {
    this.content = content;
    this.contentHash = Hashes.sha256(content);
    this.decoding = decoding;
    this.file = file;
    this.pageCount = pageCount;
    this.note = note;
  }

  static Document open(byte[] content, Decoding decoding, CallScope scope) {
    PdfFile file = PdfFile.of(content, decoding.unpackedBytes());
    int pages =
        decoding
            .lane()
            .call(
                scope,
                decoding.limits().decodeTime(),
                "Opening the PDF",
                () -> file.pageCount(decoding.limits().pagesPerDocument()));
    return new Document(content, decoding, file, pages, Optional.empty());
  }

  /** What a person should know of a damaged file that was repaired; empty for a sound one. */
  public Optional<String> repair() {
    return PdfDamage.of(content)
        .map(damage ->
            "The PDF "
                + damage
                + "; it was repaired as far as possible, and pages or parts of pages may be missing.");
  }

  /** The same with a word on what its pages do not show. */
  Document noting(String text) {
    return new Document(content, decoding, file, pageCount, Optional.of(text));
  }

  /** What a person who looks at its pages should know; empty when they are as they were sent. */
  public Optional<String> note() {
    return note;
  }

  @Override
  public String contentHash() {
    return contentHash;
  }

  public int pageCount() {
    return pageCount;
  }

  /**
   * The page as a picture, {@link Image#page()} set; at 150 dpi unless the pixel limit asks for
   * less.
   */
  public Image page(int number, CallScope scope) {
    check(number);
    return inTurn(
        number,
        scope,
        () ->
            PageRenderer.render(
                file.openFor(number), number, decoding.limits(), decoding.account(), contentHash));
  }

  /**
   * The words of the page's text layer in reading order, each a region with label {@code word}, its
   * box relative to the page and confidence 1; empty for a scanned page.
   */
  public List<Region> words(int number, CallScope scope) {
    return text(number, scope).words(contentHash, number);
  }

  /** The lines of the page's text layer in reading order, label {@code text}. */
  public List<Region> lines(int number, CallScope scope) {
    return text(number, scope).lines(contentHash, number);
  }

  /** The page's text with what is faint kept apart. */
  public TextLayer layer(int number, CallScope scope) {
    check(number);
    return inTurn(number, scope, () -> PageText.layer(file.openFor(number), number, contentHash));
  }

  /** The page's size, the straight lines drawn on it and the places of its pictures. */
  public PageDrawing drawing(int number, CallScope scope) {
    check(number);
    return inTurn(number, scope, () -> PdfDrawing.of(file.openFor(number).getPage(number - 1)));
  }

  /** The form fields that the page shows, as the file holds them. */
  public List<FormWidget> widgets(int number, CallScope scope) {
    check(number);
    return inTurn(number, scope, () -> PdfForm.of(file.openFor(number), number));
  }

  /** Height of the page as it is shown, in parts of its width. */
  public double aspect(int number, CallScope scope) {
    check(number);
    return inTurn(
        number,
        scope,
        () -> {
          PageFrame frame = PageFrame.of(file.openFor(number).getPage(number - 1));
          return frame.width() > 0 ? frame.height() / frame.width() : 1;
        });
  }

  /** Title, author and other words about the document that its pages do not show. */
  public List<DescriptiveMetadata.Entry> information(CallScope scope) {
    return inTurn(
        1, scope, () -> DescriptiveMetadata.ofDocument(file.open().getDocumentInformation()));
  }

  /** The PDF itself; must not be changed. */
  public byte[] bytes() {
    return content;
  }

  Decoding decoding() {
    return decoding;
  }

  /** Gives back what is open for reading; it opens again when it is needed. */
  void release() {
    turn.lock();
    try {
      file.close();
    } finally {
      turn.unlock();
    }
  }

  private PageText text(int number, CallScope scope) {
    check(number);
    return inTurn(number, scope, () -> PageText.of(file.openFor(number), number));
  }

  void check(int number) {
    if (number < 1 || number > pageCount) {
      throw new RigelException(
          ErrorCode.INVALID_REQUEST,
          "The document has no page %d; its pages are 1 to %d.".formatted(number, pageCount));
    }
  }

  @FunctionalInterface
  private interface Work<T> {
    T run() throws Exception;
  }

  private <T> T inTurn(int number, CallScope scope, Work<T> work) {
    awaitTurn(scope);
    boolean ended = false;
    try {
      T result =
          decoding
              .lane()
              .call(
                  scope,
                  decoding.limits().pageTime(),
                  "Page " + number + " of the PDF",
                  () -> PdfFile.guarded("Page " + number + " of the PDF", work::run));
      ended = true;
      return result;
    } finally {
      if (!ended) {
        // The work may still hold the open file: leave it that one and open another next time.
        file.abandon();
      }
      turn.unlock();
    }
  }

  private void awaitTurn(CallScope scope) {
    try {
      while (!turn.tryLock(100, TimeUnit.MILLISECONDS)) {
        scope.check();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RigelException(ErrorCode.CANCELLED, "The run was cancelled: interrupted");
    }
  }
}
