package dev.rigel.perception.tables;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Words beside each other, from left to right. */
record Line(List<Word> words) {
  /** Of the lower word's height, how far middles may be apart in one line. */
  private static final double SAME_LINE = 0.45;

  Line {
    words = List.copyOf(words);
  }

  double top() {
    return words.stream().mapToDouble(Word::top).min().orElse(0);
  }

  double bottom() {
    return words.stream().mapToDouble(Word::bottom).max().orElse(0);
  }

  double left() {
    return words.getFirst().left();
  }

  double right() {
    return words.stream().mapToDouble(Word::right).max().orElse(0);
  }

  double width() {
    return right() - left();
  }

  double middle() {
    return words.stream().mapToDouble(Word::middleY).average().orElse(0);
  }

  double height() {
    return words.stream().mapToDouble(Word::height).average().orElse(0);
  }

  String text() {
    return String.join(" ", words.stream().map(Word::text).toList());
  }

  /** The line cut where words are further apart than the gap. */
  List<Line> pieces(double gap) {
    List<Line> pieces = new ArrayList<>();
    List<Word> piece = new ArrayList<>();
    double reach = 0;
    for (Word word : words) {
      if (!piece.isEmpty() && word.left() - reach > gap) {
        pieces.add(new Line(piece));
        piece = new ArrayList<>();
      }
      reach = piece.isEmpty() ? word.right() : Math.max(reach, word.right());
      piece.add(word);
    }
    pieces.add(new Line(piece));
    return pieces;
  }

  /** All lines that the words make, from top to bottom. */
  static List<Line> of(List<Word> words) {
    List<Word> downwards = new ArrayList<>(words);
    downwards.sort(Comparator.comparingDouble(Word::middleY));
    List<Line> lines = new ArrayList<>();
    List<Word> line = new ArrayList<>();
    double middle = 0;
    for (Word word : downwards) {
      boolean goesOn =
          !line.isEmpty()
              && word.middleY() - middle
                  <= SAME_LINE * Math.min(word.height(), line.getFirst().height());
      if (!line.isEmpty() && !goesOn) {
        lines.add(sorted(line));
        line = new ArrayList<>();
      }
      middle =
          line.isEmpty()
              ? word.middleY()
              : (middle * line.size() + word.middleY()) / (line.size() + 1);
      line.add(word);
    }
    if (!line.isEmpty()) {
      lines.add(sorted(line));
    }
    return lines;
  }

  private static Line sorted(List<Word> words) {
    List<Word> sorted = new ArrayList<>(words);
    sorted.sort(Comparator.comparingDouble(Word::left));
    return new Line(sorted);
  }
}
