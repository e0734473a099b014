package dev.rigel.tools.text;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Finds web addresses. */
public final class UrlText implements TextFinder {
  private static final Pattern URL =
      Pattern.compile(
          "(?<![\\w@.])(?:https?://|www\\.)[^\\s<>\"'\\u201c\\u201d\\u00ab\\u00bb]{3,2000}",
          Pattern.CASE_INSENSITIVE);

  @Override
  public List<Match> find(String line) {
    return URL.matcher(line).results().map(UrlText::match).toList();
  }

  /** Punctuation at the end belongs to the sentence; a bracket too unless it was opened inside. */
  private static Match match(MatchResult found) {
    String url = found.group();
    int end = url.length();
    while (end > 0 && (".,;:!?".indexOf(url.charAt(end - 1)) >= 0 || closesOuter(url, end))) {
      end--;
    }
    return new Match(found.start(), found.start() + end, url.substring(0, end), 0.98);
  }

  private static boolean closesOuter(String url, int end) {
    char last = url.charAt(end - 1);
    return (last == ')' && url.lastIndexOf('(', end - 1) < 0)
        || (last == ']' && url.lastIndexOf('[', end - 1) < 0);
  }
}
