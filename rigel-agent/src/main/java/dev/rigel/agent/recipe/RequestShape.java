package dev.rigel.agent.recipe;

import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request without the things it names: what is to be done with cups is done with chairs in the
 * same way, but their words move a request's vector further than "as many" or "all but one" do.
 */
final class RequestShape {
  private static final Pattern PART = Pattern.compile("\"[^\"]*\"|“[^”]*”|\\p{L}+");

  /** Kinds of papers and dishes are things too, though no detector finds them. */
  private static final Set<String> PAPERS =
      Set.of(
          "contract",
          "agreement",
          "letter",
          "invoice",
          "bill",
          "receipt",
          "report",
          "handbook",
          "menu",
          "flyer",
          "poster",
          "ticket",
          "fish",
          "soup",
          "burger",
          "pizza",
          "salad",
          "tea",
          "coffee",
          "wine",
          "beer",
          "bread",
          "milk",
          "juice",
          "butter",
          "soap",
          "steak",
          "espresso",
          "drinks",
          "dishes",
          "articles",
          "products",
          "items");

  /** Functions of their own find them. */
  private static final Set<String> PERSONS =
      Set.of("person", "persons", "people", "man", "men", "woman", "women", "child", "children");

  private final Predicate<String> things;

  RequestShape(Predicate<String> things) {
    this.things = things;
  }

  String of(String request) {
    Matcher parts = PART.matcher(request);
    return parts.replaceAll(part -> Matcher.quoteReplacement(shape(part.group())));
  }

  private String shape(String part) {
    if (!Character.isLetter(part.charAt(0))) {
      return "\"word\"";
    }
    String word = part.toLowerCase(Locale.ROOT);
    if (PAPERS.contains(word)) {
      return "thing";
    }
    if (PERSONS.contains(word) || !things.test(word)) {
      return part;
    }
    return word.endsWith("s") ? "things" : "thing";
  }
}
