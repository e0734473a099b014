package dev.rigel.perception.tables;

import java.util.List;
import java.util.stream.Collectors;

/** The words of a cell as one text: line by line, joined by single spaces. */
record CellText(String text, double confidence) {
  static CellText of(List<Word> words) {
    String text = Line.of(words).stream().map(Line::text).collect(Collectors.joining(" "));
    return new CellText(text, words.stream().mapToDouble(Word::confidence).average().orElse(0));
  }
}
