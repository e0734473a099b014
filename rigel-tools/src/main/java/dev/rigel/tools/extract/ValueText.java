package dev.rigel.tools.extract;

import dev.rigel.tools.text.AmountText;
import dev.rigel.tools.text.DateText;
import dev.rigel.tools.text.EmailText;
import dev.rigel.tools.text.IbanText;
import dev.rigel.tools.text.NumberText;
import dev.rigel.tools.text.PercentageText;
import dev.rigel.tools.text.PhoneText;
import dev.rigel.tools.text.TextFinder;
import dev.rigel.tools.text.UrlText;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Values of a form in a piece of text. */
final class ValueText {
  /**
   * A value with its place in the text.
   *
   * @param value a text, a {@code BigDecimal} for numbers, a {@code Boolean}
   * @param fit 0 to 1: how well the text has the form
   */
  record Match(int start, int end, Object value, double fit) {}

  private static final Pattern TIME =
      Pattern.compile(
          "(?<![\\d:.])([01]?\\d|2[0-3])[:.h]([0-5]\\d)(?::[0-5]\\d)?(?:\\s?[ap]\\.?m\\.?)?(?![\\d:]|[.,]\\d)",
          Pattern.CASE_INSENSITIVE);

  /** Groups of capitals and digits: {@code BS1 5TR}, {@code GB 123 4567 89}, {@code F-12/3}. */
  private static final Pattern WHOLE_CODE =
      Pattern.compile("(?=.*\\d)[\\p{Lu}\\d][\\p{Lu}\\d./\\-_]*(?: [\\p{Lu}\\d./\\-_]+){0,6}");

  private static final Pattern CODE =
      Pattern.compile("#?(?=[^\\s]*\\d)[\\p{L}\\d][\\p{L}\\d./\\-_]*[\\p{L}\\d]|\\d");

  private static final Pattern NEXT_LABEL =
      Pattern.compile("\\s+\\p{Lu}[\\p{L} .\\-]{1,24}:(?:\\s.*)?$|\\s{2,}\\S.*$|\\s[|·•]\\s.*$");

  /** Five digits behind a thousands mark: the reader missed the mark before the cents. */
  private static final Pattern LOST_MARK =
      Pattern.compile("(?<![\\d.,])\\d{1,3}(?:[.,]\\d{3})*[.,]\\d{3}\\s?\\d{2}(?![\\d.,]\\d|\\d)");

  private static final int LONGEST = 200;

  private final DateText dates;

  ValueText(DateText dates) {
    this.dates = dates;
  }

  /** From left to right. */
  List<Match> find(Form form, String text) {
    return switch (form) {
      case AMOUNT -> amounts(text);
      case QUANTITY -> quantities(text);
      case DATE -> of(dates, text);
      case TIME -> times(text);
      case CODE -> codes(text);
      case TEXT, NAME, ADDRESS -> words(text);
      case EMAIL -> of(new EmailText(), text);
      case PHONE -> phones(text);
      case URL -> of(new UrlText(), text);
      case IBAN -> of(new IbanText(), text);
      case YES_NO -> yesOrNo(text);
    };
  }

  private static List<Match> of(TextFinder finder, String text) {
    return finder.find(text).stream()
        .map(m -> new Match(m.start(), m.end(), m.value(), m.confidence()))
        .toList();
  }

  private List<Match> amounts(String text) {
    List<Match> found = new ArrayList<>();
    Matcher lost = LOST_MARK.matcher(text);
    while (lost.find()) {
      BigDecimal cents = new BigDecimal(lost.group().replaceAll("\\D", ""));
      found.add(new Match(lost.start(), lost.end(), cents.movePointLeft(2), 0.62));
    }
    if (!found.isEmpty()) {
      return found;
    }
    for (TextFinder.Match m : new AmountText().find(text)) {
      found.add(
          new Match(m.start(), m.end(), new BigDecimal(m.value().split(" ")[0]), m.confidence()));
    }
    if (found.isEmpty()) {
      List<TextFinder.Match> taken = new ArrayList<>(dates.find(text));
      // A rate is no amount.
      taken.addAll(new PercentageText().find(text));
      for (NumberText.Found n : NumberText.find(text)) {
        if (taken.stream().noneMatch(t -> n.start() < t.end() && t.start() < n.end())) {
          found.add(new Match(n.start(), n.end(), n.value(), 0.55));
        }
      }
    }
    return found;
  }

  private static List<Match> quantities(String text) {
    return NumberText.find(text).stream()
        .map(n -> new Match(n.start(), n.end(), n.value(), 0.9))
        .toList();
  }

  private static List<Match> times(String text) {
    List<Match> found = new ArrayList<>();
    Matcher matcher = TIME.matcher(text);
    while (matcher.find()) {
      boolean colon = text.charAt(matcher.end(1)) == ':';
      found.add(new Match(matcher.start(), matcher.end(), matcher.group(), colon ? 0.95 : 0.5));
    }
    return found;
  }

  private static List<Match> codes(String text) {
    Match whole = words(text).stream().findFirst().orElse(null);
    if (whole == null) {
      return List.of();
    }
    String written = text.substring(whole.start(), whole.end());
    if (WHOLE_CODE.matcher(written).matches()) {
      return List.of(whole);
    }
    List<Match> found = new ArrayList<>();
    Matcher matcher = CODE.matcher(text);
    while (matcher.find()) {
      int start = matcher.group().startsWith("#") ? matcher.start() + 1 : matcher.start();
      found.add(new Match(start, matcher.end(), text.substring(start, matcher.end()), 0.85));
    }
    return found;
  }

  /** All words up to what looks like another label. */
  private static List<Match> words(String text) {
    Matcher next = NEXT_LABEL.matcher(text);
    int end = next.find() && next.start() > 0 ? next.start() : text.length();
    int start = 0;
    while (start < end && " :#=-–*._".indexOf(text.charAt(start)) >= 0) {
      start++;
    }
    while (end > start && " _|".indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    String words = text.substring(start, end);
    boolean says = words.codePoints().anyMatch(Character::isLetterOrDigit);
    return says && words.length() <= LONGEST
        ? List.of(new Match(start, end, words.replaceAll("\\s+", " "), 0.9))
        : List.of();
  }

  private static List<Match> phones(String text) {
    String lead = "Tel: ";
    return new PhoneText()
        .find(lead + text).stream()
            .filter(m -> m.start() >= lead.length())
            .map(m -> {
              int start = m.start() - lead.length();
              int end = m.end() - lead.length();
              return new Match(start, end, text.substring(start, end), 0.9);
            })
            .toList();
  }

  private static List<Match> yesOrNo(String text) {
    String word = text.strip().toLowerCase(Locale.ROOT);
    int start = text.length() - text.stripLeading().length();
    Optional<Boolean> value =
        switch (word) {
          case "yes", "true", "y", "ja", "oui", "sí", "si", "x", "☒", "☑", "[x]", "✓", "✔", "✗" ->
              Optional.of(true);
          case "no", "false", "n", "nein", "non", "☐", "[ ]", "[]" -> Optional.of(false);
          default -> Optional.empty();
        };
    return value
        .map(v -> List.of(new Match(start, start + word.length(), (Object) v, 0.95)))
        .orElse(List.of());
  }
}
