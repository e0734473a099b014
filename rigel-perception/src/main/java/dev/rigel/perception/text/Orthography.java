package dev.rigel.perception.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Settles what a network leaves open in one word by how words and figures are written anywhere: on
 * faint scans a comma, a period and a minus are the same few grey pixels. A character is only
 * exchanged where the word makes no sense as it stands, and only for one that the network itself
 * holds possible.
 *
 * <ul>
 *   <li>A figure's decimal sign is not the one between its thousands: {@code 1.729.95} is {@code
 *       1,729.95}.
 *   <li>No amount begins with a period or a wave: {@code .96.90} is {@code -96.90}. A sign before
 *       an amount that is merely likely is a minus.
 *   <li>A zero before small letters is a capital letter: {@code 0rder} is {@code Order}.
 *   <li>An {@code E} before an amount that is perhaps a pound sign is one.
 *   <li>A mark after a word's last letter that is merely likely stands there, and so does the sign
 *       of degrees before a lone {@code C} or {@code F}.
 * </ul>
 */
final class Orthography {
  /** What the network thinks of a character at the steps from one up to another. */
  @FunctionalInterface
  interface Evidence {
    /** The highest probability among the steps; 0 for a character that the network lacks. */
    double of(String character, int firstStep, int endStep);
  }

  /** Less is not in the picture: wrong signs are below .0005 on clear prints, right ones above. */
  private static final double POSSIBLE = 0.003;

  /** For a sign that greedy decoding drops, like {@link CtcDecoder#SPACE_PROBABILITY}. */
  private static final double LIKELY = 0.1;

  private static final Pattern THOUSANDS = Pattern.compile("[-+.]?\\d{1,3}([.,]\\d{3})+[.,]\\d{2}");
  private static final Pattern AMOUNT = Pattern.compile("\\d[\\d.,]*[.,]\\d{2}");
  private static final Pattern POUNDS_AS_LETTER = Pattern.compile("E\\d+[.,]\\d{2}");
  private static final Pattern DEGREES = Pattern.compile("[CF]");
  private static final List<String> MARKS = List.of(".", ",", ":", ";", "!", "?");
  private static final Pattern CAPITAL_AS_ZERO = Pattern.compile("0\\p{Ll}{2,}");

  private final List<DecodedCharacter> word;
  private final Evidence evidence;
  private final int from;
  private final int end;
  private final int next;

  private Orthography(List<DecodedCharacter> word, Evidence evidence, int from, int end, int next) {
    this.word = new ArrayList<>(word);
    this.evidence = evidence;
    this.from = from;
    this.end = end;
    this.next = next;
  }

  /**
   * @param word its characters in order, at least one
   * @param from the step after the word before, or the first
   * @param end the step after the last one of the word
   * @param next the step that says what follows, or the one after the last
   */
  static List<DecodedCharacter> settled(
      List<DecodedCharacter> word, Evidence evidence, int from, int end, int next) {
    Orthography orthography = new Orthography(word, evidence, from, end, next);
    orthography.settleCapital();
    orthography.settleThousands();
    orthography.settleMinus();
    orthography.settlePounds();
    orthography.settleDegrees();
    orthography.settleLastMark();
    return orthography.word;
  }

  private String text() {
    return String.join("", word.stream().map(DecodedCharacter::text).toList());
  }

  private void settleCapital() {
    if (CAPITAL_AS_ZERO.matcher(text()).matches() && probability(0, "O") >= POSSIBLE) {
      exchange(0, "O");
    }
  }

  private void settleThousands() {
    if (!THOUSANDS.matcher(text()).matches()) {
      return;
    }
    int decimal = word.size() - 3;
    List<Integer> thousands =
        IntStream.range(1, decimal)
            .filter(at -> ".,".contains(word.get(at).text()))
            .boxed()
            .toList();
    double english = weakest(thousands, ",", decimal, ".");
    double continental = weakest(thousands, ".", decimal, ",");
    if (Math.max(english, continental) >= POSSIBLE) {
      thousands.forEach(at -> exchange(at, english >= continental ? "," : "."));
      exchange(decimal, english >= continental ? "." : ",");
    }
  }

  private double weakest(
      List<Integer> thousands, String thousandsSign, int decimal, String decimalSign) {
    return thousands.stream()
        .mapToDouble(at -> probability(at, thousandsSign))
        .reduce(probability(decimal, decimalSign), Math::min);
  }

  private void settleMinus() {
    String text = text();
    int first = word.getFirst().step();
    if ((text.startsWith(".") || text.startsWith("~"))
        && AMOUNT.matcher(text.substring(1)).matches()) {
      if (probability(0, "-") >= POSSIBLE) {
        exchange(0, "-");
      }
    } else if (AMOUNT.matcher(text).matches() && first > from) {
      double minus = evidence.of("-", from, first);
      double sign = minus + evidence.of(".", from, first);
      if (minus >= POSSIBLE && sign >= LIKELY) {
        word.addFirst(new DecodedCharacter("-", Math.min(1, sign), first - 1));
      }
    }
  }

  private void settlePounds() {
    if (POUNDS_AS_LETTER.matcher(text()).matches() && probability(0, "£") >= LIKELY) {
      exchange(0, "£");
    }
  }

  private void settleDegrees() {
    int first = word.getFirst().step();
    double degree = DEGREES.matcher(text()).matches() ? evidence.of("°", from, first) : 0;
    if (degree >= LIKELY) {
      word.addFirst(new DecodedCharacter("°", degree, Math.max(from, first - 1)));
    }
  }

  private void settleLastMark() {
    String last = word.getLast().text();
    if (word.size() < 2 || !last.codePoints().allMatch(Character::isLetter)) {
      return;
    }
    double sum = 0;
    double highest = 0;
    String likeliest = "";
    for (String mark : MARKS) {
      double probability = evidence.of(mark, end, next);
      sum += probability;
      if (probability > highest) {
        highest = probability;
        likeliest = mark;
      }
    }
    if (sum >= LIKELY) {
      word.addLast(new DecodedCharacter(likeliest, Math.min(1, sum), end));
    }
  }

  private double probability(int at, String character) {
    int next = at + 1 < word.size() ? word.get(at + 1).step() : end;
    return evidence.of(character, word.get(at).step(), next);
  }

  /** What speaks for the one character speaks for the other: only which of them was open. */
  private void exchange(int at, String character) {
    DecodedCharacter old = word.get(at);
    if (!old.text().equals(character)) {
      double sum = old.probability() + probability(at, character);
      word.set(at, new DecodedCharacter(character, Math.min(1, sum), old.step()));
    }
  }
}
