package dev.rigel.tools.text;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds amounts of money: a number beside a currency, or one with exactly two decimals. The value
 * is the number with a decimal point and, where it is known, the currency's ISO 4217 code: {@code
 * 1234.50 EUR}.
 */
public final class AmountText implements TextFinder {
  private static final String CURRENCY =
      "(?:US\\$|[$€£¥₹₩₽₺₴]|(?:EUR|USD|GBP|CHF|JPY|CNY|SEK|NOK|DKK|PLN|CZK|HUF|CAD|AUD|NZD|INR|BRL|MXN|"
          + "ZAR|TRY|SGD|HKD|KRW|AED|ILS|THB|RON|BGN|UAH)(?![A-Za-z])|(?:euros?|dollars?|pounds?|Fr\\.)(?![A-Za-z]))";

  private static final String NUMBER =
      "(?:\\d{1,3}(?:[,.'\\u2019\\u00a0\\u202f ]\\d{3})+(?:[.,]\\d{1,2})?|\\d+(?:[.,]\\d{1,2})?)";

  private static final Pattern AMOUNT =
      Pattern.compile(
          "(?<![\\p{L}\\d.,/:-])(?<open>\\()?(?<sign>[-\\u2212]\\s?)?(?:(?<before>"
              + CURRENCY
              + ")\\s?)?(?<inner>[-\\u2212]\\s?)?(?<number>"
              + NUMBER
              + ")(?!\\d|[.,/:-]\\d|\\s?%)(?:(?:,?[-\\u2013\\u2014]{1,2})?\\s?(?<after>"
              + CURRENCY
              + "))?(?<close>\\))?",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern TWO_DECIMALS = Pattern.compile(".*[.,]\\d{2}");
  private static final Pattern THREE_DIGIT_GROUP = Pattern.compile("\\d{1,3}\\.\\d{3}");

  private final DateText dates = new DateText(DateText.Order.UNKNOWN);

  @Override
  public List<Match> find(String line) {
    List<Match> taken = dates.find(line);
    List<Match> found = new ArrayList<>();
    Matcher matcher = AMOUNT.matcher(line);
    int from = 0;
    while (from <= line.length() && matcher.find(from)) {
      from = Math.max(matcher.end(), matcher.start() + 1);
      boolean currency = matcher.group("before") != null || matcher.group("after") != null;
      String number = matcher.group("number");
      if (!currency && !TWO_DECIMALS.matcher(number).matches()) {
        continue;
      }
      Match match = match(matcher, number, currency);
      if (taken.stream().noneMatch(match::overlaps)) {
        found.add(match);
      }
    }
    return found;
  }

  private static Match match(Matcher matcher, String number, boolean currency) {
    boolean bracketed = matcher.group("open") != null && matcher.group("close") != null;
    int start = matcher.group("open") != null && !bracketed ? matcher.start() + 1 : matcher.start();
    int end = matcher.group("close") != null && !bracketed ? matcher.end() - 1 : matcher.end();
    boolean negative =
        bracketed && !currency || matcher.group("sign") != null || matcher.group("inner") != null;
    BigDecimal value = value(number);
    String code =
        code(matcher.group("before") == null ? matcher.group("after") : matcher.group("before"));
    return new Match(
        start,
        end,
        ((negative ? value.negate() : value).toPlainString() + " " + code).strip(),
        currency ? 0.95 : 0.8);
  }

  /** Money has no three decimals: a point before exactly three digits groups thousands. */
  private static BigDecimal value(String number) {
    String plain = number.replace(" ", "");
    return THREE_DIGIT_GROUP.matcher(plain).matches()
        ? new BigDecimal(plain.replace(".", ""))
        : NumberText.parse(plain).orElse(BigDecimal.ZERO);
  }

  private static String code(@org.jspecify.annotations.Nullable String currency) {
    if (currency == null) {
      return "";
    }
    String name = currency.toUpperCase(Locale.ROOT);
    return switch (name) {
      case "$", "US$", "DOLLAR", "DOLLARS" -> "USD";
      case "€", "EURO", "EUROS" -> "EUR";
      case "£", "POUND", "POUNDS" -> "GBP";
      case "¥" -> "JPY";
      case "₹" -> "INR";
      case "₩" -> "KRW";
      case "₽" -> "RUB";
      case "₺" -> "TRY";
      case "₴" -> "UAH";
      case "FR." -> "CHF";
      default -> name;
    };
  }
}
