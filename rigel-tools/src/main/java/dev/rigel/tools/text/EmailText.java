package dev.rigel.tools.text;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Finds e-mail addresses. */
public final class EmailText implements TextFinder {
  private static final Pattern EMAIL =
      Pattern.compile(
          "(?<![\\w.+-])[A-Za-z0-9][\\w.+'-]{0,63}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)"
              + "{1,8}[A-Za-z]{2,24}(?![\\w-])");

  @Override
  public List<Match> find(String line) {
    return EMAIL
        .matcher(line)
        .results()
        .filter(m -> !m.group().contains("..") && !m.group().contains(".@"))
        .map(m -> new Match(m.start(), m.end(), m.group().toLowerCase(Locale.ROOT), 0.98))
        .toList();
  }
}
