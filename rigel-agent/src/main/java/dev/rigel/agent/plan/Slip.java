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

  /** "Is it so?" wants yes or no. */
  private static final Pattern YES_NO_QUESTION =
      Pattern.compile(
          "(?i)^\\s*(?:is|are|was|were|does|do|did|has|have)\\b(?!.{0,400}\\bor\\b(?! not\\b| no\\b))"
              + "(?!.{0,400}\\?\\s*\\p{L}).{0,400}$");

  private static final Pattern SAYS_SOMETHING_ELSE =
      Pattern.compile(
          "answer\\(f?\"(?:(?!Yes|No|yes|no|\\{)[^\"][^\"][^\"]|\\{(?:len|sum|max|min|round)\\()");

  /** "Who is below the average?" wants names. */
  private static final Pattern WHO_OR_WHICH =
      Pattern.compile(
          "(?i)^\\s*(?:who|whose|which (?!page|picture|photo|image|document|of the)\\p{L}+|list|name)\\b"
              + "(?!.{0,400}\\bhow (?:many|often)\\b)");

  private static final Pattern SAYS_HOW_MANY =
      Pattern.compile("answer\\(f?\"\\{len\\([^\\{\"]*\"[,)]");

  /** A line of text and a cell hold more than one word, or begin with a capital. */
  private static final Pattern WHOLE_LINE =
      Pattern.compile(
          "(?:\\.text|\\[-?\\d\\d?])(?:\\.lower\\(\\))? == \" ?"
              + "(?!(?:checked|unchecked|signed|unsigned|empty|handwritten)\")\\p{L}[^\"\\n]*\"");

  private static final Pattern CASE_MATTERS =
      Pattern.compile("\"\\p{Ll}[^\"\\n]*\" in \\w+(?:\\.text|\\[-?\\d\\d?])(?=[\\]) ,:\\n])");

  private static final Pattern HALF = Pattern.compile("(?i)\\b(?:half|halves)\\b");

  private static final Pattern CUT_BY_NUMBERS =
      Pattern.compile("\\bcrop\\(\\w+, (?:box\\(|\\[)\\d");

  /** What somebody asks for who knows where something is. */
  private static final Pattern SAYS_WHERE =
      Pattern.compile(
          "(?i)\\d|\\b(?:coordinates?|percent|quarters?|thirds?|fifths?|tenths?|middle|cent(?:er|re)|corners?|strips?|parts?|areas?"
              + "|regions?|rectangles?|squares?|borders?|edges?|margins?|hal(?:f|ves)|everything|all|whole)\\b");

  private static final Pattern INVENTED_BOX =
      Pattern.compile("\\bbox\\(\\d|\\bcrop\\(\\w+, \\[\\d");

  /** What somebody says who knows which pages he wants, by their numbers or places. */
  private static final Pattern SAYS_WHICH_PAGES =
      Pattern.compile(
          "(?i)\\d|\\b(?:first|second|third|fourth|fifth|last|final|odd|even|cover|front|back|revers\\w*|order|twice|cop(?:y|ies)"
              + "|swap\\w*|exchang\\w*|beginning|end|start|half|halves|every|backwards?|one|two|three|four|five|middle|title)\\b");

  private static final Pattern INVENTED_PAGES = Pattern.compile("\\bselect\\(\\w+, \\[\\d");

  private static final Pattern TAKES_AWAY =
      Pattern.compile("(?i)\\b(?:remove|erase|retouch|take .{0,30}(?:away|out)|get rid|clear)\\b");

  private static final Pattern PUTS_SOMETHING =
      Pattern.compile("(?i)\\b(?:put|place|set|paste|lay|add|stamp|insert|watermark)\\b");

  private static final Pattern PUTS_ON = Pattern.compile("\\b(?:watermark|overlay)\\(");

  /** What text stands on. */
  static final String CARRIER =
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
              YES_NO_QUESTION.asPredicate(),
              SAYS_SOMETHING_ELSE,
              "the question is to be answered with yes or no"),
          new Slip(
              WHO_OR_WHICH.asPredicate(), SAYS_HOW_MANY, "the request asks which, not how many"),
          new Slip(
              _ -> true,
              WHOLE_LINE,
              "a line or a cell is seldom just one word: look whether the word is in it"),
          new Slip(
              _ -> true,
              CASE_MATTERS,
              "what is written may begin with a capital: compare with .lower()"),
          new Slip(HALF.asPredicate(), CUT_BY_NUMBERS, "halves are taken by half(...)"),
          new Slip(
              SAYS_WHERE.asPredicate().negate(),
              INVENTED_BOX,
              "nobody says where that is: it has to be found"),
          new Slip(
              request ->
                  TAKES_AWAY.matcher(request).find() && !PUTS_SOMETHING.matcher(request).find(),
              PUTS_ON,
              "something is to be taken away, not put on"),
          new Slip(
              SAYS_WHICH_PAGES.asPredicate().negate(),
              INVENTED_PAGES,
              "nobody says which pages these are: they have to be found"),
          new Slip(
              _ -> true,
              NAMED_AFTER_ITS_CARRIER,
              "a field is named after the value that is wanted, not after what it stands on"),
          new Slip(
              RequestedWork.QUOTED.asPredicate().negate(),
              CARRIER_SOUGHT,
              "the program searches for what the text stands on, not for what it says"));

  /** What no program for a request contains, whichever it is. */
  static List<Doubt> all(String request) {
    return ALL.stream().filter(slip -> slip.where().test(request)).map(Slip::doubt).toList();
  }

  static List<Doubt> doubts(String request, String program) {
    return ALL.stream()
        .filter(slip -> slip.where().test(request) && slip.written().matcher(program).find())
        .map(Slip::doubt)
        .toList();
  }

  private Doubt doubt() {
    return Doubt.against(why, written);
  }
}
