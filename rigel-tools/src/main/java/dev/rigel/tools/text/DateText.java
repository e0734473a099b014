package dev.rigel.tools.text;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds calendar dates as they are written in numbers or with month names in English, German,
 * French, Spanish, Italian, Dutch and Portuguese. Only days that exist count. {@code 03/04/2024} is
 * read in the order of the clear dates around it, else as money, taxes and postal codes tell the
 * country, otherwise month first, with less confidence.
 */
public final class DateText implements TextFinder {
  /** How a date in numbers with slashes is meant. */
  public enum Order {
    DAY_FIRST,
    MONTH_FIRST,
    UNKNOWN
  }

  private static final double CLEAR = 0.95;
  private static final double AMBIGUOUS = 0.6;

  private static final Map<String, Integer> MONTHS = months();

  private static final String MONTH_NAME =
      "("
          + String.join(
              "|",
              MONTHS.keySet().stream()
                  .sorted(Comparator.comparingInt(String::length).reversed())
                  .toList())
          + ")\\.?";

  private static final Pattern YEAR_FIRST =
      pattern("(?<![\\d.,/-])(\\d{4})([-/.])(\\d{1,2})\\2(\\d{1,2})(?![\\d/-]|[.,]\\d)");
  private static final Pattern YEAR_LAST =
      pattern(
          "(?<![\\d.,/-])(\\d{1,2})(?:\\s?)([-/.])(?:\\s?)(\\d{1,2})(?:\\s?)\\2(?:\\s?)(\\d{4}|\\d{2})(?![\\d/-]|[.,]\\d)");
  private static final Pattern DAY_NAME =
      pattern(
          "(?<![\\d.,/-])(\\d{1,2})(?:st|nd|rd|th|er|º|°)?\\.?[\\s-]*(?:de\\s+|of\\s+)?"
              + MONTH_NAME
              + "[\\s,-]*(?:de\\s+|del\\s+)?(\\d{4}(?!\\d)|['\u2019]?\\d{2}(?![\\d:%]|[.,]\\d))");
  private static final Pattern NAME_DAY =
      pattern(
          "(?<![\\p{L}])" + MONTH_NAME + "\\s*(\\d{1,2})(?:st|nd|rd|th)?\\s*,?\\s*(\\d{4})(?!\\d)");

  private static final Pattern AMERICAN =
      Pattern.compile(
          "\\$\\s?\\d|\\bUSD\\b|\\b[A-Z]{2} \\d{5}(?:-\\d{4})?\\b|(?i:\\bsales tax\\b)");
  private static final Pattern EUROPEAN =
      Pattern.compile(
          "[€£]|\\b(?:EUR|GBP|CHF|VAT|MwSt|TVA|IVA|BTW|IBAN|GmbH)\\b|\\b[A-Z]{1,2}\\d[A-Z\\d]? \\d[A-Z]{2}\\b");

  private final Order order;

  public DateText(Order order) {
    this.order = order;
  }

  /** In the order that the clear dates of the text show. */
  public static DateText in(String wholeText) {
    return new DateText(orderIn(wholeText));
  }

  /** The date that the text is, if it is one and nothing else. */
  public Optional<LocalDate> parse(String text) {
    String trimmed = text.strip();
    return find(trimmed).stream()
        .filter(match -> match.start() == 0 && match.end() == trimmed.length())
        .findFirst()
        .map(match -> LocalDate.parse(match.value()));
  }

  @Override
  public List<Match> find(String line) {
    List<Match> found = new ArrayList<>();
    Matcher yearFirst = YEAR_FIRST.matcher(line);
    while (yearFirst.find()) {
      add(
          found,
          yearFirst,
          date(yearFirst.group(1), yearFirst.group(3), yearFirst.group(4)),
          CLEAR);
    }
    Matcher named = DAY_NAME.matcher(line);
    while (named.find()) {
      add(
          found,
          named,
          date(named.group(3).replaceAll("\\D", ""), month(named.group(2)), named.group(1)),
          CLEAR);
    }
    Matcher american = NAME_DAY.matcher(line);
    while (american.find()) {
      add(
          found,
          american,
          date(american.group(3), month(american.group(1)), american.group(2)),
          CLEAR);
    }
    Matcher yearLast = YEAR_LAST.matcher(line);
    while (yearLast.find()) {
      addYearLast(found, yearLast);
    }
    found.sort(Comparator.comparingInt(Match::start));
    return found;
  }

