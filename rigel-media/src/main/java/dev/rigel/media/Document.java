package dev.rigel.media;

import dev.rigel.base.CallScope;
import java.util.List;

/**
 * A PDF. Page numbers count from 1. Rendering and text extraction are lazy, limited in time a page,
 * and thread-safe.
 */
public final class Document implements Media {
  private final String contentHash;

  private Document(String contentHash) {
    this.contentHash = contentHash;
  }

  @Override
  public String contentHash() {
    return contentHash;
  }

  public int pageCount() {
    throw new UnsupportedOperationException();
  }

  /**
   * The page as a picture, {@link Image#page()} set; at 150 dpi unless the pixel limit asks for
   * less.
   */
  public Image page(int number, CallScope scope) {
    throw new UnsupportedOperationException();
  }

  /**
   * The words of the page's text layer in reading order, each a region with label {@code word}, its
   * box relative to the page and confidence 1; empty for a scanned page.
   */
  public List<Region> words(int number, CallScope scope) {
    throw new UnsupportedOperationException();
  }

  /** The lines of the page's text layer, label {@code text}. */
  public List<Region> lines(int number, CallScope scope) {
    throw new UnsupportedOperationException();
  }

  /** The PDF itself. */
  public byte[] bytes() {
    throw new UnsupportedOperationException();
  }
}
