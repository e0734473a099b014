package dev.rigel.tools.reading;

import dev.rigel.media.Box;
import dev.rigel.media.Region;
import dev.rigel.perception.TextReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Puts lines and their words together. */
final class LineWords {
  private LineWords() {}

  static TextLine onPage(TextReader.Line line, int page) {
    return onPage(line, line.region().source(), page);
  }

  static TextLine onPage(TextReader.Line line, String source, int page) {
    return new TextLine(
        line.region().withSource(source).onPage(page),
        line.words().stream().map(word -> word.withSource(source).onPage(page)).toList());
  }

  /** Gives every line its words; a word belongs to the line whose box it shares most with. */
  static List<TextLine> joined(List<Region> lines, List<Region> words) {
    List<List<Region>> wordsOf = new ArrayList<>();
    lines.forEach(_ -> wordsOf.add(new ArrayList<>()));
    int last = 0;
    for (Region word : words) {
      int home = home(word.box(), lines, last);
      if (home >= 0) {
        wordsOf.get(home).add(word);
        last = home;
      }
    }
    List<TextLine> joined = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      List<Region> own = wordsOf.get(i);
      if (lines.get(i).angle().orElse(0) == 0) {
        own.sort(Comparator.comparingDouble(word -> word.box().x()));
      }
      joined.add(own.isEmpty() ? TextLine.of(lines.get(i)) : TextLine.ofWords(lines.get(i), own));
    }
    return joined;
  }

  /** Words come in reading order: the line of the word before is most often the right one. */
  private static int home(Box word, List<Region> lines, int guess) {
    double most = 0;
    int home = -1;
    if (guess < lines.size() && word.intersection(lines.get(guess).box()) >= 0.9 * word.area()) {
      return guess;
    }
    for (int i = 0; i < lines.size(); i++) {
      double shared = word.intersection(lines.get(i).box());
      if (shared > most) {
        most = shared;
        home = i;
      }
    }
    return home;
  }
}