  private void addYearLast(List<Match> found, Matcher matcher) {
    String first = matcher.group(1);
    String second = matcher.group(3);
    String year = matcher.group(4);
    Optional<LocalDate> dayFirst = date(year, second, first);
    Optional<LocalDate> monthFirst = date(year, first, second);
    if (dayFirst.isEmpty() || monthFirst.isEmpty() || dayFirst.equals(monthFirst)) {
      add(found, matcher, dayFirst.or(() -> monthFirst), CLEAR);
    } else if (matcher.group(2).equals(".") || order == Order.DAY_FIRST) {
      // Points between the numbers are only written where the day stands first.
      add(found, matcher, dayFirst, CLEAR);
    } else {
      add(found, matcher, monthFirst, order == Order.MONTH_FIRST ? CLEAR : AMBIGUOUS);
    }
  }

  private static Order orderIn(String text) {
    int dayFirst = 0;
    int monthFirst = 0;
    Matcher matcher = YEAR_LAST.matcher(text);
    while (matcher.find()) {
      int first = Integer.parseInt(matcher.group(1));
      int second = Integer.parseInt(matcher.group(3));
      dayFirst += first > 12 && second <= 12 ? 1 : 0;
      monthFirst += second > 12 && first <= 12 ? 1 : 0;
    }
    if (dayFirst == monthFirst) {
      return orderByCountry(text);
    }
    return dayFirst > monthFirst ? Order.DAY_FIRST : Order.MONTH_FIRST;
  }

  /** Dollars and ZIP codes go with the month first, European money and taxes with the day. */
  private static Order orderByCountry(String text) {
    boolean american = AMERICAN.matcher(text).find();
    boolean european = EUROPEAN.matcher(text).find();
    if (american == european) {
      return Order.UNKNOWN;
    }
    return american ? Order.MONTH_FIRST : Order.DAY_FIRST;
  }

  private static void add(
      List<Match> found, Matcher matcher, Optional<LocalDate> date, double confidence) {
    if (date.isEmpty()) {
      return;
    }
    Match match = new Match(matcher.start(), matcher.end(), date.get().toString(), confidence);
    if (found.stream().noneMatch(match::overlaps)) {
      found.add(match);
    }
  }

  private static Optional<LocalDate> date(String year, String month, String day) {
    try {
      int y = Integer.parseInt(year);
      // Two digits: the century that makes a date of living memory.
      int full = year.length() == 2 ? (y < 70 ? 2000 + y : 1900 + y) : y;
      return full < 1800 || full > 2199
          ? Optional.empty()
          : Optional.of(LocalDate.of(full, Integer.parseInt(month), Integer.parseInt(day)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static String month(String name) {
    return Integer.toString(MONTHS.getOrDefault(name.toLowerCase(Locale.ROOT), 0));
  }

  private static Pattern pattern(String expression) {
    return Pattern.compile(expression, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }

  private static Map<String, Integer> months() {
    List<String> names =
        List.of(
            "january jan januar jänner janvier janv enero ene gennaio gen januari janeiro",
            "february feb februar février fevrier févr febrero febbraio febbr februari fevereiro fev",
            "march mar märz maerz mrz mars marzo maart mrt março marco",
            "april apr avril avr abril abr aprile",
            "may mai mayo maggio mag mei maio",
            "june jun juni juin junio giugno giu junho",
            "july jul juli juillet juil julio luglio lug julho",
            "august aug août aout agosto ago augustus",
            "september sep sept septembre septiembre settembre set setembro",
            "october oct oktober okt octobre octubre ottobre ott outubro out",
            "november nov novembre noviembre novembro",
            "december dec dezember dez décembre decembre déc diciembre dic dicembre dezembro");
    Map<String, Integer> months = new java.util.TreeMap<>();
    for (int i = 0; i < names.size(); i++) {
      for (String name : names.get(i).split(" ")) {
        months.put(name, i + 1);
      }
    }
    return months;
  }
}
