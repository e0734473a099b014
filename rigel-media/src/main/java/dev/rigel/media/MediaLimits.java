package dev.rigel.media;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * What a medium may cost. Everything is checked before the work that it limits.
 *
 * @param pixelsPerImage pixels of one picture or rendered page
 * @param bytesPerMedium encoded size of one medium
 * @param pagesPerDocument pages of one document or multi-page picture
 * @param decodeTime time to decode one picture or open one document, without waiting in the queue
 * @param pageTime time to render one page or to read its text
 */
public record MediaLimits(
    long pixelsPerImage,
    long bytesPerMedium,
    int pagesPerDocument,
    Duration decodeTime,
    Duration pageTime) {
  public static final MediaLimits DEFAULT =
      new MediaLimits(
          100_000_000, 200L << 20, 2_000, Duration.ofSeconds(30), Duration.ofSeconds(20));

  public MediaLimits {
    requireNonNull(decodeTime, "decodeTime");
    requireNonNull(pageTime, "pageTime");
    if (pixelsPerImage < 1 || bytesPerMedium < 1 || pagesPerDocument < 1) {
      throw new IllegalArgumentException("media limits must be positive");
    }
  }

  public MediaLimits withPixelsPerImage(long pixels) {
    return new MediaLimits(pixels, bytesPerMedium, pagesPerDocument, decodeTime, pageTime);
  }

  public MediaLimits withBytesPerMedium(long bytes) {
    return new MediaLimits(pixelsPerImage, bytes, pagesPerDocument, decodeTime, pageTime);
  }

  public MediaLimits withPagesPerDocument(int pages) {
    return new MediaLimits(pixelsPerImage, bytesPerMedium, pages, decodeTime, pageTime);
  }

  public MediaLimits withTimes(Duration decode, Duration page) {
    return new MediaLimits(pixelsPerImage, bytesPerMedium, pagesPerDocument, decode, page);
  }
}
