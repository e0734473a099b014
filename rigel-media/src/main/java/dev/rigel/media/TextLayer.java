package dev.rigel.media;

import java.util.List;

/**
 * The text of a PDF's page, by how it is drawn. Faint text (with no ink, nearly white or tiny) may
 * be the layer of a scan, stand on dark ground, or be hidden: only the pixels tell.
 *
 * @param words in reading order, label {@code word}
 * @param lines in reading order, label {@code text}
 * @param faintWords in reading order
 * @param faintLines in reading order
 */
public record TextLayer(
    List<Region> words, List<Region> lines, List<Region> faintWords, List<Region> faintLines) {
  public TextLayer {
    words = List.copyOf(words);
    lines = List.copyOf(lines);
    faintWords = List.copyOf(faintWords);
    faintLines = List.copyOf(faintLines);
  }
}
