package dev.rigel.perception.forms;

import dev.rigel.perception.ink.Ink;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Tells what is to be ticked from the letters that look like it, and the other way round. */
final class TicksAmongWords {
  private static final Pattern BOX_AS_LETTER =
      Pattern.compile("[☐☑☒□■○●◯◉OoDВ0口XxVv✓✔✗✘\\[\\]()|]{1,2}");

  private static final Pattern BOX_AS_SIGN = Pattern.compile("[☐☑☒□■○●◯◉]");

  /** In heights of a letter. */
  private static final double GAP_BEHIND_BOX = 0.4;

  private final Ink ink;
  private final double letter;

  TicksAmongWords(Ink ink, double letter) {
    this.ink = ink;
    this.letter = letter;
  }

  /** The squares and circles on a page; letters of its words are none. */
  List<Tick> ticks(List<Stain> stains, List<Phrase.Word> words) {
    List<Tick> found = new ArrayList<>(CheckBoxes.squares(ink, stains, true));
    found.addAll(RadioButtons.find(ink, stains));
    found.removeIf(tick -> words.stream().anyMatch(word -> isLetterOf(word, tick.area())));
    found.sort(Comparator.comparingDouble(tick -> tick.area().top()));
    return found;
  }

  /**
   * A box before a word is often read as its first letter, or passed over with the word's place
   * reaching over it; but a wider gap follows it than follows a letter.
   */
  private boolean isLetterOf(Phrase.Word word, Area tick) {
    if (word.text().length() < 2 || word.area().shared(tick) < 0.7 * tick.size()) {
      return false;
    }
    boolean leads = tick.left() < word.area().left() + 0.3 * tick.width();
    int behind = (int) Math.round(tick.right() + 0.1 * letter);
    int free = (int) Math.round(tick.right() + GAP_BEHIND_BOX * letter);
    boolean stands = ink.share(behind, (int) tick.top(), free, (int) tick.bottom()) == 0;
    return !(leads && (stands || BOX_AS_SIGN.matcher(word.text()).lookingAt()));
  }

  /** The words without what a reader took for a letter and is the box itself. */
  static List<Phrase.Word> words(List<Phrase.Word> words, List<Tick> ticks) {
    List<Phrase.Word> kept = new ArrayList<>();
    for (Phrase.Word word : words) {
      Optional<Tick> on =
          ticks.stream()
              .filter(tick -> tick.area().shared(word.area()) > 0.3 * tick.area().size())
              .findFirst();
      if (on.isEmpty()) {
        kept.add(word);
      } else if (!BOX_AS_LETTER.matcher(word.text()).matches()) {
        cut(word, on.get()).ifPresent(kept::add);
      }
    }
    return kept;
  }

  /** A word that was read together with the box before it. */
  private static Optional<Phrase.Word> cut(Phrase.Word word, Tick tick) {
    if (tick.area().middleX() > word.area().middleX()) {
      return Optional.of(word);
    }
    Area area =
        new Area(tick.area().right(), word.area().top(), word.area().right(), word.area().bottom());
    boolean read = BOX_AS_LETTER.matcher(word.text()).lookingAt();
    return area.width() <= 0
        ? Optional.empty()
        : Optional.of(
            new Phrase.Word(
                read ? word.text().substring(1) : word.text(), area, word.confidence()));
  }
}
