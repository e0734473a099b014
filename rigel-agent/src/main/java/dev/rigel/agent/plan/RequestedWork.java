package dev.rigel.agent.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sees parts of a request that a well-typed program leaves out: a turn that is not made, a largest
 * that is not chosen, a limit that is not compared with. A small model drops the second half of a
 * combination far more often than it invents something.
 */
final class RequestedWork {
  /** Quoted words are not the request's own. */
  static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"|“[^”]*”");

  /** A question about how a picture is does not ask to make it so. */
  private static final Pattern QUESTION =
      Pattern.compile("(?i)^\\s*(?:is|are|was|were|how|what|which|does|do|has|have)\\b");

  /** A word that lines are searched for. */
  private static final Pattern SEARCHED =
      Pattern.compile(
          "\"([\\p{L}]{3,})\" (?:not )?in \\w+\\.text|search\\(\\w+, \"([\\p{L}]{3,})\"\\)");

  /** What detectors find has a label; what is written there they do not read. */
  private static final String SEEING = "detect|faces|people|find|pose|hands|segment";

  private static final Pattern FOUND_BY_SIGHT = calls(SEEING);

  private static final String READING =
      "read|text|search|find_text|barcodes|tables|layout|fields|extract|evidence";

  private static final Pattern READS = calls(READING);

  /** Looks at a medium, in one way or the other. */
  static final Pattern LOOKS = calls(SEEING + "|" + READING);

  /** Some lines have no number, and then there is no first and no last. */
  private static final Pattern INDEXED_NUMBERS =
      Pattern.compile("numbers\\(\\w+(\\.text|\\[-?\\d+])\\)\\[");

  private static final Pattern WITH_NUMBERS =
      Pattern.compile("\\bif (?:[^\\n]* and )?numbers\\(\\w+(?:\\.text|\\[-?\\d+])\\)(?!\\[)");

  private static final Pattern INPUT = Pattern.compile("\\b(?:img|doc)\\d+\\b");

  private static final Pattern TEXT_OF = Pattern.compile("\\.text\\b");

  private RequestedWork() {}

  /** A request without what stands in its quotes. */
  static String unquoted(String request) {
    return QUOTED.matcher(request).replaceAll("\"\"");
  }

  private static Pattern calls(String names) {
    return Pattern.compile("\\b(?:" + names + ")\\(");
  }

  /**
   * What a request asks to be done.
   *
   * @param request in English
   */
  static List<Work> in(String request) {
    String asked = unquoted(request);
    List<Work> all = new ArrayList<>(KindsOfWork.CHOICES);
    if (!QUESTION.matcher(request).find()) {
      all.addAll(KindsOfWork.CHANGES);
    }
    return all.stream().filter(work -> work.asked().matcher(asked).find()).toList();
  }

  /**
   * What one request asks for, found once for the many programs that are held against it.
   *
   * @param wanted what is to be done
   * @param unwanted what is not asked for
   */
  record Asked(List<Work> wanted, List<Work> unwanted) {
    /** How many kinds of work a program leaves out or does though nobody asks for it. */
    int misfits(String program) {
      long left = wanted.stream().filter(work -> !work.isDoneBy(program)).count();
      long unasked = unwanted.stream().filter(work -> work.isDoneBy(program)).count();
      return Math.toIntExact(left + unasked);
    }
  }

  /**
   * @param request in English
   */
  static Asked asked(String request) {
    return new Asked(
        in(request),
        KindsOfWork.UNASKED.stream()
            .filter(work -> !work.asked().matcher(request).find())
            .toList());
  }

  /** Whether a request says a word, in whatever form. */
  private static boolean speaksOf(String request, String word) {
    String stem = word.toLowerCase(Locale.ROOT).substring(0, Math.min(4, word.length()));
    return request.toLowerCase(Locale.ROOT).contains(stem);
  }

  /**
   * What the program does not do though it is asked for, and does though it is not.
   *
   * @param request in English
   */
  static List<Doubt> doubts(String request, String program) {
    List<Doubt> doubts = new ArrayList<>();
    Asked asked = asked(request);
    asked.wanted().stream()
        .filter(work -> !work.isDoneBy(program))
        .map(Work::leftOut)
        .forEach(doubts::add);
    asked.unwanted().stream()
        .filter(work -> work.isDoneBy(program))
        .map(work -> Doubt.against("nobody asks to " + work.what(), work.done()))
        .forEach(doubts::add);
    SEARCHED
        .matcher(program)
        .results()
        .filter(match -> !speaksOf(request, searched(match)))
        .map(match ->
            Doubt.against(
                "the program searches for \""
                    + searched(match)
                    + "\", which the request does not say",
                searchFor(searched(match))))
        .forEach(doubts::add);
    Matcher indexed = INDEXED_NUMBERS.matcher(program);
    if (indexed.find() && !WITH_NUMBERS.matcher(program).find()) {
      String cell = indexed.group(1);
      doubts.add(
          Doubt.begins(
              "numbers(...) is empty for some lines: keep only those that have some",
              cell.startsWith("[")
                  ? "rows = [r for t in tables("
                      + input(program)
                      + ") for r in t.rows if numbers(r"
                      + cell
                      + ")]\n"
                  : "rows = [t for t in read(" + input(program) + ") if numbers(t.text)]\n"));
    }
    doubts.addAll(Slip.doubts(request, program));
    if (TEXT_OF.matcher(program).find()
        && FOUND_BY_SIGHT.matcher(program).find()
        && !READS.matcher(program).find()) {
      doubts.add(
          Doubt.against(
              "what is detected has no text; read(...) gives the lines of text", FOUND_BY_SIGHT));
    }
    return doubts;
  }

  /** The first medium that a program works on. */
  private static String input(String program) {
    Matcher input = INPUT.matcher(program);
    return input.find() ? input.group() : "img1";
  }

  /** The word as what lines are searched for; as the kind of a finder it may be right. */
  private static Pattern searchFor(String word) {
    String quoted = Pattern.quote('"' + word + '"');
    return Pattern.compile(quoted + " (?:not )?in\\b|\\bsearch\\(\\w+, " + quoted);
  }

  private static String searched(MatchResult match) {
    return match.group(1) != null ? match.group(1) : match.group(2);
  }
}
