package dev.rigel.media.ffmpeg;

import java.util.Optional;

/** The sizes that a HEIF file's properties state (ISO/IEC 23008-12, box {@code ispe}). */
final class PictureBoxes {
  private static final int META = 0x6d657461;
  private static final int ISPE = 0x69737065;

  private PictureBoxes() {}

  /** The largest picture: the whole, not its tiles or its thumbnail. */
  static Optional<StillPicture.Size> largest(byte[] content) {
    long at = 0;
    while (at + 8 <= content.length) {
      long length = intAt(content, (int) at) & 0xffffffffL;
      if (length == 1 && at + 16 <= content.length) {
        length =
            (long) intAt(content, (int) at + 8) << 32 | intAt(content, (int) at + 12) & 0xffffffffL;
      } else if (length == 0) {
        length = content.length - at;
      }
      if (length < 8) {
        return Optional.empty();
      }
      if (intAt(content, (int) at + 4) == META) {
        return largest(content, (int) at + 8, (int) Math.min(content.length, at + length));
      }
      if (length > content.length - at) {
        return Optional.empty();
      }
      at += length;
    }
    return Optional.empty();
  }

  private static Optional<StillPicture.Size> largest(byte[] content, int from, int end) {
    StillPicture.Size largest = null;
    long most = 0;
    for (int at = from; at + 16 <= end; at++) {
      if (intAt(content, at) != ISPE) {
        continue;
      }
      int width = intAt(content, at + 8);
      int height = intAt(content, at + 12);
      if (width > 0 && height > 0 && (long) width * height > most) {
        most = (long) width * height;
        largest = new StillPicture.Size(width, height);
      }
    }
    return Optional.ofNullable(largest);
  }

  private static int intAt(byte[] b, int at) {
    return (b[at] & 255) << 24 | (b[at + 1] & 255) << 16 | (b[at + 2] & 255) << 8 | b[at + 3] & 255;
  }
}
