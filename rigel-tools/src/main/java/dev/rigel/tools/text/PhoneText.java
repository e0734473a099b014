package dev.rigel.tools.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds telephone numbers: 7 to 15 digits (ITU-T E.164) that begin like one, are grouped like one,
 * or stand after a word such as {@code Tel}. Dates, amounts, account numbers and addresses are left
 * out.
 */
public final class PhoneText implements TextFinder {
  private static final Pattern CANDIDATE =
      Pattern.compile(
          "(?<![\\w.,/@-])(?:\\+|\\(\\+?)?\\d(?:[\\d\\s()./\\u2013-]{0,2}\\d){5,16}(?![\\w@])");

  private static final Pattern KEYWORD =
      Pattern.compile(
          "(?:\\b(?:tel|telephone|telefon|phone|ph|fax|mobile|mobil|cell|call|handy|hotline|whatsapp|"
              + "t|m|f|p)\\b|[\\u260e\\u2706\\x{1F4DE}])[.:\\s(]*$",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern GROUPED =
      Pattern.compile("\\(?\\d{2,4}\\)?[\\s./-]\\d{3,4}[\\s.-]\\d{3,6}");
  private static final Pattern GROUPED_WITH_COUNTRY =
      Pattern.compile("\\d{1,3}[\\s./-]\\(?\\d{2,4}\\)?[\\s./-]\\d{3,4}[\\s.-]\\d{3,4}");
  private static final Pattern YEARS = Pattern.compile("(?:(?:19|20)\\d{2}\\D{0,2})+");
  private static final Pattern SHORT = Pattern.compile("\\d{3}-\\d{4}");

  private final List<TextFinder> others =
      List.of(new DateText(DateText.Order.UNKNOWN), new IbanText(), new EmailText(), new UrlText());

  @Override
  public List<Match> find(String line) {
    List<Match> taken = others.stream().flatMap(finder -> finder.find(line).stream()).toList();
    List<Match> found = new ArrayList<>();
    Matcher matcher = CANDIDATE.matcher(line);
    while (matcher.find()) {
      String written = matcher.group();
      String digits = written.replaceAll("\\D", "");
      Match match =
          new Match(
              matcher.start(), matcher.end(), (isInternational(written) ? "+" : "") + digits, 0.8);
      if (digits.length() >= 7
          && digits.length() <= 15
          && looksRight(written, digits, line.substring(0, matcher.start()))
          && taken.stream().noneMatch(match::overlaps)) {
        found.add(match);
      }
    }
    return found;
  }

  private static boolean looksRight(String written, String digits, String before) {
    if (KEYWORD.matcher(before).find() || isInternational(written) || digits.startsWith("00")) {
      return true;
    }
    boolean grouped = written.length() > digits.length();
    return digits.startsWith("0") && digits.length() >= 9
        || grouped
            && !YEARS.matcher(written).matches()
            && (GROUPED.matcher(written).matches()
                || GROUPED_WITH_COUNTRY.matcher(written).matches()
                || written.startsWith("(")
                || SHORT.matcher(written).matches());
  }

  private static boolean isInternational(String written) {
    return written.startsWith("+") || written.startsWith("(+");
  }
}
