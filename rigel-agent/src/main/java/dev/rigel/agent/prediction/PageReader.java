package dev.rigel.agent.prediction;

import dev.rigel.base.CallScope;
import dev.rigel.media.Media;
import dev.rigel.tools.reading.TextLine;
import java.util.List;

/** Reads the text of pictures and documents, line by line, as the tools of a turn do. */
@FunctionalInterface
public interface PageReader {
  List<TextLine> lines(Media media, CallScope scope);
}
