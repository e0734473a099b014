package dev.rigel.media;

/**
 * The one account of decoded pixels of a process: a picture that would not fit is refused before it
 * is decoded. Thread-safe.
 */
public final class PixelAccount {
  private final long limit;

  public PixelAccount(long limit) {
    this.limit = limit;
  }

  /** A quarter of the heap limit, at four bytes a pixel. */
  public static PixelAccount ofHeap() {
    return new PixelAccount(Runtime.getRuntime().maxMemory() / 16);
  }

  public long limit() {
    return limit;
  }
}
