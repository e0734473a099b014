package dev.rigel.tools.pile;

import dev.rigel.media.Box;
import dev.rigel.media.Region;
import dev.rigel.tools.reading.TextLine;
import dev.rigel.tools.text.Folding;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a page says of its own number: {@code Page 2 of 3}, {@code 2/3}, {@code - 2 -}.
 *
 * @param of how many pages there are, where it says so
 * @param plain whether only a number stands there, which may be another number too
 */
record PageMark(int number, OptionalInt of, boolean plain, TextLine line, Region place) {
  private static final String OF = "\\s*(?:of|von|de|di|van|sur|/)\\s*";

  private static final Pattern NAMED =
      Pattern.compile(
          "(?<![a-z])(?:page|seite|pagina|pag\\.|blatt|sheet|p\\.)\\s*:?\\s*(\\d{1,4})(?!\\d)(?:"
              + OF
              + "(\\d{1,4})(?![\\d.,/]))?");

  private static final Pattern SHARE = Pattern.compile("^\\W*(\\d{1,3})" + OF + "(\\d{1,3})\\W*$");

  private static final Pattern PLAIN =
      Pattern.compile("^[-|\\s.\u00b7]*(\\d{1,3})[-|\\s.\u00b7]*$");

  private static final double TOP = 0.12;
  private static final double FOOT = 0.88;

  static Optional<PageMark> on(PageView page) {
    Optional<PageMark> weaker = Optional.empty();
    for (TextLine line : page.lines()) {
      String text = Folding.fold(line.text());
      Box box = line.region().box();
      boolean margin = box.y() < TOP || box.bottom() > FOOT;
      Matcher named = NAMED.matcher(text);
      if (named.find() && (margin || named.group(2) != null)) {
        Optional<PageMark> mark = mark(named, false, line);
        if (mark.isPresent()) {
          return mark;
        }
      }
      if (margin && weaker.isEmpty()) {
        Matcher share = SHARE.matcher(text);
        Matcher plain = PLAIN.matcher(text);
        if (share.find()) {
          weaker = mark(share, false, line);
        } else if (plain.find()) {
          weaker = mark(plain, true, line);
        }
      }
    }
    return weaker;
  }

  private static Optional<PageMark> mark(Matcher matcher, boolean plain, TextLine line) {
    int number = Integer.parseInt(matcher.group(1));
    String last = matcher.groupCount() > 1 ? matcher.group(2) : null;
    OptionalInt of = last == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(last));
    if (number < 1 || of.isPresent() && of.getAsInt() < number) {
      return Optional.empty();
    }
    return Optional.of(
        new PageMark(
            number, of, plain, line, line.span(matcher.start(1), matcher.end(), "page number")));
  }

  boolean isLast() {
    return of.isPresent() && of.getAsInt() == number;
  }
}
