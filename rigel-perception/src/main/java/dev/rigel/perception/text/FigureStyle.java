package dev.rigel.perception.text;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Which way a page writes its amounts, {@code 1,234.56} or {@code 1.234,56}, and what that settles:
 * on faint scans one sign of an amount is taken for the other, surely even, but hardly ever most of
 * them.
 */
enum FigureStyle {
  ENGLISH(",", "."),
  CONTINENTAL(".", ","),
  UNKNOWN("", "");

  /** So many amounts tell the style, if none speaks against it. */
  private static final int TELLING = 3;

  private static final double SURE = 0.9;

  /** More groups of thousands are rare, and addresses of computers look like that. */
  private static final Pattern AMOUNT =
      Pattern.compile("([-+(]?\\p{Sc}?\\d{1,3})([.,])(\\d{3})([.,])(\\d{2}\\)?)");

  private final String thousands;
  private final String decimal;

  FigureStyle(String thousands, String decimal) {
    this.thousands = thousands;
    this.decimal = decimal;
  }

  /** Of a whole page. */
  static FigureStyle of(List<RecognizedText> lines) {
    long english = lines.stream().mapToLong(ENGLISH::count).sum();
    long continental = lines.stream().mapToLong(CONTINENTAL::count).sum();
    if (english >= TELLING && continental == 0) {
      return ENGLISH;
    }
    return continental >= TELLING && english == 0 ? CONTINENTAL : UNKNOWN;
  }

  private long count(RecognizedText line) {
    return line.words().stream()
        .filter(word -> word.weakest() >= SURE && isWrittenIn(word.text()))
        .count();
  }

  private boolean isWrittenIn(String text) {
    var matcher = AMOUNT.matcher(text);
    return matcher.matches()
        && matcher.group(2).equals(thousands)
        && matcher.group(4).equals(decimal);
  }

  /**
   * The line with its amounts in this style: those that make no sense and those that are unsure.
   */
  RecognizedText settled(RecognizedText line) {
    if (this == UNKNOWN || line.words().stream().noneMatch(this::isOpen)) {
      return line;
    }
    return RecognizedText.of(
        line.words().stream()
            .map(word -> isOpen(word) ? word.spelt(written(word.text())) : word)
            .toList());
  }

  private boolean isOpen(RecognizedText.Word word) {
    var matcher = AMOUNT.matcher(word.text());
    return matcher.matches()
        && (matcher.group(2).equals(matcher.group(4)) || word.weakest() < SURE);
  }

  private String written(String amount) {
    return AMOUNT.matcher(amount).replaceFirst("$1" + thousands + "$3" + decimal + "$5");
  }
}
