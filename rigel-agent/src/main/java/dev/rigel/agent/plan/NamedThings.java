package dev.rigel.agent.plan;

import java.util.ArrayList;
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

  /** What is looked at is not to be found in itself. */
  private static final Pattern IS_MEDIUM = Pattern.compile("(?i)(?:" + Slip.CARRIER + "s?)");

  private static final Pattern DETECTED = Pattern.compile("\\bdetect\\(\\w+, \\[([^\\]]*)]");
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
   * Things that the request names and the program does not look for, and things that it looks for
   * though nobody names them.
   *
   * @param request in English
   */
  List<Doubt> doubts(String request, String program) {
    List<Doubt> doubts = new ArrayList<>(invented(request, program));
    doubts.addAll(leftOut(request, program));
    return doubts;
  }

  /** Things that the program looks for though nobody names them. */
  private List<Doubt> invented(String request, String program) {
    if (kinds.apply(PERSON).isEmpty()) {
      return List.of();
    }
    Set<String> named = named(request);
    return DETECTED
        .matcher(program)
        .results()
        .flatMap(call -> TEXT.matcher(call.group(1)).results())
        .map(word -> word.group(1))
        .filter(word -> !isNamed(word, request, named))
        .distinct()
        .map(word ->
            Doubt.against(
                "the program looks for \"" + word + "\", which the request does not name",
                Pattern.compile("\\bdetect\\(\\w+, \\[[^\\]]*" + Pattern.quote('"' + word + '"'))))
        .toList();
  }

  private boolean isNamed(String word, String request, Set<String> named) {
    Collection<String> meant = kinds.apply(word);
    String said = RequestedWork.unquoted(request).toLowerCase(Locale.ROOT);
    return meant.isEmpty()
        ? said.contains(word.toLowerCase(Locale.ROOT)) && !IS_MEDIUM.matcher(word).matches()
        : meant.contains(PERSON) || !Collections.disjoint(meant, named);
  }

  /** The kinds of everything that a request names, in one word or two. */
  private Set<String> named(String request) {
    List<String> words =
        WORD.matcher(request).results().map(m -> m.group().toLowerCase(Locale.ROOT)).toList();
    Set<String> named = new HashSet<>();
    for (int i = 0; i < words.size(); i++) {
      named.addAll(kinds.apply(words.get(i)));
      if (i > 0) {
        named.addAll(kinds.apply(words.get(i - 1) + " " + words.get(i)));
      }
    }
    return named;
  }

  private List<Doubt> leftOut(String request, String program) {
    if (!LOOKS.matcher(program).find() || ANYTHING.matcher(program).find()) {
      return List.of();
    }
    Set<String> soughtKinds = new HashSet<>();
    TEXT.matcher(program).results().forEach(m -> soughtKinds.addAll(kinds.apply(m.group(1))));
    if (SEES_PERSONS.matcher(program).find()) {
      soughtKinds.add(PERSON);
    }
    String said = RequestedWork.unquoted(request);
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
