package dev.rigel.perception;

import static java.util.Objects.requireNonNull;

import dev.rigel.base.CallScope;
import dev.rigel.media.Image;
import dev.rigel.media.Region;
import java.util.List;

/** Reads the lines of text in a picture, in reading order. */
public interface TextReader {
  /**
   * A line and the words it is made of.
   *
   * @param region the whole line
   * @param words from first to last, with label {@code word}; joined by single spaces they are the
   *     line's text. Empty when the reader knows only where the line is
   */
  record Line(Region region, List<Region> words) {
    public Line {
      requireNonNull(region, "region");
      words = List.copyOf(words);
    }
  }

  /**
   * Regions with label {@code text}, the line's text, its box, corners in {@code points}, angle and
   * confidence.
   */
  List<Region> read(Image image, CallScope scope);

  /** The same lines as {@link #read}, with their words where the reader tells them apart. */
  default List<Line> readLines(Image image, CallScope scope) {
    return read(image, scope).stream().map(line -> new Line(line, List.of())).toList();
  }
}
