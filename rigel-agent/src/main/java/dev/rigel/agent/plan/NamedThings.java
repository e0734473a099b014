package dev.rigel.agent.plan;

import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Sees that a program looks for other things than the request names: a small model at times keeps
 * the thing of an example.
 */
final class NamedThings {
  private static final Pattern WORD = Pattern.compile("\\p{L}{3,}");

  /** What stands behind these is to be left alone. */
  private static final Pattern LEFT_ALONE =
      Pattern.compile(
          "(?i)\\b(?:not|except|without|but|leave|keep|like|of|on|in)\\s+(?:the|an?)?\\s*$");

  private static final Pattern LOOKS = Pattern.compile("\\b(?:detect|faces|people|hands|pose)\\(");
  private static final Pattern TEXT = Pattern.compile("\"([^\"\\n]*)\"");
  private static final Pattern ANYTHING =
      Pattern.compile("\\bdetect\\([^,()]*(?:\\([^()]*\\))?\\)");
  private static final Pattern SEES_PERSONS = Pattern.compile("\\b(?:people|faces|pose|hands)\\(");
  private static final String PERSON = "person";

  private final Function<String, ? extends Collection<String>> kinds;

  /**
   * @param kinds the kinds of objects that the detector finds for a word; none when it does not
   *     know the word
   */
  NamedThings(Function<String, ? extends Collection<String>> kinds) {
    this.kinds = kinds;
  }

  /**
   * Things that the request names and the program does not look for.
   *
   * @param request in English
   */
  List<Doubt> doubts(String request, String program) {
    if (!LOOKS.matcher(program).find() || ANYTHING.matcher(program).find()) {
      return List.of();
    }
    Set<String> soughtKinds = new HashSet<>();
    TEXT.matcher(program).results().forEach(m -> soughtKinds.addAll(kinds.apply(m.group(1))));
    if (SEES_PERSONS.matcher(program).find()) {
      soughtKinds.add(PERSON);
    }
    String said = RequestedWork.QUOTED.matcher(request).replaceAll("\"\"");
    return WORD.matcher(said)
        .results()
        .filter(match -> !LEFT_ALONE.matcher(said.substring(0, match.start())).find())
        .map(match -> match.group().toLowerCase(Locale.ROOT))
        .distinct()
        .filter(word -> !kinds.apply(word).isEmpty())
        .filter(word -> Collections.disjoint(kinds.apply(word), soughtKinds))
        .map(word ->
            Doubt.begins(
                "the request names \"" + word + "\", the program does not look for it",
                "found = detect"))
        .toList();
  }
}
