package dev.rigel.tools.text;

import java.util.List;

/** Finds one kind of thing in a line of text. */
public interface TextFinder {
  /**
   * @param value the thing in a standard form: {@code 2024-05-31}, {@code DE89370400440532013000}
   * @param confidence 0 to 1: 1 where a check sum proves it
   */
  record Match(int start, int end, String value, double confidence) {
    boolean overlaps(Match other) {
      return start < other.end && other.start < end;
    }
  }

  /** Without overlaps, from left to right. */
  List<Match> find(String line);
}
