package dev.rigel.perception.forms;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Words side by side without a wide gap.
 *
 * @param confidence of the least certain word, 0 to 1
 */
record Phrase(String text, Area area, double confidence) {
  /** A word on the level page. */
  record Word(String text, Area area, double confidence) {}

  static Phrase of(List<Word> words) {
    return new Phrase(
        words.stream().map(Word::text).collect(Collectors.joining(" ")),
        words.stream().map(Word::area).reduce(Area::union).orElseThrow(),
        words.stream().mapToDouble(Word::confidence).min().orElseThrow());
  }

  /**
   * @param gap between words of two phrases, in heights of a word
   * @param walls what no phrase runs over: boxes to tick, upright lines
   */
  static List<Phrase> group(List<Word> words, double gap, List<Area> walls) {
    List<Phrase> phrases = new ArrayList<>();
    for (List<Word> row : rows(words)) {
      List<Word> open = new ArrayList<>();
      for (Word word : row) {
        if (!open.isEmpty() && parts(open.getLast(), word, gap, walls)) {
          phrases.add(of(open));
          open = new ArrayList<>();
        }
        open.add(word);
      }
      phrases.add(of(open));
    }
    return phrases;
  }

  private static boolean parts(Word one, Word next, double gap, List<Area> walls) {
    double height = Math.max(one.area().height(), next.area().height());
    if (next.area().left() - one.area().right() > gap * height) {
      return true;
    }
    Area both = one.area().union(next.area());
    return walls.stream()
        .anyMatch(wall ->
            wall.middleX() > one.area().middleX()
                && wall.middleX() < next.area().middleX()
                && wall.sharedHeight(both) > 0.5 * Math.min(wall.height(), both.height()));
  }

  private static List<List<Word>> rows(List<Word> words) {
    List<Word> downwards = new ArrayList<>(words);
    downwards.sort(Comparator.comparingDouble(word -> word.area().middleY()));
    List<List<Word>> rows = new ArrayList<>();
    for (Word word : downwards) {
      List<Word> home = home(word, rows);
      if (home == null) {
        rows.add(new ArrayList<>(List.of(word)));
      } else {
        home.add(word);
      }
    }
    rows.forEach(row -> row.sort(Comparator.comparingDouble(word -> word.area().left())));
    return rows;
  }

  private static @Nullable List<Word> home(Word word, List<List<Word>> rows) {
    for (int i = rows.size() - 1; i >= Math.max(0, rows.size() - 4); i--) {
      List<Word> row = rows.get(i);
      if (row.getLast().area().inRowWith(word.area())
          && row.getFirst().area().inRowWith(word.area())) {
        return row;
      }
    }
    return null;
  }
}
