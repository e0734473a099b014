package dev.rigel.agent.prediction;

import dev.rigel.base.CallScope;
import dev.rigel.media.Media;
import dev.rigel.tools.document.DocumentContent;
import dev.rigel.tools.reading.TextLine;
import java.util.List;

/** Reads the pages of pictures and documents as the tools of a turn do. */
@FunctionalInterface
public interface PageReader {
  /** The text line by line. */
  List<TextLine> lines(Media media, CallScope scope);

  /** What each page shows; a reader that sees no more than text knows no lines and pictures. */
  default DocumentContent content(Media media, CallScope scope) {
    return DocumentContent.ofText(media, lines(media, scope));
  }
}
