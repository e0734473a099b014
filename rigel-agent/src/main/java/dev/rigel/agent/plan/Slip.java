package dev.rigel.agent.plan;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Something that a small model writes now and then and that does not answer the request.
 *
 * @param where the requests, in English, to which it is no answer
 * @param written what a program with it contains
 * @param why what is wrong with it
 */
record Slip(Predicate<String> where, Pattern written, String why) {
  /** "Is it this or that?" wants one of the two. */
  private static final Pattern ALTERNATIVES =
      Pattern.compile(
          "(?i)^\\s*(?:is|are) (?:this|that|it|these|they|the \\p{L}+)\\b(?!.{0,300}\\b(?:any|there|or (?:not|no))\\b)"
              + ".{0,200}\\b\\p{L}{1,40} or (?:an? |the |in |on )?\\p{L}{1,40}[\\s?]{0,9}$");

  /** "Where is it?" wants a place, "how many" a number. */
  private static final Pattern OPEN_QUESTION =
      Pattern.compile(
          "(?i)^\\s*(?:where|which|what|who|whom|whose|when|how (?:many|much|often|long|far))\\b");

  private static final Pattern YES_OR_NO = Pattern.compile("\"(?:Yes|No)[.,!\"]");

  private static final String CARRIER =
      "(?:card|ticket|receipt|letter|bill|invoice|page|document|picture|image|photo|sign|menu|poster|flyer"
          + "|form|contract|label)";

  /** What a value stands on is no name of a value. */
  private static final Pattern NAMED_AFTER_ITS_CARRIER = Pattern.compile("\\{\"" + CARRIER + "\":");

  /** What is read is hardly ever what it is called. */
  private static final Pattern CARRIER_SOUGHT =
      Pattern.compile(
          "\\bsearch\\(\\w+, \"" + CARRIER + "\"\\)|\"" + CARRIER + "\" in \\w+\\.text\\b");

  static final List<Slip> ALL =
      List.of(
          new Slip(
              ALTERNATIVES.asPredicate(),
              YES_OR_NO,
              "the request asks which of two it is, not whether"),
          new Slip(
              OPEN_QUESTION.asPredicate(),
              YES_OR_NO,
              "the question cannot be answered with yes or no"),
          new Slip(
              _ -> true,
              NAMED_AFTER_ITS_CARRIER,
              "a field is named after the value that is wanted, not after what it stands on"),
          new Slip(
              RequestedWork.QUOTED.asPredicate().negate(),
              CARRIER_SOUGHT,
              "the program searches for what the text stands on, not for what it says"));

  static List<Doubt> doubts(String request, String program) {
    return ALL.stream()
        .filter(slip -> slip.where().test(request) && slip.written().matcher(program).find())
        .map(slip -> Doubt.against(slip.why(), slip.written()))
        .toList();
  }
}
