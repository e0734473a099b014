package dev.rigel.cli;

import java.util.Locale;

/** Sizes and times as people read them. */
final class ByteFigures {
  private ByteFigures() {}

  /** Megabytes of a million bytes, with one digit after the point while they are few. */
  static String size(long bytes) {
    if (bytes >= 1_000_000_000) {
      return String.format(Locale.ROOT, "%.2f GB", bytes / 1e9);
    }
    double megabytes = bytes / 1e6;
    return String.format(Locale.ROOT, megabytes < 10 ? "%.1f MB" : "%.0f MB", megabytes);
  }

  static String duration(long seconds) {
    if (seconds < 90) {
      return seconds + " s";
    }
    if (seconds < 90 * 60) {
      return Math.round(seconds / 60.0) + " min";
    }
    return String.format(Locale.ROOT, "%.1f h", seconds / 3600.0);
  }
}
