package dev.rigel.agent.plan;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The small words that turn a request's meaning and hardly move its vector: first or last, left or
 * right, only or all but, largest or smallest. Recipes that agree in them are better examples than
 * others that are as near.
 */
final class Facets {

  private enum Facet {
    FIRST("first|front|beginning|start|cover|1st"),
    LAST("last|final|end|behind|append|after"),
    BEFORE("before|in front of"),
    LEFT("left|left-?most|left-?hand"),
    RIGHT("right|right-?most|right-?hand"),
    UPPER("top|top-?most|upper|above|highest"),
    LOWER("bottom|bottom-?most|lower|lowest|down|beneath"),
    MIDDLE("middle|cent(?:er|re)|central|second|between"),
    LARGEST(
        "largest|biggest|most|highest|longest|maximum|max|dearest|best|greatest|tallest|widest|top"),
    SMALLEST("smallest|least|lowest|shortest|minimum|min|cheapest|smaller|worst|fewest"),
    LATEST("latest|newest|most recent"),
    EARLIEST("earliest|oldest"),
    EXCEPT("except|but|without|besides|other than|leave|not|apart from|excluding|rest|others?"),
    ONLY("only|just|alone|nothing else"),
    EACH("each|every|separate|separately|of its own|individually"),
    BOTH("both|two|together|each of them"),
    MEAN("average|mean"),
    SUM("sum|total|altogether|add up|in all|together|come to|combined"),
    DIFFERENCE("difference|how much more|how much less|dearer|cheaper than|more than .{1,20} cost"),
    SHARE("percent|percentage|%|share|portion|fraction|how much of"),
    COUNT("how many|number of|count|how often|how many times"),
    ORDER("left to right|right to left|top to bottom|sorted|in order|alphabetical(?:ly)?"),
    LIMIT("above|over|at least|more than|below|under|less than|fewer than|at most|exceeds?"),
    EQUAL("same|equal|identical|as many|alike"),
    COMPARE("which of|compare|larger|bigger|longer|higher|wider|more"),
    BESIDE("side by side|next to|beside|in a row"),
    ROW("rows?|columns?|table"),
    NAMES("who|whom|whose|name"),
    WHEN("when|dates?|until|day"),
    WHERE("where|locate|place|position|coordinates"),
    COLOUR("colou?rs?|hue|shade"),
    PICTURE("as an? (?:picture|image)|show"),
    GRAY("gr[ae]y|black[- ]and[- ]white|gr[ae]yscale|monochrome"),
    TURN("rotat(?:e|ed)|turn(?:ed)?|upside down|clockwise|degrees"),
    MIRROR("mirror(?:ed)?|flip(?:ped)?"),
    LARGER("enlarge|double|triple|times (?:as )?large|twice"),
    ALSO("and|then|as well|also");

    private final Pattern words;

    Facet(String words) {
      this.words = Pattern.compile("(?<![\\p{L}\\p{N}-])(?:" + words + ")(?![\\p{L}\\p{N}])");
    }
  }

  private final Set<Facet> facets;

  private Facets(Set<Facet> facets) {
    this.facets = facets;
  }

  /**
   * @param request in English
   */
  static Facets of(String request) {
    String said = RequestedWork.unquoted(request).toLowerCase(Locale.ROOT);
    EnumSet<Facet> facets = EnumSet.noneOf(Facet.class);
    for (Facet facet : Facet.values()) {
      if (facet.words.matcher(said).find()) {
        facets.add(facet);
      }
    }
    return new Facets(facets);
  }

  /** From 0, nothing in common, to 1, the same ones; two requests without any agree. */
  double agreement(Facets other) {
    if (facets.isEmpty() && other.facets.isEmpty()) {
      return 1;
    }
    long common = facets.stream().filter(other.facets::contains).count();
    return 2.0 * common / (facets.size() + other.facets.size());
  }
}
