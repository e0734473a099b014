package dev.rigel.perception.forms;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Finds the words that name a place: before it, above it, below it, or behind a box to tick. */
final class Labels {
  /** In the languages of Latin writing, in Chinese and in Russian. */
  private static final Pattern SIGNATURE =
      Pattern.compile(
          "signature|\\bsign(ed|atory|atur)?\\b|unterschrift|unterzeichne|\\bfirma\\b|firmado"
              + "|handtekening|assinatura|podpis|подпись|签名|签字|簽名|署名",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  private static final int LONGEST = 90;

  private final List<Phrase> phrases;
  private final double letter;

  Labels(List<Phrase> phrases, double letter) {
    this.phrases = phrases;
    this.letter = letter;
  }

  /** In the same row, ending before the place. */
  Optional<Phrase> before(Area place, double reach) {
    return phrases.stream()
        .filter(phrase -> phrase.area().inRowWith(place))
        .filter(phrase -> phrase.area().right() < place.left() + 0.6 * letter)
        .filter(phrase -> place.left() - phrase.area().right() < reach * letter)
        .max(Comparator.comparingDouble(phrase -> phrase.area().right()));
  }

  /** In the same row, beginning behind the place. */
  Optional<Phrase> behind(Area place, double reach) {
    return phrases.stream()
        .filter(phrase -> phrase.area().inRowWith(place))
        .filter(phrase -> phrase.area().left() > place.right() - 0.6 * letter)
        .filter(phrase -> phrase.area().left() - place.right() < reach * letter)
        .min(Comparator.comparingDouble(phrase -> phrase.area().left()));
  }

  /** Right below, beginning with the place or under its middle. */
  Optional<Phrase> below(Area place, Predicate<Phrase> free) {
    return phrases.stream()
        .filter(free)
        .filter(phrase -> {
          double gap = phrase.area().top() - place.bottom();
          return gap > -0.35 * letter && gap < 1.3 * letter;
        })
        .filter(phrase -> aligned(phrase, place))
        .min(Comparator.comparingDouble(phrase -> phrase.area().top()));
  }

  /** Right above, beginning with the place or over its middle. */
  Optional<Phrase> above(Area place, double reach, Predicate<Phrase> free) {
    return phrases.stream()
        .filter(free)
        .filter(phrase -> {
          double gap = place.top() - phrase.area().bottom();
          return gap > -0.35 * letter && gap < reach * letter;
        })
        .filter(phrase -> aligned(phrase, place))
        .max(Comparator.comparingDouble(phrase -> phrase.area().bottom()));
  }

  private boolean aligned(Phrase phrase, Area place) {
    Area area = phrase.area();
    return Math.abs(area.left() - place.left()) < 1.5 * letter
        || Math.abs(area.middleX() - place.middleX()) < 2 * letter;
  }

  /** Without the colon, the dots and the signs that lead over to the place. */
  static String named(String text) {
    return text.replaceAll("[\\s:：._…*☐☑☒□]+$", "").replaceAll("^[\\s☐☑☒□■*•]+", "");
  }

  /** Words, and few enough for a name. */
  static boolean isName(String text) {
    return text.length() <= LONGEST && text.codePoints().filter(Character::isLetter).count() >= 2;
  }

  /** Whether the words ask for a signature. */
  static boolean isOfSignature(String text) {
    return SIGNATURE.matcher(text).find();
  }
}
