package dev.rigel.perception;

import dev.rigel.base.CallScope;
import dev.rigel.media.Image;
import dev.rigel.media.Region;
import java.util.List;

/** Reads the lines of text in a picture, in reading order. */
public interface TextReader {
  /**
   * Regions with label {@code text}, the line's text, its box, corners in {@code points}, angle and
   * confidence.
   */
  List<Region> read(Image image, CallScope scope);
}
