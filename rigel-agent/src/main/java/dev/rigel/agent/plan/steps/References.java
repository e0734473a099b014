package dev.rigel.agent.plan.steps;

import dev.rigel.agent.turn.InputKind;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says in full what a later step only points at: "it", "them", "how many there are". */
final class References {
  private static final String KNOWN =
      "(?:qr[- ]codes?|bar ?codes?|codes?|faces?|heads?|people|persons?|hands?|e-?mail addresses?|e-?mails?"
          + "|phone numbers?|telephone numbers?|web addresses?|links?|dates?|amounts?|prices?|words?|lines?"
          + "|logos?|copies of the logo|pages?|tables?|objects?|names?|numbers?)";

  private static final Pattern THING = Pattern.compile("(?i)\\b" + KNOWN + "\\b|\\p{L}{3,}");
  private static final Pattern IS_KNOWN = Pattern.compile("(?i)" + KNOWN);

  private static final Pattern ONE =
      Pattern.compile(
          "(?i)(?<!\\bis )(?<!\\bwas )(?<!\\bdoes )\\b(?:it|this one|that one|the (?:result|cutting|cut-?out|cropped (?:part|picture)|crop|clipping|copy))\\b"
              + "(?! is| has|'s)");
  private static final Pattern SEVERAL =
      Pattern.compile(
          "(?i)\\b(?:all of them|each of them|both of them|them all|them both|them|these|those"
              + "|(?:the )?(?:two|both) (?:results|cuttings|cut-?outs|crops|clippings|parts|halves|copies))\\b(?! are)");
  private static final Pattern HOW_MANY =
      Pattern.compile(
          "(?i)\\bhow many (?=(?:there (?:are|were)|are there|were there|(?:you|were|have been) ?(?:found|see|saw|detected)?)\\b)");
  private static final Pattern SAYS =
      Pattern.compile("(?i)\\bwhat it (?=says|contains|holds|reads|means)");
  private static final Pattern ANOTHER =
      Pattern.compile(
          "(?i)\\bthe (?:other )?one(?= (?:on|in|at|to|with|which|that|below|above|near)\\b|$)");
  private static final Pattern SUCH_A_ONE =
      Pattern.compile(
          "(?i)\\bthe (left(?:most)?|right(?:most)?|upper|lower|top(?:most)?|bottom|small(?:er|est)|larg(?:er|est)|bigg(?:er|est)|middle) one\\b");
  private static final Pattern OF_THEM = Pattern.compile("(?i)\\bof them\\b");

  private static final Pattern ALSO =
      Pattern.compile("(?i)\\b(?:as well|separately|in addition|the original)\\b|\\btoo$");

  private final Predicate<String> kind;

  /**
   * @param kind whether a detector finds what a word names
   */
  References(Predicate<String> kind) {
    this.kind = kind;
  }

  /** Whether a step works on what was sent rather than on what was made of it. */
  static boolean worksOnOriginal(String step) {
    return ALSO.matcher(step).find() && !ONE.matcher(step).find();
  }

  /** The last thing that a step names. */
  Optional<String> thing(String step) {
    return THING
        .matcher(step)
        .results()
        .map(MatchResult::group)
        .filter(
            word -> IS_KNOWN.matcher(word).matches() || kind.test(word.toLowerCase(Locale.ROOT)))
        .reduce((_, later) -> later);
  }

  /**
   * A step that says what it means.
   *
   * @param made what the step before made, in the places of all inputs: empty where it made nothing
   * @param inputs how many inputs the step has
   * @param thing what the steps before spoke of
   */
  String resolved(String step, List<Made> made, int inputs, Optional<String> thing) {
    String full = step;
    if (thing.isPresent()) {
      String named = Matcher.quoteReplacement(thing.get());
      full = HOW_MANY.matcher(full).replaceFirst("how many " + named + " ");
      full = SAYS.matcher(full).replaceFirst("what the " + named + " ");
      full = SUCH_A_ONE.matcher(full).replaceAll("the $1 " + named);
      full = ANOTHER.matcher(full).replaceAll("the " + named);
    }
    if (made.size() == 1) {
      full = ONE.matcher(full).replaceAll(Matcher.quoteReplacement(name(made.getFirst(), inputs)));
    } else if (made.isEmpty() && thing.isPresent()) {
      full = ONE.matcher(full).replaceAll(Matcher.quoteReplacement("the " + thing.get()));
    }
    if (made.size() > 1) {
      String all = (made.size() == 2 ? "both " : "all ") + made.getFirst().kind().noun() + "s";
      full = SEVERAL.matcher(full).replaceAll(all);
    } else if (thing.isPresent()) {
      String named = Matcher.quoteReplacement("the " + thing.get());
      full = OF_THEM.matcher(full).replaceAll("of " + named);
      full = SEVERAL.matcher(full).replaceAll(named);
    }
    return full;
  }

  /**
   * What a step made.
   *
   * @param place where it stands among the inputs of the next step, from 0
   */
  record Made(InputKind kind, int place) {}

  private static String name(Made made, int inputs) {
    String ordinal =
        switch (inputs < 2 ? -1 : made.place()) {
          case -1 -> "";
          case 0 -> "first ";
          case 1 -> "second ";
          default -> "third ";
        };
    return "the " + ordinal + made.kind().noun();
  }
}
