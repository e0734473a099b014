package dev.rigel.media;

/** What every decoder of one reader shares. */
record Decoding(MediaLimits limits, PixelAccount account, DecodingLane lane) {
  /** What one packed part of a medium may have unpacked: as much as the largest picture. */
  long unpackedBytes() {
    return Integer.BYTES * Math.min(limits.pixelsPerImage(), account.limit());
  }
}
