package dev.rigel.tools.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds addresses of the internet protocol, versions 4 and 6. */
public final class IpText implements TextFinder {
  private static final Pattern FOUR =
      Pattern.compile("(?<![\\w.])(?:\\d{1,3}\\.){3}\\d{1,3}(?![\\w]|\\.\\d)");

  private static final Pattern SIX =
      Pattern.compile("(?<![\\w:.])[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){2,7}(?![\\w:])");

  private static final Pattern VERSION =
      Pattern.compile("(?:version|release|v|§|section|chapter)\\.?\\s*$", Pattern.CASE_INSENSITIVE);

  @Override
  public List<Match> find(String line) {
    List<Match> found = new ArrayList<>();
    Matcher four = FOUR.matcher(line);
    while (four.find()) {
      boolean right =
          Arrays.stream(four.group().split("\\."))
              .allMatch(part ->
                  Integer.parseInt(part) < 256
                      && String.valueOf(Integer.parseInt(part)).equals(part));
      if (right && !VERSION.matcher(line.substring(0, four.start())).find()) {
        found.add(new Match(four.start(), four.end(), four.group(), 0.9));
      }
    }
    Matcher six = SIX.matcher(line);
    while (six.find()) {
      if (isSix(six.group())) {
        found.add(new Match(six.start(), six.end(), six.group().toLowerCase(Locale.ROOT), 0.97));
      }
    }
    return found;
  }

  /** Eight groups, or fewer with one gap; a letter or the gap tells it from a time. */
  private static boolean isSix(String text) {
    int gap = text.indexOf("::");
    boolean oneGap = gap >= 0 && text.indexOf("::", gap + 1) < 0 && !text.contains(":::");
    long groups = Arrays.stream(text.split(":")).filter(group -> !group.isEmpty()).count();
    boolean open = text.startsWith(":") && gap != 0 || text.endsWith(":") && !text.endsWith("::");
    return !open && groups > 0 && (gap < 0 ? groups == 8 : oneGap && groups <= 7);
  }
}
